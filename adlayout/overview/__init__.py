"""A look at a whole site: sums of all its pages, and one page of plots and tables to read them.

Stands on top of the builder, with the same words and the same look as the preview.
"""

from adlayout.overview.changes import Changes
from adlayout.overview.page import changes_page, site_page
from adlayout.overview.sums import Sums
from adlayout.overview.terminal import changes_text

__all__ = ["Changes", "Sums", "changes_page", "changes_text", "site_page"]
