"""The article's node of a page's JSON-LD, with any of schema.org's types for articles.

Mistakes of a page's JSON cost it this source and nothing else.
"""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

from adlayout.source import Page

_MOST = 20_000
"""Nodes that are looked at: far more than any article names."""


def article_node(page: Page) -> dict[str, Any]:
    """The first node that is an article (or one of its kinds); empty if there is none."""
    return next((node for node in nodes(page) if any(is_article(kind) for kind in many(node.get("@type")))), {})


def is_article(kind: Any) -> bool:
    """Whether a type of schema.org is a kind of article."""
    return isinstance(kind, str) and (kind.endswith("Article") or kind in ("BlogPosting", "LiveBlogPosting", "Report"))


def many(value: Any) -> list[Any]:
    """A value that may be one or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Any, *keys: str) -> str:
    """The first text of a value that may be a text, a node (of which one of ``keys`` is meant), or several."""
    for one in many(value):
        if isinstance(one, dict):
            one = next((one[key] for key in keys if isinstance(one.get(key), str)), "")
        if isinstance(one, str) and one.strip():
            return one.strip()
    return ""


def nodes(page: Page) -> Iterator[dict[str, Any]]:
    """All nodes of the page in order, outer ones first."""
    for script in page.named("script"):
        if "ld+json" in script.get("type").lower():
            try:
                given = json.loads(script.node.text)
            except (ValueError, RecursionError):
                continue
            yield from _below(given)


def _below(given: Any) -> Iterator[dict[str, Any]]:
    """All nodes, outer ones first."""
    waiting = deque([given])
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.popleft()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
