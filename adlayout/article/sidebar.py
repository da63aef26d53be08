"""The page's side column: an ``aside`` or a box called sidebar beside the article, the fullest first; it
may be empty. A box that says it is an ad is none, and holds none."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from adlayout.article.hints import kinds_of, marks
from adlayout.article.text import is_hidden
from adlayout.source import Element, Page, Text

_NAME = re.compile(
    r"side-?bar|(?<![a-z])(?:complementary|seitenleiste|right-?(?:col(?:umn)?|rail|bar)|rail|marginal)(?![a-z])"
)
_BOXES = frozenset(("aside", "div", "section", "td"))


def sidebar(page: Page, container: Element) -> Element | None:
    """The side column, or ``None``; never the article, a part of it, or what holds it."""
    found: list[tuple[bool, int, Element]] = []
    inner, outer = container, container.parent
    while outer is not None and inner is not page.body:
        for element in _beside(outer, inner):
            named = bool(_NAME.search(marks(element)))
            if (named or element.name == "aside") and not is_hidden(element):
                found.append((named, element.close - element.inner, element))
        inner, outer = outer, outer.parent
    if not found:
        return None
    best = max(found, key=lambda f: (f[0], f[1], -f[2].start))[2]
    return next((e for e in best.ancestors() if any(e is other for _, _, other in found)), best)


def _beside(outer: Element, inner: Element) -> Iterator[Element]:
    """The boxes in ``outer`` that do not hold the article, and the boxes right inside of them."""
    for child in outer.children:
        if child is not inner and _is_box(child):
            yield child
            yield from filter(_is_box, child.children)


def _is_box(node: Element | Text) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.name in _BOXES and "ad" not in kinds_of(marks(node))
