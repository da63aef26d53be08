"""A page to look at: the real page on phone and desktop, with every place, its cost and its reason drawn over it.

Stands on top of pipeline and explaining and plans nothing of its own. What a browser shows is in ``face/``.
"""

from adlayout.preview.look import Look, Subject
from adlayout.preview.page import page_html
from adlayout.preview.site import Row, rows, site_html

__all__ = ["Look", "Row", "Subject", "page_html", "rows", "site_html"]
