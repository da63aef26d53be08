"""The tree's values: elements and runs of text, each with its place in the bytes. Read-only outside of this room.

A thin mirror of the parser's nodes, made only where somebody looks: offsets are asked of the parser one element at
a time, since most of a page is never looked at.
"""

from codecs import CodecInfo
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, takewhile
from typing import TypeGuard, TypeVar, cast

import turbohtml

from adlayout.source.names import FORMATTING, MAY_BE_LEFT_OUT, VOID

Nodes = turbohtml.Node
Spans = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""First character and the one behind the last: of the start tag, and of the end tag."""
_HTML = turbohtml.Namespace.HTML
_ELEMENT, _TEXT = turbohtml.Element, turbohtml.Text
T = TypeVar("T")


class Text:
    """A run of text between two tags: ``data`` as a browser has it (references resolved, white space as it is)."""

    __slots__ = ("data", "index", "node", "parent")

    def __init__(self, node: turbohtml.Text, parent: "Element", index: int) -> None:
        self.node = node
        self.parent = parent
        self.index = index
        self.data = node.data

    def __repr__(self) -> str:
        return f"<text {self.data[:20]!r}>"

    @property
    def start(self) -> int:
        """Behind the tag before it; comments in between are counted in."""
        before = _neighbour(self.node.previous_siblings)
        return self.parent.inner if before is None else self.parent.tree.element(before).end

    @property
    def end(self) -> int:
        """Where the next tag begins."""
        after = _neighbour(self.node.next_siblings)
        return self.parent.close if after is None else self.parent.tree.element(after).start


def _neighbour(siblings: Iterable[Nodes]) -> turbohtml.Element | None:
    return next((node for node in siblings if isinstance(node, turbohtml.Element)), None)


def _spans(node: turbohtml.Element) -> Spans:
    found = node.source_location
    if found is None:
        return None, None
    start, end = found.start_tag, found.end_tag
    return (start[2], start[5]), None if end is None else (end[2], end[5])


def _is_left_open(spans: Spans) -> bool:
    return spans[0] is not None and spans[1] is None


def _stands(node: Nodes) -> TypeGuard[turbohtml.Element]:
    """Whether it is an element whose start tag stands in the page."""
    return isinstance(node, turbohtml.Element) and node.source_location is not None


def _is_made_up(node: Nodes) -> bool:
    """Whether it is an empty element that has no tag."""
    return isinstance(node, turbohtml.Element) and node.source_location is None and not len(node)


class Element:
    """One element.

    ``start`` to ``inner`` is its start tag. ``close`` is where its content ends: the ``<`` of its end tag or of the
    token that closed it; ``end`` is behind its own end tag, and equals ``close`` where it has none. An element that
    the parser made up (an implied ``tbody``, a formatting element opened again) has ``start == inner``.
    """

    __slots__ = ("_children", "_last", "_spans", "_tag", "index", "name", "node", "parent", "tree")

    def __init__(self, node: turbohtml.Element, parent: "Element | None", tree: "Tree") -> None:
        self.node = node
        self.name: str = node.tag
        self.parent = parent
        self.index = -1  # among the parent's children, once these are made
        self.tree = tree
        self._children: list[Element | Text] | None = None
        self._spans: Spans | None = None
        self._tag: tuple[int, int] | None = None
        self._last: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return f"<{self.name} {self.start}>"

    @property
    def children(self) -> "list[Element | Text]":
        """Elements and text in document order; comments are left out."""
        found = self._children
        if found is None:
            found = self._children = self.tree.children(self)
        return found

    @property
    def start(self) -> int:
        """Offset of its start tag."""
        return (self._tag or self._opened())[0]

    @property
    def inner(self) -> int:
        """Offset behind its start tag."""
        return (self._tag or self._opened())[1]

    @property
    def close(self) -> int:
        """Offset where its content ends."""
        return (self._last or self._ended())[0]

    @property
    def end(self) -> int:
        """Offset behind its end tag."""
        return (self._last or self._ended())[1]

    def _opened(self) -> tuple[int, int]:
        tag = self._tag = self.tree.opening(self)
        return tag

    @property
    def is_ended(self) -> bool:
        """Whether its end was asked for before."""
        return self._last is not None

    def _ended(self) -> tuple[int, int]:
        last = self._last = self.tree.ending(self)
        return last

    @property
    def spans(self) -> "Spans":
        """The characters of its tags, as far as these stand in the page."""
        # The parser makes its answer anew, with the places of all attributes, each time that it is asked.
        found = self._spans
        if found is None:
            found = self._spans = _spans(self.node)
        return found

    @property
    def implied(self) -> bool:
        """Whether no start tag of it stands in the page."""
        return self.spans[0] is None

    @property
    def closed(self) -> bool:
        """Whether it has an end tag of its own, or needs none."""
        start, end = self.spans
        return start is not None and (end is not None or self.name in VOID)

    @property
    def is_whole(self) -> bool:
        """Whether no browser has to repair it: it has its end tag, or needs none, or neither of its tags."""
        return self.closed or bool(self.space) or (self.implied and self.name in MAY_BE_LEFT_OUT)

    @property
    def space(self) -> str:
        """The namespace: empty for HTML, ``svg``, ``math``."""
        space = self.node.namespace
        return "" if space is _HTML else space.value

    def get(self, name: str, default: str = "") -> str:
        """One attribute's value."""
        return self.node.attr(name, default) or default

    def has(self, name: str) -> bool:
        """Whether the attribute is there, with or without a value."""
        return self.node.attr(name) is not None

    def attributes(self) -> dict[str, str]:
        """Names in lower case; of two with one name the first counts."""
        return {name: self.node.attr(name) or "" for name in self.node.attrs}

    def within(self, *names: str) -> "list[Element]":
        """All elements inside of it, or those of these names, in document order."""
        return [self.tree.element(node) for node in self.node.iter_elements(names or None)]

    def holds(self, *names: str) -> bool:
        """Whether an element of one of these names is inside of it."""
        return next(self.node.iter_elements(names), None) is not None

    @property
    def is_leaf(self) -> bool:
        """Whether no element is inside of it."""
        return next(self.node.iter_elements(), None) is None

    @property
    def is_empty(self) -> bool:
        """Whether neither an element nor text is inside of it."""
        return not len(self.node) or not self.children

    def count(self, *names: str) -> int:
        """How many elements of these names are inside of it."""
        return sum(1 for _ in self.node.iter_elements(names))

    def ancestors(self) -> "list[Element]":
        """From the parent up to ``html``."""
        found = []
        above = self.parent
        while above is not None:
            found.append(above)
            above = above.parent
        return found


