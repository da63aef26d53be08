"""What every insertion mode works on: the stack of open elements, the active formatting elements, the current place.

The words are those of the HTML Standard, 13.2.4 and 13.2.6.1.
"""

from adlayout.errors import PassThrough
from adlayout.source.names import BUTTON_SCOPE, FORMATTING, IMPLIED_ENDS, SCOPE, SPECIAL
from adlayout.source.tree import Element

# Chromium puts no element deeper than 512; beyond that its tree is no longer the Standard's.
DEEPEST = 500


class Token:
    """One token. ``kind``: "start", "end", "text" or "eof"; ``start`` to ``end``: its bytes."""

    __slots__ = ("end", "kind", "name", "rest", "start")

    def __init__(self, kind: str, name: str, start: int, end: int, rest: bytes = b"") -> None:
        self.kind = kind
        self.name = name
        self.start = start
        self.end = end
        self.rest = rest


# Ends the list of active formatting elements that belong to one cell, caption, template or object.
MARKER = Element("", None, -1, -1, b"")


class Construction:
    """The state of one tree construction."""

    __slots__ = (
        "active",
        "dangling",
        "dangling_from",
        "data",
        "document",
        "elements",
        "form",
        "fostering",
        "head",
        "mode",
        "open_p",
        "original_mode",
        "quirks",
        "raw",
        "scripting",
        "stack",
        "tangled",
        "template_modes",
    )  # fmt: skip

    def __init__(self, data: bytes, scripting: bool) -> None:
        self.data = data
        self.scripting = scripting
        self.document: Element | None = None
        self.head: Element | None = None
        self.raw: Element | None = None  # a raw-text element whose end tag may be the next token
        self.form: Element | None = None
        self.stack: list[Element] = []
        self.active: list[Element] = []
        self.elements: list[Element] = []
        self.template_modes: list[str] = []
        self.mode = "initial"
        self.original_mode = ""
        self.quirks = False
        self.fostering = False
        self.open_p = 0
        # What places.py must not touch: where the tree is no nesting of the bytes; where formatting is reopened.
        self.tangled: list[tuple[int, Element | int]] = []
        self.dangling: list[tuple[int, int]] = []
        self.dangling_from = -1

    # Placing and opening

    def place(self, target: Element | None = None) -> tuple[Element, int | None]:
        """The appropriate place for inserting a node: parent, and index (``None``: at the end)."""
        target = target or self.stack[-1]
        if not (self.fostering and target.name in ("table", "tbody", "tfoot", "thead", "tr") and not target.space):
            return target, None
        for position in range(len(self.stack) - 1, 0, -1):
            element = self.stack[position]
            if element.name == "template":
                return element, None
            if element.name == "table":
                self.tangled.append((element.start, element))
                if element.parent is None:
                    return self.stack[position - 1], None
                return element.parent, element.parent.children.index(element)
        return self.stack[0], None

    def text(self, start: int, end: int) -> None:
        """Insert characters."""
        if start < end:
            parent, index = self.place()
            parent.children.insert(len(parent.children) if index is None else index, (start, end))

    def insert(self, token: Token, name: str | None = None, space: str = "") -> Element:
        """Insert an element for a token and make it the current node."""
        if len(self.stack) > DEEPEST:
            raise PassThrough("too-deep", f"elements nest deeper than {DEEPEST} at byte {token.start:,}")
        parent, index = self.place()
        element = Element(name or token.name, parent, token.start, token.end, token.rest)
        element.space = space
        parent.children.insert(len(parent.children) if index is None else index, element)
        self.stack.append(element)
        self.elements.append(element)
        if element.name == "p" and not space:
            self.open_p += 1
        return element

    def imply(self, name: str, at: int) -> Element:
        """Insert an element that stands nowhere in the bytes."""
        return self.insert(Token("start", name, at, at))

    def void(self, token: Token, name: str | None = None, space: str = "") -> None:
        """Insert an element and take it off the stack at once."""
        self.insert(token, name, space)
        self.pop(token.end)

    # Closing

    def pop(self, at: int, end: int | None = None) -> Element:
        """Take the current node off the stack: its content ends at ``at``, its own end tag, if any, at ``end``."""
        element = self.stack.pop()
        element.close = at
        element.end = at if end is None else end
        if element.name == "p" and not element.space:
            self.open_p -= 1
        elif element.name in FORMATTING and self.dangling_from < 0 and self.active and self.active[-1].close >= 0:
            self.dangling_from = at
        return element

    def remove(self, element: Element, at: int) -> None:
        """Take an element off the stack from wherever it is."""
        if element in self.stack:
            self.stack.remove(element)
            element.close = element.end = at
            if element.name == "p" and not element.space:
                self.open_p -= 1

    def pop_until(self, names: "frozenset[str] | set[str] | tuple[str, ...]", at: int, end: int | None = None) -> None:
        """Pop up to and with the first HTML element of these names; only that one has an end tag."""
        while True:
            element = self.stack[-1]
            found = element.name in names and not element.space
            self.pop(at, end if found else None)
            if found or not self.stack:
                return

    def pop_to(self, names: "frozenset[str]", at: int) -> None:
        """Pop until the current node is one of these."""
        while self.stack[-1].name not in names or self.stack[-1].space:
            self.pop(at)

    def implied_ends(self, at: int, but: str = "", names: frozenset[str] = IMPLIED_ENDS) -> None:
        """Generate implied end tags."""
        while (name := self.stack[-1].name) in names and name != but and not self.stack[-1].space:
            self.pop(at)

    def has(self, wanted: "frozenset[str] | tuple[str, ...]", scope: frozenset[str] = SCOPE) -> bool:
        """Whether one of these elements is in scope."""
        for element in reversed(self.stack):
            name = element.name
            if not element.space:
                if name in wanted:
                    return True
                if name in scope:
                    return False
            elif scope is not SCOPE and scope is not BUTTON_SCOPE:
                continue
            elif ends_scope(element):
                return False
        return False

    def holds(self, name: str) -> bool:
        """Whether such an element is open at all."""
        return any(element.name == name and not element.space for element in self.stack)

    def close_p(self, at: int, end: int | None = None) -> None:
        """Close a ``p`` element, if one is in button scope."""
        if self.open_p and self.has(("p",), BUTTON_SCOPE):
            self.implied_ends(at, "p")
            self.pop_until(("p",), at, end)

    # Active formatting elements

    def reopen(self, at: int) -> None:
        """Reconstruct the active formatting elements."""
        if not self.active or self.active[-1].close < 0:
            return
        position = len(self.active) - 1
        while position > 0 and self.active[position - 1].close >= 0 and self.active[position - 1] is not MARKER:
            position -= 1
        for index in range(position, len(self.active)):
            old = self.active[index]
            self.active[index] = self.insert(Token("start", old.name, at, at, old.rest))
        self.dangling.append((self.dangling_from if self.dangling_from >= 0 else at, at))
        self.dangling_from = -1

    def format(self, element: Element) -> None:
        """Push onto the active formatting elements; of four alike the earliest goes (the Noah's Ark clause)."""
        alike = []
        for entry in reversed(self.active):
            if entry is MARKER:
                break
            if entry.name == element.name:
                alike.append(entry)
        if len(alike) > 2:
            wanted = element.attributes()
            same = [entry for entry in alike if entry.attributes() == wanted]
            if len(same) > 2:
                self.active.remove(same[-1])
        self.active.append(element)

    def clear_to_marker(self) -> None:
        """Clear the active formatting elements up to the last marker."""
        while self.active and self.active.pop() is not MARKER:
            pass
        if not self.active or self.active[-1].close < 0:
            self.dangling_from = -1


MARKER.close = -1


def ends_scope(element: Element) -> bool:
    """Whether a foreign element ends every scope but those of lists and tables."""
    if element.space == "math":
        return element.name in ("mi", "mo", "mn", "ms", "mtext", "annotation-xml")
    return element.name.lower() in ("foreignobject", "desc", "title")


def is_special(element: Element) -> bool:
    """Whether an end tag of another name stops at this element."""
    return ends_scope(element) if element.space else element.name in SPECIAL
