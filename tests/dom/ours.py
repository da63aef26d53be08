"""The tree of adlayout's source room in the judges' form, and a browser's tree cut down to what that keeps.

Our tree stores no comments and no doctype, has all names in lower case (``clippath`` for ``clipPath``), line ends
as they are, and does not tell raw text from other text: these are left out of the comparison on both sides.
"""

import re
from collections.abc import Iterator
from typing import Any

from adlayout.source import Text
from tests.dom.tree import Node, Tree, merged

RAW = frozenset(["script", "style", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext"])


def our_tree(root: Any) -> Tree:
    """The tree below an ``adlayout.source.Element``."""
    return plain(merged(_walk(root)))


def plain(tree: Tree) -> Tree:
    """A tree, reduced to what both have."""
    whole = merged(_plain(list(_kept(tree))))
    return [node._replace(value=_even(node.value)) if node.kind == "text" else node for node in whole]


def _even(text: str) -> str:
    """Ours reads CRLF as a space and a line end, so that offsets stay, and keeps bytes that are no characters.

    Texts are whole, and this can be told, only when they are merged.
    """
    return re.sub("[\ufffd\udc80-\udcff]+", "\ufffd", re.sub(r" *\n", "\n", text))


def _walk(root: Any) -> Iterator[Node]:
    yield Node(0, "document", "")
    open_nodes = [(root, 1)]
    while open_nodes:
        node, depth = open_nodes.pop()
        if isinstance(node, Text):
            yield Node(depth, "text", node.data)
            continue
        yield Node(depth, "element", f"{node.space} {node.name}".strip(), tuple(node.attributes().items()))
        open_nodes.extend((child, depth + 1) for child in reversed(node.children))


def _kept(tree: Tree) -> Iterator[Node]:
    """Without comments and doctype, and with a template's content as its children."""
    contents: list[int] = []
    for node in tree:
        while contents and node.depth <= contents[-1]:
            contents.pop()
        if node.kind in ("content", "shadow"):
            contents.append(node.depth)
        elif node.kind in ("document", "element", "text"):
            yield node._replace(depth=node.depth - len(contents))


def _plain(nodes: Tree) -> Iterator[Node]:
    parents: list[Node] = []
    for node in nodes:
        del parents[node.depth :]
        parents.append(node)
        if node.kind == "element":
            pairs = tuple((name.lower(), _even(_lines(value))) for name, value in node.attributes)
            yield Node(node.depth, "element", node.value.lower(), pairs)
        elif node.kind == "document":
            yield Node(0, "document", "")
        elif parents[-2].value not in RAW:
            yield Node(node.depth, "text", _lines(node.value))


def _lines(text: str) -> str:
    return re.sub(r" *(?:\r\n|\r)", "\n", text)