class Tree:
    """One reading of a page, with scripts on or off."""

    def __init__(
        self, document: turbohtml.Document, offset: Callable[[int], int], raw: bytes, codec: CodecInfo
    ) -> None:
        self.document = document
        self.offset = offset
        self.raw = raw
        self.codec = codec
        self._known: dict[Nodes, Element] = {}
        self._answers: dict[tuple[Element, Callable[[Element], object]], object] = {}
        self._made_up: dict[Nodes, int] = {}
        assert document.root is not None
        self.root = Element(document.root, None, self)
        self._known[document.root] = self.root

    def text(self, start: int, end: int) -> str:
        """The page's characters between two offsets, markup and all."""
        return self.codec.decode(self.raw[start:end], "replace")[0]

    def element(self, node: turbohtml.Element) -> Element:
        """Our element for the parser's node."""
        known = self._known.get(node)
        if known is None:
            above = node.parent
            while not isinstance(above, turbohtml.Element):  # the content of a template
                assert above is not None
                above = above.parent
            known = self._known[node] = Element(node, self.element(above), self)
        return known

    def named(self, *names: str) -> Iterator[Element]:
        """All elements of these names, or all, in document order."""
        # The parser has a list of the elements of a name; those of several are looked for in the whole page.
        one = len(names) == 1 and names[0].isalnum()  # else it is no selector by itself
        return map(self.element, self.document.select(names[0]) if one else self.document.iter_elements(names or None))

    def children(self, element: Element) -> "list[Element | Text]":
        """See ``Element.children``."""
        found: list[Element | Text] = []
        known = self._known
        nodes: Iterable[Nodes] = element.node
        if element.name == "template":
            nodes = chain.from_iterable(one if isinstance(one, turbohtml.DocumentFragment) else (one,) for one in nodes)
        for node in nodes:
            if type(node) is _ELEMENT:
                mirrored = known.get(node)
                if mirrored is None:
                    mirrored = known[node] = Element(node, element, self)
                mirrored.index = len(found)
                found.append(mirrored)
            elif type(node) is _TEXT:
                found.append(Text(node, element, len(found)))
        return found

    def opening(self, element: Element) -> tuple[int, int]:
        """Start and inner of an element. They ask for no other element's end: siblings can be many."""
        tag = element.spans[0]
        if tag is not None:
            return self.offset(tag[0]), self.offset(tag[1])
        if element.parent is None:
            return 0, 0
        inside = next(filter(_stands, element.node.iter_elements()), None)
        start = self.element(inside).start if inside is not None else self._made_up_at(element, element.parent)
        return start, start

    def _made_up_at(self, element: Element, parent: Element) -> int:
        """Where an empty element stands that has no tag: right behind the end tag before it, or else before what comes
        next. Never asks what the parser made up, nor what closed an element: two of these would ask each other.
        """
        node, known = element.node, self._made_up
        if node not in known:
            # All that stand side by side at once: there can be very many of them.
            shown = (one for one in node.previous_siblings if isinstance(one, turbohtml.Element | turbohtml.Text))
            before = next((one for one in shown if one in known or not _is_made_up(one)), None)
            alike = list(takewhile(lambda one: one is not before, node.previous_siblings))
            if before is None:
                start = parent.inner
            elif before in known:
                start = known[before]
            elif _stands(before) and self.element(before).closed:
                start = self.element(before).end if before.tag not in VOID else self.element(before).inner
            else:
                alike += takewhile(lambda one: not _stands(one), node.next_siblings)
                after = next(filter(_stands, node.next_siblings), None)
                start = parent.close if after is None else self.element(after).start
            known |= dict.fromkeys([node, *filter(_is_made_up, alike)], start)
        return known[node]

    def ending(self, element: Element) -> tuple[int, int]:
        """Close and end of an element. One without an end tag ends at what closed it: the next tag, or its parent."""
        tag = element.spans[1]
        if tag is not None:
            return self.offset(tag[0]), self.offset(tag[1])
        close = element.inner if element.name in VOID else max(element.inner, self._closed_at(element))
        return close, close

    def _closed_at(self, element: Element) -> int:
        if element.parent is None:
            return len(self.raw)
        if element.name == "body":
            return element.parent.close
        after = element.node.next_sibling
        if element.space and not len(element.node):
            return element.inner
        if isinstance(after, turbohtml.Element):
            return self.element(after).start
        # Text right behind it: the markup was repaired, and its bytes are no nesting any more.
        return self._close_of(element.parent) if after is None else element.inner

    def _close_of(self, element: Element) -> int:
        """From the outermost in, for each may end where the one around it does: no call a level."""
        for above in reversed(list(takewhile(lambda one: not one.is_ended, element.ancestors()))):
            _ = above.close
        return element.close

    @cached_property
    def _formatting(self) -> list[turbohtml.Element]:
        return [node for name in FORMATTING for node in self.document.select(name)]

    @cached_property
    def left_open(self) -> "list[Element]":
        """The formatting elements whose start tag stands in the page and whose own end tag does not, by start."""
        tags = self._formatting
        found = [self.element(tag) for tag in tags if _is_left_open(_spans(tag))]
        return sorted(found, key=lambda one: one.start)

    @cached_property
    def has_copies(self) -> bool:
        """Whether a formatting element was opened again somewhere, and stands twice in the tree."""
        seen: set[tuple[int, int] | None] = set()
        for node in self._formatting:
            place = node.position
            if place in seen:
                return True
            seen.add(place)
        return False

    def twin(self, element: Element) -> Element | None:
        """The element of this tree that another tree of the same page has as ``element``."""
        if element.tree is self:
            return element
        if element.name in ("html", "body"):
            found = self.document.find(element.name)
        else:
            found = self._starts.get(element.node.position)
        return self.element(found) if found is not None and found.tag == element.name else None

    @cached_property
    def _starts(self) -> dict[tuple[int, int] | None, turbohtml.Element]:
        found = {node.position: node for node in reversed(list(self.document.iter_elements()))}
        found.pop(None, None)
        return found

    def remember(self, element: Element, ask: Callable[[Element], T]) -> T:
        """The answer of ``ask`` for an element, asked once."""
        known = self._answers.get((element, ask))
        if known is None:
            known = self._answers[element, ask] = ask(element)
        return cast("T", known)
