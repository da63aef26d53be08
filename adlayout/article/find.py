"""Which element holds the article, going down from the body to where its text parts.

At each step the child with most of the text is entered, as long as what stays behind is none of the
article: few bytes, or of another make than the child. A part that says it is the article's body needs less
of a majority.
"""

from adlayout.article.hints import kinds_of, marks
from adlayout.article.names import BOXES
from adlayout.source import Element, Page

MAJORITY = 0.62
"""Share of the text that makes a child the article rather than one part of it."""
NAMED_MAJORITY = 0.4
"""The same for a child that is called the article's body."""
REST = 0.03
"""Share of the text that may stay behind whatever it is."""


def find(page: Page, weights: dict[Element, int]) -> Element:
    """The innermost element that holds the article's text; the body if the page has none."""
    here = page.body
    holders = {element.parent for element in weights}
    while True:
        inner = _next(here, weights, holders)
        if inner is None:
            return here
        here = inner


def _next(here: Element, weights: dict[Element, int], holders: set[Element | None]) -> Element | None:
    inner = _inside(here, weights)
    boxes = [c for c in inner if _is_wrapper(c, holders)]
    if not boxes:
        return None
    best = max(boxes, key=lambda c: weights[c])
    share = weights[best] / weights[here]
    if share >= 1 - REST:
        return best
    if share >= NAMED_MAJORITY and _is_named(best, weights) and not _is_split(best, inner, weights):
        return best
    return best if share >= MAJORITY and not _is_split(best, inner, weights) else None


def _inside(element: Element, weights: dict[Element, int]) -> list[Element]:
    return [c for c in element.children if isinstance(c, Element) and c in weights]


def _is_wrapper(element: Element, holders: set[Element | None]) -> bool:
    """Whether text lies further down, so that entering the element loses no paragraph."""
    return element in holders or (
        element.name in BOXES and any(isinstance(c, Element) and c.name == "br" for c in element.children)
    )


def _is_named(element: Element, weights: dict[Element, int]) -> bool:
    """Whether it says that it is the article's body, or nearly all of it lies in a part that says so."""
    while True:
        if element.name in ("article", "main") or "body" in kinds_of(marks(element)):
            return True
        inner = _inside(element, weights)
        if not inner:
            return False
        best = max(inner, key=lambda c: weights[c])
        if weights[best] < (1 - REST) * weights[element]:
            return False
        element = best


def _is_split(best: Element, inner: list[Element], weights: dict[Element, int]) -> bool:
    """Whether the text goes on beside ``best``: in plain paragraphs, in boxes of the same make, or in boxes whose
    paragraphs are of the same make as its own (the free part of a text, and the metered one).
    """
    make, grain = _make(best), _grain(best, weights)
    rest = [c for c in inner if c is not best and (c.name == "p" or _make(c) == make or grain & _grain(c, weights))]
    return sum(weights[c] for c in rest) > REST * weights[best] * 2


def _make(element: Element) -> tuple[str, str]:
    return element.name, element.get("class")


def _grain(element: Element, weights: dict[Element, int]) -> set[tuple[str, str]]:
    """The makes of the paragraphs right inside of it that have a class of their own."""
    return {_make(c) for c in _inside(element, weights) if c.name == "p" and c.get("class")}
