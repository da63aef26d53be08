"""The tree that turbohtml builds, in the judges' form; its nodes are asked for no offsets here."""

from collections.abc import Iterator
from typing import Any

import turbohtml

from tests.dom.tree import Node, Tree

Pairs = list[tuple[Node, Any]]


def turbo_tree(page: str, *, scripting: bool) -> Tree:
    """The page's tree; texts are not merged yet."""
    return [node for node, _ in turbo_nodes(turbohtml.parse(page, scripting=scripting))]


def turbo_nodes(document: turbohtml.Document) -> Pairs:
    """The same of a document, each node with the parser's own."""
    return list(_walk(document))


def _walk(document: turbohtml.Document) -> Iterator[tuple[Node, Any]]:
    open_nodes: list[tuple[Any, int]] = [(document, 0)]
    while open_nodes:
        node, depth = open_nodes.pop()
        yield _node(node, depth), node
        if isinstance(node, turbohtml.Document | turbohtml.DocumentFragment | turbohtml.Element):
            open_nodes.extend((child, depth + 1) for child in reversed(list(node)))


def _node(node: Any, depth: int) -> Node:
    if isinstance(node, turbohtml.Element):
        space = node.namespace.value
        attributes = tuple(sorted((name, node.attr(name) or "") for name in node.attrs))
        return Node(depth, "element", f"{'' if space == 'html' else space} {node.tag}".strip(), attributes)
    if isinstance(node, turbohtml.Text):
        return Node(depth, "text", node.data)
    if isinstance(node, turbohtml.DocumentFragment):
        return Node(depth, "content", "")
    if isinstance(node, turbohtml.Document):
        return Node(depth, "document", "")
    return Node(depth, "comment", repr(node))
