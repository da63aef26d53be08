"""A page to look at: the real page on phone and desktop, with every place, its cost and its reason drawn over it.

Stands on top of pipeline and explaining and plans nothing of its own. What a browser shows is in ``face/``.
"""

from adlayout.preview.look import Look, Subject
from adlayout.preview.page import page_html
from adlayout.preview.serve import Desk, Server, Shown
from adlayout.preview.site import Row, link_of, rows, rules_for, site_html

__all__ = [
    "Desk",
    "Look",
    "Row",
    "Server",
    "Shown",
    "Subject",
    "link_of",
    "page_html",
    "rows",
    "rules_for",
    "site_html",
]
