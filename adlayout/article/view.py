"""The page as the walk sees it: how much text each element holds, measured once.

Sizes are bytes of text without the white space around each run: good enough for shares and for "is there
any", and a tenth of what decoding costs.
"""

from adlayout.article.names import SILENT
from adlayout.article.text import is_hidden
from adlayout.source import Element, Page


class View:
    """A page with a memory for sizes."""

    __slots__ = ("_masses", "page")

    def __init__(self, page: Page) -> None:
        self.page = page
        self._masses: dict[Element, tuple[int, int]] = {}

    def mass(self, element: Element) -> tuple[int, int]:
        """Bytes of shown text inside of ``element``, and how many of them are links."""
        known = self._masses.get(element)
        if known is None:
            known = self._masses[element] = self._weigh(element)
        return known

    def _weigh(self, element: Element) -> tuple[int, int]:
        if element.name in SILENT or is_hidden(self.page, element):
            return 0, 0
        text = links = 0
        data = self.page.data
        for child in element.children:
            if isinstance(child, tuple):
                text += len(data[child[0] : child[1]].strip())
            else:
                inside, linked = self.mass(child)
                text += inside
                links += linked
        return text, text if element.name == "a" else links
