"""Teasers that do not say what they are: boxes of links, and the picture-and-title cards of lists."""

from collections import Counter

from adlayout.article.names import BOXES, HEADINGS
from adlayout.article.view import View
from adlayout.source import Element

LINKED = 0.6
"""Share of a box's text within links that makes it a list of teasers."""
_SMALL = 0.1
_SERIES = 0.25
SERIES_IN = frozenset(("div", "section", "td", "tr", "tbody"))
CARD = 300
"""Bytes of text in one teaser of a series at most."""


def recognise(view: View, element: Element, share: float) -> str | None:
    """``related`` for a box that leads elsewhere: without a link it is none."""
    name = element.name
    if share >= _SERIES or (name not in BOXES and name not in SERIES_IN and "-" not in name and name != "a"):
        return None
    text, links = view.mass(element)
    if not links:
        return None
    if name in SERIES_IN and _is_series(view, element):
        return "related"
    return _single(element, text, links) if share <= _SMALL and name not in ("tr", "tbody") else None


def _single(element: Element, text: int, links: int) -> str | None:
    if element.name == "a":
        return "related" if text > 15 else None
    if links > LINKED * text and text > 25 and any(e.tag != "a" for e in element.node.iter_elements()):
        return "related" if any(a.get("href") for a in element.within("a")) else None
    return "related" if _is_card(element) else None


def _is_card(element: Element) -> bool:
    """A heading that is a link as a whole, and not much else: the teaser of another article."""
    headings = element.within(*HEADINGS)
    return bool(headings) and element.count("p") <= len(headings) and all(map(_is_link, headings))


def _is_link(heading: Element) -> bool:
    inner = [c for c in heading.children if isinstance(c, Element)]
    parent = heading.parent
    return any(c.name == "a" for c in inner) or (parent is not None and parent.name == "a")


def _is_series(view: View, element: Element) -> bool:
    """Three or more boxes of one make, each with a link and little text, and next to nothing besides."""
    children = [c for c in element.children if isinstance(c, Element)]
    makes = Counter((c.name, c.get("class")) for c in children if c.name in ("div", "article", "li", "section", "td"))
    if not makes:
        return False
    make, count = makes.most_common(1)[0]
    if count < 3 or count < 0.7 * len(children):
        return False
    return all(_is_teaser(view, c) for c in children if (c.name, c.get("class")) == make)


def _is_teaser(view: View, element: Element) -> bool:
    linked = any(href and not href.startswith("#") for href in (a.get("href") for a in element.within("a")))
    return linked and element.count("p") < 3 and 15 < view.mass(element)[0] < CARD
