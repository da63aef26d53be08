"""Where a browser puts an element that is inserted beside or into another, and whether it changes anything else.

An insertion is safe where its own tags are the only thing the parser does: nothing is closed by it that its next
neighbour would not close at the same place, no formatting is opened again inside it, nothing is foster-parented.
Both trees, with scripting and without, must agree.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from adlayout.source.names import BUTTON_SCOPE, FORMATTING, IN_TABLES, MARKERS, RAW_TEXT, TABLE_PARTS, VOID
from adlayout.source.page import DEEPEST, Page
from adlayout.source.tree import Element, Text

Node = Element | Text

_NO_PARENT = (
    VOID
    | RAW_TEXT
    | TABLE_PARTS
    | frozenset(
        "html head select optgroup option pre listing template object applet marquee button frameset "  # noqa: SIM905
        "ul ol dl picture video audio ruby a nobr".split()
    )
)
_NEVER_INSIDE = frozenset(
    "a button code label nobr noscript object pre select svg template math listing".split()  # noqa: SIM905
)
# A fourth element like three that are open makes browsers forget the first ("Noah's Ark", 13.2.4.3).
_MOST_ALIKE = 2
# An open one of these in a ``p`` keeps the ``aside`` from closing that.
_HOLDS_P_OPEN = BUTTON_SCOPE | RAW_TEXT | {"select"}
# Nodes that are looked at for the last text before a place.
_LOOKED_BACK = 60
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)|<(?:!(?!--)|\?)[^>]*>", re.S)
# A stray one of these end tags made an element of its own.
_NOTHING_OPEN = re.compile(rf"{_COMMENT.pattern}|</(?:p|br)(?=[\s/>])[^>]*>", re.S | re.I)
_TAIL = re.compile(rf"(?:</(?:body|html)\s*>|{_COMMENT.pattern})*", re.I | re.S)
_TAG = re.compile(r"<[/!?a-zA-Z]")
_FORMATTING_TAG = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING))})[\s/>]", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """An element inserted at ``offset`` becomes a child of ``parent``, between these two nodes."""

    offset: int
    parent: Element
    before: Node | None
    after: Node | None


def behind(page: Page, node: Node) -> Place | None:
    """The place right behind a node, ``None`` where it is not certain."""
    above = node.parent
    return None if above is None else _agreed(page, above, _index(node) + 1)


def ahead(page: Page, node: Node) -> Place | None:
    """The place right before a node, ``None`` where it is not certain."""
    above = node.parent
    return None if above is None else _agreed(page, above, _index(node))


def first_in(page: Page, element: Element) -> Place | None:
    """The place before all that an element holds, ``None`` where it is not certain."""
    return _agreed(page, element, 0)


def last_in(page: Page, element: Element) -> Place | None:
    """The place behind all that an element holds, ``None`` where it is not certain."""
    return _agreed(page, element, len(element.children))


def _agreed(page: Page, parent: Element, index: int) -> Place | None:
    """The place before the ``index``-th child of ``parent``, if both trees have it."""
    found = _in_tree(parent, index)
    if found is None or found.offset < page.coding.end:
        return None
    if page.without_scripting is page.tree:
        return found
    twin = page.without_scripting.twin(parent)
    if twin is None:
        return None
    at = len(twin.children) if found.after is None else twin.tree.remember(twin, _numbered).get(_key(found.after))
    other = None if at is None else _in_tree(twin, at)
    if other is None or other.offset != found.offset or _key(other.before) != _key(found.before):
        return None
    return found


def _numbered(parent: Element) -> dict[tuple[str, int], int]:
    """The children's places among each other, by key; of two with one key the first."""
    return {_key(child): number for number, child in reversed(list(enumerate(parent.children)))}


def _key(node: Node | None) -> tuple[str, int]:
    if node is None:
        return "", -1
    return node.name if isinstance(node, Element) else "#text", node.start


def _in_tree(parent: Element, index: int) -> Place | None:
    if not parent.tree.remember(parent, _takes_blocks):
        return None
    children = parent.children
    before = children[index - 1] if index else None
    after = children[index] if index < len(children) else None
    offset = _boundary(parent, before, after)
    if offset is None or _is_in_the_next_table(parent, index, offset) or _reopens(parent, children, index, offset):
        return None
    return Place(offset, parent, before, after)


