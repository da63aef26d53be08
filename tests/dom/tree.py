"""A DOM as a flat list of nodes in document order, so that two trees are compared without recursion.

Each node carries its depth; a node's children are the deeper nodes right behind it. Trees from Chromium and
from html5lib have this one form, and it is JSON as it stands.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

MARK = "data-adlayout"
PAIRS = tuple[tuple[str, str], ...]


class Node(NamedTuple):
    """One node of a page.

    ``kind`` is document, doctype, element, text, comment, content (of a template) or shadow (a declarative
    one). ``value`` is an element's name (``svg circle``, ``p``), a text, a comment, or for the document its
    mode.
    """

    depth: int
    kind: str
    value: str
    attributes: PAIRS = ()

    def get(self, name: str) -> str | None:
        """The value of an attribute, None without it."""
        return dict(self.attributes).get(name)


Tree = list[Node]


class Beside(NamedTuple):
    """What stands around an insertion; other insertions, comments and blank text left out. None: nothing."""

    parent: str
    before: str | None
    after: str | None


def merged(nodes: Iterable[Node]) -> Tree:
    """The same tree with adjacent texts joined and empty texts dropped."""
    tree: Tree = []
    for node in nodes:
        if node.kind == "text" and tree and tree[-1].kind == "text" and tree[-1].depth == node.depth:
            tree[-1] = Node(node.depth, "text", tree[-1].value + node.value)
        elif node.kind != "text" or node.value:
            tree.append(node)
    return tree


def is_insertion(node: Node) -> bool:
    """Whether a node is the root element of an insertion."""
    return node.kind == "element" and node.get(MARK) is not None


def without_insertions(tree: Tree) -> Tree:
    """The tree with every marked element taken out and the texts around it joined again."""
    return merged(_outside(tree))


def _outside(tree: Tree) -> Iterator[Node]:
    inside: int | None = None
    for node in tree:
        if inside is not None and node.depth > inside:
            continue
        inside = node.depth if is_insertion(node) else None
        if inside is None:
            yield node


def compare(expected: Tree, actual: Tree) -> str | None:
    """The first difference of two trees: a path, and what stands there in each. None if they are the same."""
    if expected == actual:
        return None
    for at, (one, other) in enumerate(zip(expected, actual, strict=False)):
        if one != other:
            elsewhere = f" in {path(actual, at)}" if one.depth != other.depth else ""
            was, became = _apart(one, other)
            return f"{path(expected, at)}: expected {was}, got {became}{elsewhere}"
    longer, word = (expected, "missing") if len(expected) > len(actual) else (actual, "too much")
    at = min(len(expected), len(actual))
    return f"{path(longer, at)}: {word} {describe(longer[at])}"


def assert_same(expected: Tree, actual: Tree) -> None:
    """Fails with the first difference of two trees."""
    if difference := compare(expected, actual):
        raise AssertionError(difference)


def _apart(one: Node, other: Node) -> tuple[str, str]:
    """Two nodes in a few words, and where these are the same, from shortly before they part."""
    texts = describe(one), describe(other)
    if texts[0] != texts[1] or one[1:] == other[1:]:
        return texts
    whole = [node.value + "".join(f" {name}={value}" for name, value in node.attributes) for node in (one, other)]
    parting = next((i for i, (a, b) in enumerate(zip(*whole, strict=False)) if a != b), min(map(len, whole)))
    start = max(0, parting - 20)
    return repr(_short(whole[0][start:])), repr(_short(whole[1][start:]))


def path(tree: Tree, at: int) -> str:
    """The way from the root to the node's parent, each step with its number among its parent's children."""
    steps: list[str] = []
    depth = tree[at].depth
    for index in range(at - 1, -1, -1):
        if tree[index].depth < depth:
            depth = tree[index].depth
            steps.append(f"{describe(tree[index])}[{_number(tree, index)}]")
    return " > ".join(reversed(steps)) or "(root)"


def _number(tree: Tree, at: int) -> int:
    number = 0
    for index in range(at - 1, -1, -1):
        if tree[index].depth < tree[at].depth:
            break
        number += tree[index].depth == tree[at].depth
    return number


def describe(node: Node) -> str:
    """A node in a few words, for messages: ``<p class="a">``, ``"text …"``, ``<!--c-->``."""
    if node.kind == "element":
        return "<" + " ".join([node.value, *(f'{name}="{_short(value)}"' for name, value in node.attributes)]) + ">"
    if node.kind == "text":
        return f'"{_short(node.value)}"'
    return f"<!--{_short(node.value)}-->" if node.kind == "comment" else f"#{node.kind} {node.value}".strip()


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


def insertions(tree: Tree) -> list[int]:
    """The positions in the tree of all insertions' root elements, in document order."""
    return [at for at, node in enumerate(tree) if is_insertion(node)]


def neighbours(tree: Tree, nth: int) -> Beside:
    """What stands around the nth insertion (from 0) in document order.

    Raises:
        IndexError: the tree holds fewer insertions.
    """
    at = insertions(tree)[nth]
    return Beside(describe(tree[parent_of(tree, at)]), _sibling(tree, at, -1), _sibling(tree, at, 1))


def parent_of(tree: Tree, at: int) -> int:
    """The position of a node's parent."""
    depth = tree[at].depth
    return next(index for index in range(at - 1, -1, -1) if tree[index].depth < depth)


def _sibling(tree: Tree, at: int, step: int) -> str | None:
    depth, index = tree[at].depth, at + step
    while 0 <= index < len(tree) and tree[index].depth >= depth:
        if tree[index].depth == depth and _counts(tree[index]):
            return describe(tree[index])
        index += step
    return None


def _counts(node: Node) -> bool:
    if node.kind == "text":
        return bool(node.value.strip())
    return node.kind == "element" and not is_insertion(node)
