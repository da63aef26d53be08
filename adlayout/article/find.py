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
    while True:
        inner = _next(here, weights)
        if inner is None:
            return here
        here = inner


def _next(here: Element, weights: dict[Element, int]) -> Element | None:
    inner = _inside(here, weights)
    boxes = [c for c in inner if _is_wrapper(c, weights)]
    if not boxes:
        return None
    best = max(boxes, key=lambda c: weights[c])
    share = weights[best] / weights[here]
    if share >= 1 - REST:
        return best
    if share >= NAMED_MAJORITY and _is_named(best) and not _is_split(best, inner, weights):
        return best
    return best if share >= MAJORITY and not _is_split(best, inner, weights) else None


def _inside(element: Element, weights: dict[Element, int]) -> list[Element]:
    return [c for c in element.children if isinstance(c, Element) and c in weights]


def _is_wrapper(element: Element, weights: dict[Element, int]) -> bool:
    """Whether text lies further down, so that entering the element loses no paragraph."""
    return bool(_inside(element, weights)) or (
        element.name in BOXES and any(isinstance(c, Element) and c.name == "br" for c in element.children)
    )


def _is_named(element: Element) -> bool:
    return element.name == "article" or "body" in kinds_of(marks(element))


def _is_split(best: Element, inner: list[Element], weights: dict[Element, int]) -> bool:
    """Whether the text goes on beside ``best``: in plain paragraphs, or in boxes of the same make."""
    make = (best.name, best.get("class"))
    rest = [c for c in inner if c is not best and (c.name == "p" or (c.name, c.get("class")) == make)]
    return sum(weights[c] for c in rest) > REST * weights[best] * 2
