"""The tree that html5lib builds, in the judges' form: the browser's stand-in where there is no browser.

html5lib 1.1 differs from Chromium in ``<template>`` (it has no content of its own here), ``<search>`` and
``<select>``; comparing two of its trees with each other is sound all the same.
"""

import warnings
from typing import Any

import html5lib
from html5lib.constants import namespaces

from tests.dom.tree import Node, Tree, merged

SPACES = {namespaces["html"]: "", namespaces["svg"]: "svg", namespaces["mathml"]: "math"}


def html5lib_tree(page: bytes, *, scripting: bool = True, encoding: str | None = None) -> Tree:
    """The page's tree. ``encoding`` is what HTTP said, None if nothing."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree", fullTree=True))
    with warnings.catch_warnings():
        # It warns of names that XML cannot hold and of data that it drops; neither matters when nothing is
        # written.
        warnings.simplefilter("ignore")
        document = parser.parse(page, scripting=scripting, transport_encoding=encoding)
        quirks = parser.compatMode == "quirks"
        return merged([_document(parser, quirks), *_nodes(document)])


def _document(parser: Any, quirks: bool) -> Node:
    return Node(0, "document", f"{parser.documentEncoding} {'BackCompat' if quirks else 'CSS1Compat'}".lower())


def _nodes(document: Any) -> list[Node]:
    nodes: list[Node] = []
    depth = 1
    for token in html5lib.getTreeWalker("etree")(document):
        if token["type"] == "EndTag":
            depth -= 1
            continue
        nodes.append(_node(token, depth))
        depth += token["type"] == "StartTag"
    return nodes


def _node(token: dict[str, Any], depth: int) -> Node:
    kind = token["type"]
    if kind in ("StartTag", "EmptyTag"):
        return Node(depth, "element", _name(token), tuple((_plain(k), v) for k, v in token["data"].items()))
    if kind == "Doctype":
        return Node(depth, "doctype", "|".join(token[key] or "" for key in ("name", "publicId", "systemId")))
    return Node(depth, "comment" if kind == "Comment" else "text", token["data"])


def _name(token: dict[str, Any]) -> str:
    space = SPACES.get(token["namespace"], token["namespace"] or "")
    return f"{space} {token['name']}".strip()


def _plain(key: tuple[str | None, str]) -> str:
    prefix = next((name for name, space in namespaces.items() if key[0] and space == key[0]), "")
    return f"{prefix}:{key[1]}" if prefix not in ("", key[1]) else key[1]
