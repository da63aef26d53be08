"""The page as the walk sees it: how much text each element holds, measured once.

Sizes are bytes of text without the white space around each run: good enough for shares and for "is there
any", and a tenth of what decoding costs.
"""

from adlayout.article.names import SILENT
from adlayout.article.text import MAY_HIDE, is_hidden
from adlayout.source import Element, Text


class View:
    """A memory for the sizes of a page's elements."""

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
        node = element.node
        if not element.holds(*SILENT) and node.select_one(MAY_HIDE) is None:
            # All of it is shown: the parser can add up by itself.
            text = sum(map(_size, node.stripped_strings))
            if element.name == "a":
                return text, text
            return text, sum(sum(map(_size, link.stripped_strings)) for link in node.iter_elements("a"))
        text = links = 0
        for child in element.children:
            if isinstance(child, Text):
                text += _size(child.data.strip())
            elif child.name not in SILENT:
                inside, linked = self.mass(child)
                text += inside
                links += linked
        return text, text if element.name == "a" else links


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
