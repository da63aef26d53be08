"""A look at a whole site: sums of all its pages, and one page of plots and tables to read them.

Stands on top of the builder, with the same words and the same look as the preview.
"""

from adlayout.overview.page import site_page
from adlayout.overview.sums import Sums

__all__ = ["Sums", "site_page"]
