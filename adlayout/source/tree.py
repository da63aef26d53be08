"""The tree's values: an element and where it stands in the bytes. Read-only outside of this room."""

import html
import html.entities
import re

from adlayout.source.tokens import raw_attributes

_LOOSE_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]*+)(?!;)(=?)")


class Element:
    """One element. Offsets are into ``Page.data``.

    An element that the parser made up (an implied ``tbody``, a formatting element opened again) has
    ``start == inner``. ``close`` is where its content ends: the ``<`` of its end tag or of the token that closed it;
    ``end`` is behind its own end tag, and equals ``close`` where it has none.
    """

    __slots__ = ("children", "close", "end", "inner", "name", "parent", "rest", "space", "start")

    name: str
    space: str
    parent: "Element | None"
    children: "list[Element | tuple[int, int]]"

    def __init__(self, name: str, parent: "Element | None", start: int, inner: int, rest: bytes) -> None:
        self.name = name
        self.parent = parent
        self.start = start
        self.inner = inner
        self.rest = rest
        self.close = self.end = -1
        self.children = []
        self.space = ""

    def __repr__(self) -> str:
        return f"<{self.name} {self.start}>"

    @property
    def implied(self) -> bool:
        """Whether no start tag of it stands in the page."""
        return self.start == self.inner

    def attributes(self) -> dict[str, str]:
        """Names in lower case, values decoded, references resolved; of two with one name the first counts."""
        found: dict[str, str] = {}
        for name, value in raw_attributes(self.rest):
            found.setdefault(_decode(name).lower(), _value(value))
        return found

    def get(self, name: str, default: str = "") -> str:
        """One attribute's value."""
        wanted = name.encode()
        for key, value in raw_attributes(self.rest) if wanted in self.rest.lower() else ():
            if key.lower() == wanted:
                return _value(value)
        return default

    def ancestors(self) -> "list[Element]":
        """From the parent up to ``html``."""
        found = []
        above = self.parent
        while above is not None:
            found.append(above)
            above = above.parent
        return found


def _decode(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _value(value: bytes) -> str:
    text = _decode(value)
    return html.unescape(_LOOSE_REFERENCE.sub(_loose, text)) if "&" in text else text


def _loose(match: re.Match[str]) -> str:
    """Without ";", a reference in an attribute is one only if the whole word is its name and no "=" follows."""
    is_reference = match[1] in html.entities.html5 and not match[2]
    return match.group() if is_reference else "&amp;" + match.group()[1:]
