"""A step of a recipe or manual stays with its picture: both stand in one list item, or in one box called a
step."""

import re

from adlayout.article.draft import Draft
from adlayout.article.hints import marks
from adlayout.source import Element

_STEP = re.compile(r"(?<![a-z])(?:step|steps?-item|instruction|howto-?step|schritt|paso|etape|passo)(?![a-z])")


def holds(first: Draft, second: Draft) -> bool:
    """Whether one is the picture of the other, within one step."""
    if (first.kind == "figure") == (second.kind == "figure"):
        return False
    step = _step(first.element)
    return step is not None and step is _step(second.element)


def _step(element: Element) -> Element | None:
    node: Element | None = element
    while node is not None and node.name != "body":
        if node.name == "li" or _STEP.search(marks(node)):
            return node
        node = node.parent
    return None
