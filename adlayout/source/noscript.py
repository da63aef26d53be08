"""Whether the content of a ``noscript``, read as elements, stays inside of it: then one tree serves both readers,
with scripting and without.

Most do: a tracking pixel, a style sheet, a line of text in a ``div``. A second tree costs as much as the first.
"""

import turbohtml
from turbohtml import Token, TokenType

from adlayout.source.names import BLOCKS, FORMATTING, HEADINGS
from adlayout.source.tree import Element

_IN_HEAD = frozenset(("link", "meta"))
_VOID = frozenset(("area", "br", "embed", "img", "link", "meta", "wbr"))
_RAW = frozenset(("style", "iframe"))
_PLAIN = frozenset(("span", "abbr", "label", "picture", "sup", "sub", "time"))
_LISTS = frozenset(("ul", "ol"))
_STRANGE_PARENTS = frozenset(("html", "table", "tbody", "thead", "tfoot", "tr", "colgroup", "select"))


def is_harmless(noscript: Element) -> bool:
    """Whether nothing outside of ``noscript`` would change."""
    above = noscript.parent
    if above is None or above.space or above.name in _STRANGE_PARENTS or not noscript.closed:
        return False
    content = noscript.node.text
    if "\0" in content or "\ufffd" in content or "<plaintext" in content:
        return False
    around = frozenset(element.name for element in noscript.ancestors())
    return _Inside(around, is_head=above.name == "head").takes(content)


class _Inside:
    """Follows the tags of one ``noscript`` and says no at the first that needs a rule."""

    def __init__(self, around: frozenset[str], *, is_head: bool) -> None:
        self.around = around
        self.is_head = is_head
        self.open: list[str] = []

    def takes(self, content: str) -> bool:
        # What ends within a tag or comment would swallow the end tag of the noscript, and here the rule behind it.
        tokens = list(turbohtml.tokenize(content + "<hr>"))
        ends_well = bool(tokens) and tokens[-1].tag == "hr"
        return ends_well and all(map(self._token, tokens[:-1])) and not self.open

    def _token(self, token: Token) -> bool:
        name = token.tag or ""
        match token.type:
            case TokenType.TEXT:
                # All that can be open in the head is a style sheet.
                return not self.is_head or bool(self.open) or not (token.data or "").strip("\t\n\f\r ")
            case TokenType.COMMENT:
                return True
            case TokenType.END_TAG:
                return bool(self.open) and self.open.pop() == name
            case TokenType.START_TAG:
                return self._start(name)
            case _:
                return False

    def _start(self, name: str) -> bool:
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
