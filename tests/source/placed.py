"""Every place that a page's tree says is sure, tried: an insertion is spliced in there, and readers of the bytes are
asked where it came to stand and whether anything else changed.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from adlayout import edits, markup
from adlayout.edits import Insertion
from adlayout.pipeline import strip
from adlayout.source import Element, Page, Place, ahead, behind, first_in, last_in
from tests.dom.tree import Node, Tree, compare, is_insertion, parent_of, without_insertions

SLOT = markup.slot("probe", label="Anzeige", sizes={"mobile": (300, 250), "desktop": (728, 90)}).encode()


class Beside(NamedTuple):
    """The numbers of the parent and of the elements beside, in document order; whether text stands between."""

    parent: int
    above: int | None
    below: int | None
    text_above: bool
    text_below: bool


class Trial(NamedTuple):
    """A page with insertions; ``where`` the only one has to stand, None if there are several."""

    finished: bytes
    where: Beside | None


def trials(page: Page) -> tuple[list[Trial], int]:
    """An insertion at each sure place of the body, then one at all of them at once; how many places were refused."""
    asked = list(_asked(page))
    found = {(one.offset, one.parent.node, _index(one)): one for one in asked if one is not None}
    tag = page.tree.document.iter_elements()
    numbers = {node: number for number, node in enumerate(tag)}
    single = [Trial(_with(page, [one.offset]), _wanted(one, numbers)) for one in found.values()]
    together = [Trial(_with(page, sorted({one.offset for one in found.values()})), None)] if found else []
    return single + together, asked.count(None)


def _asked(page: Page) -> Iterator[Place | None]:
    open_nodes: list[Any] = [page.body]
    while open_nodes:
        node = open_nodes.pop()
        yield ahead(page, node)
        yield behind(page, node)
        if isinstance(node, Element):
            yield first_in(page, node)
            yield last_in(page, node)
            open_nodes += node.children


def _with(page: Page, offsets: Iterable[int]) -> bytes:
    return edits.splice(page.raw, [Insertion(at, SLOT) for at in offsets])


def _index(place: Place) -> int:
    return place.before.index + 1 if place.before is not None else 0


def _wanted(place: Place, numbers: dict[Any, int]) -> Beside:
    children, at = place.parent.children, _index(place)
    sides = children[:at][::-1], children[at:]
    above, below = (next((numbers[e.node] for e in side if isinstance(e, Element)), None) for side in sides)
    return Beside(numbers[place.parent.node], above, below, *(_has_text(side) for side in sides))


def _has_text(children: list[Any]) -> bool:
    """Whether text stands before the next element."""
    for child in children:
        if isinstance(child, Element):
            return False
        if child.data.strip():
            return True
    return False


def wrong_tree(before: Tree, after: Tree, where: Beside | None) -> str:
    """What is wrong with the tree of a page with insertions, beside that of the page; empty if nothing is."""
    if said := compare(before, without_insertions(after)):
        return said
    if where is None:
        return ""
    roots = [at for at, node in enumerate(after) if is_insertion(node)]
    if len(roots) != 1:
        return f"{len(roots)} insertions"
    found = stands(after, roots[0])
    return "" if found == where else f"stands at {found}, not at {where}"


def wrong_bytes(page: bytes, trial: Trial) -> str:
    """Whether the page cannot be had back."""
    return "" if strip(trial.finished, "utf-8") == page else "strip does not give the page back"


def stands(tree: Tree, root: int) -> Beside:
    """Where the only insertion of a tree stands."""
    depth, up = tree[root].depth, parent_of(tree, root)
    end = next((at for at in range(root + 1, len(tree)) if tree[at].depth <= depth), len(tree))
    last = next((at for at in range(end, len(tree)) if tree[at].depth < depth), len(tree))
    above = [at for at in range(root - 1, up, -1) if tree[at].depth == depth]
    below = [at for at in range(end, last) if tree[at].depth == depth]
    # The insertion's own elements are not counted.
    counted = [at for at, node in enumerate(tree) if node.kind == "element" and not root <= at < end]
    numbers = {at: number for number, at in enumerate(counted)}
    one, other = (next((numbers[at] for at in side if at in numbers), None) for side in (above, below))
    return Beside(numbers[up], one, other, *(_shows_text([tree[at] for at in side]) for side in (above, below)))


def _shows_text(side: list[Node]) -> bool:
    """Whether text stands before the next element."""
    ahead_of = next((at for at, node in enumerate(side) if node.kind == "element"), len(side))
    return any(node.kind == "text" and node.value.strip() for node in side[:ahead_of])
