"""Where a browser puts an element that is inserted at an offset, and whether it changes anything else.

An insertion is safe where its own tags are the only thing the parser does: nothing is closed by it that its next
neighbour would not close at the same place, no formatting is opened again inside it, nothing is foster-parented.
Both trees, with scripting and without, must agree.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from adlayout.source.construction import DEEPEST, Construction
from adlayout.source.names import BUTTON_SCOPE, FORMATTING
from adlayout.source.page import Page
from adlayout.source.tree import Element

_NO_PARENT = frozenset(
    [
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "colgroup",
        "html",
        "head",
        "select",
        "optgroup",
        "option",
        "pre",
        "listing",
        "textarea",
        "template",
        "noscript",
        "object",
        "applet",
        "marquee",
        "button",
        "frameset",
        "ul",
        "ol",
        "dl",
        "picture",
        "video",
        "audio",
        "ruby",
        "plaintext",
        "a",
        "nobr",
    ]
)
_NEVER_INSIDE = frozenset(
    ("a", "button", "nobr", "noscript", "object", "pre", "select", "svg", "template", "math", "listing")
)


@dataclass(frozen=True, slots=True)
class Place:
    """An element inserted at ``offset`` becomes a child of ``parent``, between these two nodes."""

    offset: int
    parent: Element
    before: Element | tuple[int, int] | None
    after: Element | tuple[int, int] | None


def place(page: Page, offset: int, near: Element | None = None) -> Place | None:
    """The place at ``offset``, a boundary of elements or text; ``None`` where it is not certain.

    ``near``: an element of the page's tree close by, from which the way is shorter than from the root.
    """
    found = _in_tree(page.construction, offset, near)
    if found is None or page.without_scripting is page.construction:
        return found
    other = _in_tree(page.without_scripting, offset, None)
    if other is None or other.parent.start != found.parent.start or other.parent.name != found.parent.name:
        return None
    return found if _key(other.before) == _key(found.before) and _key(other.after) == _key(found.after) else None


def _key(node: Element | tuple[int, int] | None) -> int:
    return -1 if node is None else node.start if isinstance(node, Element) else node[0]


def _in_tree(c: Construction, offset: int, near: Element | None) -> Place | None:
    if c.document is None or _is_tangled(c, offset):
        return None
    path = _open_at(c.document, offset, near)
    if len(path) > DEEPEST - 10 or len(path) < 2 or path[1].name != "body":
        return None
    while path[-1].name == "p" or _closes_with_p(path, offset):
        if not _ends_here(path[-1], offset):
            return None
        path.pop()
    parent = path[-1]
    if parent.space or parent.name in _NO_PARENT or any(e.space or e.name in _NEVER_INSIDE for e in path):
        return None
    return _between(parent, offset)


def _is_tangled(c: Construction, offset: int) -> bool:
    for start, until in c.tangled:
        if start <= offset <= (until if isinstance(until, int) else max(until.close, until.end)):
            return True
    return any(start < offset <= end for start, end in c.dangling)


def _open_at(root: Element, offset: int, near: Element | None) -> list[Element]:
    """The elements that hold ``offset``, from the root on."""
    while near is not None and not _holds(near, offset):
        near = near.parent
    path = [root] if near is None else [*reversed(near.ancestors()), near]
    while inner := _child_at(path[-1].children, offset):
        path.append(inner)
    return path


def _child_at(children: list[Element | tuple[int, int]], offset: int) -> Element | None:
    for index in range(bisect_right(children, offset, key=_key) - 1, -1, -1):
        child = children[index]
        if isinstance(child, tuple):
            if child[1] < offset:
                return None
        elif _holds(child, offset):
            return child
        elif child.end < offset:
            return None
    return None


def _holds(element: Element, offset: int) -> bool:
    """Whether a start tag at ``offset`` is inside of it, by the bytes alone."""
    inner, close = element.inner, element.close
    if close < offset or inner > offset:
        return False
    if inner < element.end and (element.start < offset or not element.implied):
        return True
    return inner == close == offset and element.end > offset  # empty, with an end tag of its own


def _closes_with_p(path: list[Element], offset: int) -> bool:
    """Whether the start tag of an ``aside`` here would close a ``p`` further up."""
    for element in reversed(path):
        if element.name == "p" and not element.space:
            return True
        if element.name in BUTTON_SCOPE or element.space:
            return False
    return False


def _ends_here(element: Element, offset: int) -> bool:
    return element.close == offset and element.end == offset and element.name not in FORMATTING


def _between(parent: Element, offset: int) -> Place | None:
    children = parent.children
    index = bisect_left(children, offset, key=_key)
    before = children[index - 1] if index else None
    after = children[index] if index < len(children) else None
    if isinstance(before, tuple) and before[1] > offset:
        return Place(offset, parent, before, before)
    if isinstance(before, Element) and before.end > offset:
        return None
    return Place(offset, parent, before, after)