def _takes_blocks(parent: Element) -> bool:
    """Whether an ``aside`` may stand in ``parent`` and closes nothing there: one answer for all its places."""
    path = [*reversed(parent.ancestors()), parent]
    if not 2 <= len(path) <= DEEPEST - 10 or path[1].name != "body":
        return False
    if parent.space or parent.name in _NO_PARENT or any(e.space or e.name in _NEVER_INSIDE for e in path):
        return False
    if max(Counter(e.name for e in path if e.name in FORMATTING).values(), default=0) > _MOST_ALIKE:
        return False
    for element in reversed(path):
        if element.name == "p":
            return False
        if element.name in BUTTON_SCOPE:
            break
    return not _ends_in_text(parent) and all(_nests(outer, inner) for outer, inner in pairwise(path[1:]))


def _ends_in_text(element: Element) -> bool:
    """Whether another element's end tag ended it, right before text: as ``</h1>`` ends an ``h3``."""
    if element.closed or element.parent is None:
        return False
    return isinstance(next(iter(element.parent.children[_index(element) + 1 :]), None), Text)


def _nests(outer: Element, inner: Element) -> bool:
    """Whether the bytes of ``inner`` lie in those of ``outer``, as they do unless the markup was repaired."""
    if inner.implied and inner.name in FORMATTING:
        return False
    if (outer.name in TABLE_PARTS and inner.name not in IN_TABLES) or _comes_out_of_a_table(outer, inner):
        return False
    return outer.inner <= inner.start <= inner.inner <= inner.close and inner.end <= outer.close


def _comes_out_of_a_table(outer: Element, inner: Element) -> bool:
    """Whether browsers moved an element before the table that it stands in."""
    return _is_in_the_next_table(outer, _index(inner), inner.start)


def _is_in_the_next_table(parent: Element, index: int, offset: int) -> bool:
    """Whether the next table among the children, from ``index`` on, begins before an offset."""
    tables = parent.tree.remember(parent, _tables)
    number = bisect_left(tables, index, key=_index)
    return number < len(tables) and tables[number].start < offset


def _tables(parent: Element) -> list[Element]:
    return [child for child in parent.children if isinstance(child, Element) and child.name == "table"]


def _boundary(parent: Element, before: Node | None, after: Node | None) -> int | None:
    """The offset between two children, if all before it in the bytes is before it in the tree."""
    if isinstance(after, Element) and after.implied and not _is_stray_end(before, after):
        return None
    if isinstance(before, Element):
        if not _ends_for_sure(before, after):
            return None
        offset = before.end
    elif before is None:
        if parent.implied and not _opens_body(parent, after):
            return None
        offset = after.start if parent.implied and after is not None else parent.inner
    elif isinstance(after, Text):
        return None  # a comment parts them
    else:
        offset = after.start if after is not None else parent.close
    low = before.start if before is not None else parent.inner
    # Text that browsers move out of a table is followed by that table, which begins before it.
    high = min(after.start, after.end) if after is not None else parent.close
    if not low <= offset <= high or not parent.inner <= offset <= parent.close:
        return None
    if isinstance(before, Text) and after is None and parent.name == "body":
        return None  # what stands behind </body> is put to this text
    if isinstance(after, Element) and after.name == "table" and _is_fostered(before, after):
        return None
    return None if _follows_tags(parent, before, offset) else offset


def _is_stray_end(before: Node | None, after: Element) -> bool:
    """Whether it is the empty element that browsers make of a stray ``</p>`` or ``</br>`` behind another's end."""
    return after.name in ("p", "br") and after.is_leaf and not after.children and isinstance(before, Element)


def _follows_tags(parent: Element, before: Node | None, offset: int) -> bool:
    """Whether tags that made no element stand right before the place: a stray end tag, one that nothing finished. Some
    of them end what is open.
    """
    if before is None or (isinstance(before, Element) and before.closed):
        return False
    low = _last_sure(before) if isinstance(before, Text) else _last_tag(before)
    return bool(_TAG.search(_NOTHING_OPEN.sub("", parent.tree.text(low, offset))))


def _last_sure(text: Text) -> int:
    """Where the last element ends before a text that has a tag: one made of a stray end tag stands anywhere."""
    before = islice(reversed(text.parent.children), len(text.parent.children) - text.index, None)
    sure = (node.end for node in islice(before, _LOOKED_BACK) if isinstance(node, Element) and not node.implied)
    return next(sure, text.parent.inner)


def _last_tag(element: Element) -> int:
    """Where the last tag ends that made an element of what is open in ``element``."""
    while inside := [child for child in element.children if isinstance(child, Element)]:
        if inside[-1].closed:
            return inside[-1].end
        element = inside[-1]
    return element.inner


