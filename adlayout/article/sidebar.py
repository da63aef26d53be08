"""The page's side column: an ``aside`` or a box called sidebar beside the article, the fullest first; it
may be empty."""

import re

from adlayout.article.hints import marks
from adlayout.article.text import is_hidden
from adlayout.source import Element, Page

_NAME = re.compile(
    r"side-?bar|(?<![a-z])(?:complementary|seitenleiste|right-?(?:col(?:umn)?|rail|bar)|rail|marginal)(?![a-z])"
)
_TAG = re.compile(rb"sidebar|complementary|seitenleiste|right|rail|marginal|<aside", re.I)
_BOXES = frozenset(("aside", "div", "section", "td"))


def sidebar(page: Page, container: Element) -> Element | None:
    """The side column, or ``None``; never the article, a part of it, or what holds it."""
    named: list[Element] = []
    for element in page.elements:
        if element.name in _BOXES and _TAG.search(page.data, element.start, element.inner):
            if element.start <= container.start and container.close <= element.close:
                continue
            if container.start <= element.start < container.close or is_hidden(page, element):
                continue
            if element.name == "aside" or _NAME.search(marks(element)):
                named.append(element)
    if not named:
        return None
    return max(named, key=lambda e: (bool(_NAME.search(marks(e))), e.close - e.inner, -e.start))
