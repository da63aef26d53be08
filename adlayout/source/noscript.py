"""Whether the content of a ``noscript``, read as elements, stays inside of it: then one tree serves both readers,
with scripting and without.

Most do: a tracking pixel, a style sheet, a line of text in a ``div``. A second tree costs as much as the first.
"""

from adlayout.source import tokens
from adlayout.source.names import BLOCKS, FORMATTING, HEADINGS
from adlayout.source.tree import Element

_IN_HEAD = frozenset(("link", "meta"))
_VOID = frozenset(("area", "br", "embed", "img", "link", "meta", "wbr"))
_RAW = frozenset(("style", "iframe"))
_PLAIN = frozenset(("span", "abbr", "label", "picture", "sup", "sub", "time"))
_LISTS = frozenset(("ul", "ol"))
_STRANGE_PARENTS = frozenset(("html", "table", "tbody", "thead", "tfoot", "tr", "colgroup", "select"))


def is_harmless(data: bytes, noscript: Element) -> bool:
    """Whether nothing outside of ``noscript`` would change. To be asked of pages whose formatting is in order only."""
    above = noscript.parent
    if above is None or above.space or above.name in _STRANGE_PARENTS or noscript.end == noscript.close:
        return False
    content = data[noscript.inner : noscript.close]
    if b"\0" in content:
        return False
    around = frozenset(element.name for element in noscript.ancestors())
    return _Inside(around, is_head=above.name == "head").takes(tokens.cut(content, scripting=False))


class _Inside:
    """Follows the tags of one ``noscript`` and says no at the first that needs a rule."""

    def __init__(self, around: frozenset[str], *, is_head: bool) -> None:
        self.around = around
        self.is_head = is_head
        self.open: list[str] = []

    def takes(self, parts: list[bytes]) -> bool:
        for text, raw, rest in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            if not (self._text(text) and self._tag(raw, rest)):
                return False
        return self._text(parts[-1]) and not self.open

    def _text(self, text: bytes) -> bool:
        return not self.is_head or not text.strip(b"\t\n\f\r ")

    def _tag(self, raw: bytes, rest: bytes) -> bool:
        if raw in (b"!", b"?", b"/"):
            return raw == b"!" and rest[:2] == b"--" and rest.endswith(b"-->")
        name = raw.decode("latin-1").lower()
        if not tokens.is_whole(rest[: tokens.start_tag_length(rest)]):
            return False
        if name[0] == "/":
            return bool(self.open) and self.open.pop() == name[1:]
        if name in (_IN_HEAD if self.is_head else _VOID):
            return True
        if not self._opens(name):
            return False
        self.open.append(name)
        return True

    def _opens(self, name: str) -> bool:
        if name in _RAW:
            return not self.is_head or name == "style"
        if self.is_head:
            return False
        if name in BLOCKS or name in HEADINGS:
            return not self._holds("p") and not (name in HEADINGS and self.open[-1:] and self.open[-1] in HEADINGS)
        if name == "li":
            return bool(self.open) and self.open[-1] in _LISTS and not self._holds("p")
        return name in _PLAIN or (name in FORMATTING and not self._holds(name))

    def _holds(self, name: str) -> bool:
        return name in self.open or name in self.around