def _opens_body(parent: Element, after: Node | None) -> bool:
    """Whether the tag ``after`` makes the browser open a body whose own tag is left out: an ``aside`` right before it
    does the same. Not sure where readers without scripts may see a body that begins in a ``noscript``.
    """
    if parent.name != "body" or not isinstance(after, Element) or after.implied:
        return False
    return b"<noscript" not in parent.tree.raw[: after.start].lower()


def _ends_for_sure(element: Element, after: Node | None) -> bool:
    """Whether nothing of the element is still open behind it: by its end tag, or since an ``aside`` closes a ``p``."""
    if element.implied:
        return False
    if element.closed:
        # The end of a form ends nothing of what is open in it.
        return element.name != "form" or all(one.closed for one in element.within())
    if element.name != "p" or element.space or isinstance(after, Text) or (after is None and _is_filled_late(element)):
        return False
    return all(one.closed or not (one.space or one.name in _HOLDS_P_OPEN) for one in element.within())


def _is_filled_late(last: Element) -> bool:
    """Whether ``last`` is still open where the body ends, and white space stands behind: browsers put that into it."""
    tree = last.tree
    around = list(takewhile(lambda one: one.name != "body", last.ancestors()))
    if any(one.closed for one in around):
        return False
    body = around[-1].parent if around else last.parent
    return body is not None and not _TAIL.fullmatch(tree.text(body.close, len(tree.raw)))


def _is_fostered(before: Node | None, table: Element) -> bool:
    """Whether what stands before a table may come out of it."""
    if isinstance(before, Element):
        return before.implied
    return before is not None and not before.data.isspace()


def _index(node: Node) -> int:
    """The node's place among its siblings, which are made by that."""
    assert node.parent is not None
    _ = node.parent.children
    return node.index


def _reopens(parent: Element, children: list[Node], index: int, offset: int) -> bool:
    """Whether a formatting element that lost its end is open here in all but the tree: browsers open it again at the
    next text, and that would be ours.

    Text shows it: where a run of text stands, all that is open was opened again around it.
    """
    tree = parent.tree
    raw, before = tree.raw, children[index - 1] if index else None
    if isinstance(before, Text) and raw[offset - 1 : offset] not in (b">", b"\0"):
        return False
    if index < len(children) and isinstance(children[index], Text) and raw[offset : offset + 1] not in (b"<", b"\0"):
        return False
    shown, within = next(_texts_before(parent, index), (None, parent))
    # Text that browsers moved up the tree stands behind the place in the bytes, and shows nothing of it.
    sure = shown is not None and shown.start <= offset and _is_clean(shown, within)
    # Most places are behind text of which that can be seen: no need to look through all of the page.
    if shown is not None and sure and not _FORMATTING_TAG.search(tree.text(shown.start, offset)):
        return False
    around = {parent, *parent.ancestors()}
    open_ones = tree.left_open[: bisect_left(tree.left_open, offset, key=lambda one: one.start)]
    if not tree.has_copies and all(one in around for one in open_ones):
        return False
    return shown is None or not sure or _opens_behind(shown, open_ones, around)


def _opens_behind(shown: Text, open_ones: list[Element], around: set[Element]) -> bool:
    """Whether one of the elements begins behind a run of text."""
    first = bisect_right(open_ones, shown.start, key=lambda one: one.start)
    return any(one not in around for one in islice(open_ones, first, None))


def _texts_before(parent: Element, index: int) -> Iterator[tuple[Text, Element]]:
    """The runs of text before a place that show which formatting is open there, the last one first; each with the
    element in which it and the place stand.
    """
    for node, within in islice(_backward(parent, index), _LOOKED_BACK):
        if isinstance(node, Text) and node.parent.name not in RAW_TEXT | TABLE_PARTS and node.data.strip("\0\ufffd"):
            yield node, within


def _backward(parent: Element, index: int) -> Iterator[tuple[Node, Element]]:
    above = parent
    while True:
        open_nodes: list[Node] = above.children[:index]
        while open_nodes:
            node = open_nodes.pop()
            yield node, above
            if isinstance(node, Element) and not node.space and node.name not in MARKERS:
                open_nodes += node.children
        # What was open before one of these is not open in it.
        if above.name in MARKERS or above.parent is None:
            return
        above, index = above.parent, _index(above)


def _is_clean(shown: Text, parent: Element) -> bool:
    """Whether all formatting around a run of text within ``parent`` ends by its own tag."""
    above = shown.parent
    while above is not parent:
        if above.name in FORMATTING and not above.closed:
            return False
        assert above.parent is not None
        above = above.parent
    return True
