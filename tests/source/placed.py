"""Every place that a page's tree says is sure, tried: an insertion is spliced in there, and other readers of the bytes
are asked where it came to stand and whether anything else changed.
"""

from collections.abc import Iterator
from typing import Any

from adlayout import edits, markup, pipeline
from adlayout.edits import Insertion
from adlayout.source import Element, Page, Place, ahead, behind, first_in, last_in
from tests.dom.html5 import html5lib_tree
from tests.dom.ours import plain
from tests.dom.tree import Node, Tree, compare, is_insertion, merged, without_insertions
from tests.dom.turbo import turbo_nodes, turbo_tree

SLOT = markup.slot("probe", label="Anzeige", sizes={"mobile": (300, 250), "desktop": (728, 90)}).encode()
Beside = tuple[int, int | None, int | None, bool, bool]
"""The numbers of the parent and of the elements beside, in document order; whether text stands between."""


def places(page: Page) -> tuple[list[Place], int]:
    """All places beside and in the nodes of the body, and how often one was refused."""
    asked = list(_asked(page))
    found = {(one.offset, one.parent.node, _index(one)): one for one in asked if one is not None}
    return list(found.values()), asked.count(None)


def _index(place: Place) -> int:
    return place.before.index + 1 if place.before is not None else 0


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


class Judge:
    """One page, and all that is asked of insertions into it."""

    def __init__(self, data: bytes, page: Page, *, html5lib: bool = True) -> None:
        self.data = data
        self.nodes = turbo_nodes(page.tree.document)
        self.numbers = {node: at for at, node in enumerate(n for one, n in self.nodes if one.kind == "element")}
        self.trees = {mode: merged(turbo_tree(_text(data), scripting=mode)) for mode in (True, False)}
        self.others = {}
        for mode in (True, False) if html5lib else ():
            tree = html5lib_tree(data, scripting=mode, encoding="utf-8")
            if plain(tree) == plain(self.trees[mode]):
                self.others[mode] = tree

    def wrong(self, place: Place) -> str:
        """What is wrong with a place, empty if nothing is."""
        finished = edits.splice(self.data, [Insertion(place.offset, SLOT)])
        where = self._where(place)
        for mode, tree in self.trees.items():
            got = merged(turbo_tree(_text(finished), scripting=mode))
            if said := _differs(tree, got, where if mode else None):
                return f"scripting {mode}: {said}"
        for mode, tree in self.others.items():
            got = html5lib_tree(finished, scripting=mode, encoding="utf-8")
            if said := _differs(tree, got, where if mode else None):
                return f"html5lib, scripting {mode}: {said}"
        return "" if pipeline.strip(finished, "utf-8") == self.data else "strip does not give the page back"

    def wrong_together(self, places: list[Place]) -> str:
        """What is wrong with an insertion at each of these places at once."""
        finished = edits.splice(self.data, [Insertion(at, SLOT) for at in sorted({one.offset for one in places})])
        for mode, tree in self.trees.items():
            got = without_insertions(turbo_tree(_text(finished), scripting=mode))
            if said := compare(tree, got):
                return f"all at once, scripting {mode}: {said}"
        return "" if pipeline.strip(finished, "utf-8") == self.data else "strip does not give the page back of all"

    def _where(self, place: Place) -> Beside:
        children, at = place.parent.children, _index(place)
        above, below = children[:at][::-1], children[at:]
        return (
            self.numbers[place.parent.node],
            next((self.numbers[one.node] for one in above if isinstance(one, Element)), None),
            next((self.numbers[one.node] for one in below if isinstance(one, Element)), None),
            _has_text(above),
            _has_text(below),
        )


def _has_text(children: list[Any]) -> bool:
    for child in children:
        if isinstance(child, Element):
            return False
        if child.data.strip():
            return True
    return False


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _differs(tree: Tree, got: Tree, where: Beside | None) -> str:
    said = compare(tree, without_insertions(got))
    if said:
        return said
    roots = [at for at, node in enumerate(got) if is_insertion(node)]
    if len(roots) != 1:
        return f"{len(roots)} insertions"
    if where is None:
        return ""
    found = _stands(got, roots[0])
    return "" if found == where else f"stands at {found}, not at {where}"


def _stands(tree: Tree, root: int) -> Beside:
    """Where the only insertion of a tree stands."""
    depth = tree[root].depth
    end = next((at for at in range(root + 1, len(tree)) if tree[at].depth <= depth), len(tree))
    up = next(at for at in range(root - 1, -1, -1) if tree[at].depth < depth)
    above = [at for at in range(root - 1, up, -1) if tree[at].depth == depth]
    below = []
    for at in range(end, len(tree)):
        if tree[at].depth < depth:
            break
        if tree[at].depth == depth:
            below.append(at)
    # The insertion's own elements are not counted.
    counted = [at for at, node in enumerate(tree) if node.kind == "element" and not root <= at < end]
    numbers = {at: number for number, at in enumerate(counted)}
    return (numbers[up], *(_first(tree, numbers, side) for side in (above, below)), *map(tree_text(tree), (above, below)))


def _first(tree: Tree, numbers: dict[int, int], side: list[int]) -> int | None:
    return next((numbers[at] for at in side if tree[at].kind == "element"), None)


def tree_text(tree: Tree) -> Any:
    """Whether text stands before the next element, for one side of an insertion."""

    def text(side: list[int]) -> bool:
        nodes: list[Node] = [tree[at] for at in side]
        before = next((at for at, node in enumerate(nodes) if node.kind == "element"), len(nodes))
        return any(node.kind == "text" and node.value.strip() for node in nodes[:before])

    return text
