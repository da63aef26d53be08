"""Where a browser puts an element that is inserted beside or into another, and whether it changes anything else.

An insertion is safe where its own tags are the only thing the parser does: nothing is closed by it that its next
neighbour would not close at the same place, no formatting is opened again inside it, nothing is foster-parented.
Both trees, with scripting and without, must agree.
"""

from dataclasses import dataclass
from itertools import pairwise

from adlayout.source.names import BUTTON_SCOPE, FORMATTING
from adlayout.source.page import DEEPEST, Page
from adlayout.source.tree import Element, Text

Node = Element | Text

_NO_PARENT = frozenset(
    "table tbody thead tfoot tr colgroup html head select optgroup option pre listing textarea template noscript "  # noqa: SIM905
    "object applet marquee button frameset ul ol dl picture video audio ruby plaintext a nobr".split()
)
_NEVER_INSIDE = frozenset(
    "a button nobr noscript object pre select svg template math listing".split()  # noqa: SIM905
)
_ENDS_ITS_LIKE = frozenset(("a", "nobr"))
# Text in these opens no formatting again.
_SILENT = frozenset(
    "table tbody thead tfoot tr script style title textarea noscript iframe noembed noframes template".split()  # noqa: SIM905
)


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
    if found is None or page.without_scripting is page.tree:
        return found
    twin = page.without_scripting.twin(parent)
    if twin is None:
        return None
    keys = [_key(child) for child in twin.children]
    wanted = _key(found.after)
    at = len(keys) if found.after is None else next((i for i, key in enumerate(keys) if key == wanted), None)
    other = None if at is None else _in_tree(twin, at)
    if other is None or other.offset != found.offset or _key(other.before) != _key(found.before):
        return None
    return found


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
    if offset is None or _reopens(parent, children, index):
        return None
    return Place(offset, parent, before, after)


def _takes_blocks(parent: Element) -> bool:
    """Whether an ``aside`` may stand in ``parent`` and closes nothing there: one answer for all its places."""
    path = [*reversed(parent.ancestors()), parent]
    if not 2 <= len(path) <= DEEPEST - 10 or path[1].name != "body":
        return False
    if parent.space or parent.name in _NO_PARENT or any(e.space or e.name in _NEVER_INSIDE for e in path):
        return False
    for element in reversed(path):
        if element.name == "p":
            return False
        if element.name in BUTTON_SCOPE:
            break
    return all(_nests(outer, inner) for outer, inner in pairwise(path[1:]))


def _nests(outer: Element, inner: Element) -> bool:
    """Whether the bytes of ``inner`` lie in those of ``outer``, as they do unless the markup was repaired."""
    if inner.implied and inner.name in FORMATTING:
        return False
    return outer.inner <= inner.start <= inner.inner <= inner.close and inner.end <= outer.close


def _boundary(parent: Element, before: Node | None, after: Node | None) -> int | None:
    """The offset between two children, if all before it in the bytes is before it in the tree."""
    if isinstance(before, Element):
        if not _ends_for_sure(before, after):
            return None
        offset = before.end
    elif before is None:
        if parent.implied and not _opens_body(parent, after):
            return None
        offset = after.start if parent.implied and after is not None else parent.inner
    else:
        offset = after.start if after is not None else parent.close
    low = before.start if before is not None else parent.inner
    high = after.start if after is not None else parent.close
    if not low <= offset <= high or not parent.inner <= offset <= parent.close:
        return None
    if isinstance(before, Text) and after is None and parent.name == "body":
        return None  # what stands behind </body> is put to this text
    return None if isinstance(after, Element) and after.name == "table" and _is_fostered(before, after) else offset


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
        return True
    if element.space:
        return not element.children
    return element.name == "p" and not isinstance(after, Text)


def _is_fostered(before: Node | None, table: Element) -> bool:
    """Whether what stands before a table may come out of it."""
    if isinstance(before, Element):
        return before.implied or before.start > table.start
    return before is not None and not before.data.isspace()


def _index(node: Node) -> int:
    """The node's place among its siblings, which are made by that."""
    assert node.parent is not None
    _ = node.parent.children
    return node.index


def _reopens(parent: Element, children: list[Node], index: int) -> bool:
    """Whether a formatting element that lost its end is open here in all but the tree: browsers open it again at the
    next text, and that would be ours.

    At the first text behind the place it shows: there it was opened again. If no text follows in ``parent``, what is
    before the place must have closed all of its own.
    """
    if parent.tree.is_orderly:
        return False
    low = next((one.end for one in reversed(children[:index]) if isinstance(one, Element)), parent.inner)
    high = next((one.start for one in children[index:] if isinstance(one, Element)), parent.close)
    if b"</" in parent.tree.raw[low:high]:  # a stray end tag: what it closes is still open before it
        return True
    for node in children[index:]:
        found = _first_text(node)
        if found is not None:
            return found
    return any(isinstance(node, Element) and _leaves_open(node) for node in children[:index])


def _first_text(node: Node) -> bool | None:
    """Whether the first text in the node stands in something opened again, or in what may have closed something that
    is open before it; ``None`` if it has no text.
    """
    if isinstance(node, Text):
        return None if node.parent.name in _SILENT else False
    if node.name in _ENDS_ITS_LIKE or (node.name in FORMATTING and node.implied):
        return True
    for child in node.children:
        found = _first_text(child)
        if found is not None:
            return found
    return None


def _leaves_open(element: Element) -> bool:
    return any(
        tag.source_location is None or tag.source_location.end_tag is None
        for tag in element.node.iter_elements(FORMATTING, include_self=True)
    )
