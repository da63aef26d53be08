"""How much running text each part of a page holds.

One look at every element: what holds at least ``GOOD`` bytes of text of its own, less than half of it in
links, is good text, and counts for all its ancestors. Parts that say they are something else (comments,
navigation, teasers) then lose their text again, unless they hold most of the page's: themes name their
main wrapper oddly, too.
"""

from adlayout.article.hints import kinds_of, marks
from adlayout.article.names import BOXES, INLINE, MEDIA, SILENT, TEXTUAL
from adlayout.article.text import is_hidden
from adlayout.source import Element, Page

GOOD = 80
"""Bytes of text that make a paragraph worth counting: readability's 25 characters let menus and teasers
through."""
MOST = 600
"""A paragraph counts no more than this: a wall of small print must not outweigh six paragraphs of text."""

NAMED = 0.3
"""Share of the page's text from which a part that is called a body as well is believed to be one."""

_APART = frozenset(("nav", "footer", "aside", "dialog", "menu", "figure"))
_SUSPECT = frozenset(
    "hidden ad newsletter comments share related author other caption gallery".split()  # noqa: SIM905
)
_BODY_SUSPECT = frozenset(("hidden",))
_MOSTLY = {"comments": 0.9, "hidden": 0.6}
"""Share of the page's text from which a suspect part is the text itself; 0.5 for every other kind."""


def weigh(page: Page) -> dict[Element, int]:
    """Bytes of good text inside of each element that has any, parts that are none of the article's left
    out."""
    good = [
        (e, size)
        for e in page.elements
        if e.name in TEXTUAL and e.close - e.inner >= GOOD and (size := _own_text(page, e)) >= GOOD
    ]
    raw = _climb(good, frozenset())
    total = raw.get(page.body, 0)
    out = frozenset(e for e, weight in raw.items() if _is_apart(page, e, weight, total))
    return _climb(good, out) if out else raw


def _own_text(page: Page, element: Element) -> int:
    """Bytes of the element's own text, ``0`` if half of it or more is links."""
    text, links = _inline_text(page.data, element)
    if text <= MOST or links * 2 >= text:
        return text if links * 2 < text else 0
    return min(text, MOST * (1 + page.data.count(b"<br", element.inner, element.close) // 2))


def _inline_text(data: bytes, element: Element) -> tuple[int, int]:
    text = links = 0
    for child in element.children:
        if isinstance(child, tuple):
            start, end = child
            if end - start > 1 and not (end - start < 200 and data[start:end].isspace()):
                text += end - start
        elif child.name in INLINE and child.name not in MEDIA:
            inside, linked = _inline_text(data, child)
            text += inside
            links += inside if child.name == "a" else linked
    return text, links


def _climb(good: list[tuple[Element, int]], out: frozenset[Element]) -> dict[Element, int]:
    weights: dict[Element, int] = {}
    for element, size in good:
        chain: list[Element] = []
        node: Element | None = element
        while node is not None and node not in out:
            chain.append(node)
            node = node.parent
        if node is None:
            for ancestor in chain:
                weights[ancestor] = weights.get(ancestor, 0) + size
    return weights


def _is_apart(page: Page, element: Element, weight: int, total: int) -> bool:
    if element is page.body or element is page.html:
        return False
    if element.name in SILENT or is_hidden(page, element):
        return True
    if element.name in _APART:
        return weight < 0.7 * total
    if element.name not in BOXES and element.name != "p":
        return False
    kinds = kinds_of(marks(page, element))
    named = "body" in kinds
    kinds &= _BODY_SUSPECT if named and weight > NAMED * total else _SUSPECT
    if not kinds or (element.name == "p" and kinds <= {"other"}):
        return False
    return weight < max(_MOSTLY.get(kind, 0.5) for kind in kinds) * total
