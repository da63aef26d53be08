"""The page as the walk sees it: how much text each element holds, measured once.

Sizes are bytes of text without the white space around each run: good enough for shares and for "is there
any", and a tenth of what decoding costs.
"""

from adlayout.article.names import SILENT
from adlayout.article.text import is_hidden
from adlayout.source import Element, Text


class View:
    """A page with a memory for sizes."""

    __slots__ = ("_masses",)

    def __init__(self) -> None:
        self._masses: dict[Element, tuple[int, int]] = {}

    def mass(self, element: Element) -> tuple[int, int]:
        """Bytes of shown text inside of ``element``, and how many of them are links."""
        known = self._masses.get(element)
        if known is None:
            known = self._masses[element] = self._weigh(element)
        return known

    def _weigh(self, element: Element) -> tuple[int, int]:
        if element.name in SILENT or is_hidden(element):
            return 0, 0
        text = links = 0
        for child in element.children:
            if isinstance(child, Text):
                data = child.data.strip()
                text += len(data) if data.isascii() else len(data.encode("utf-8", "surrogatepass"))
            elif child.name not in SILENT:
                inside, linked = self.mass(child)
                text += inside
                links += linked
        return text, text if element.name == "a" else links
