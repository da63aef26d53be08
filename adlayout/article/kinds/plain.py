"""What the element's own name says: rules, code, quotes, lists, definitions."""

from adlayout.article.hints import kind_of, kinds_of, marks
from adlayout.article.names import IMAGES
from adlayout.article.view import View
from adlayout.source import Element

LONG = 3000
"""Bytes of text around quotes from which it is asked what they are for."""
WALL = 0.5
"""A list or quote with more than this share of the text is the layout of the article itself."""


def recognise(view: View, element: Element, share: float) -> str | None:
    """``separator``, ``code``, ``quote``, ``list``, ``other`` for a stray caption, or what a list of links
    is."""
    name = element.name
    if name == "hr":
        return "separator"
    if name == "pre":
        return "code" if share < WALL else None
    if name == "blockquote":
        return "quote" if share < WALL and not _is_indent(view, element) else None
    if name == "figcaption":
        return "other"
    if name in ("ul", "ol", "dl"):
        return _list(view, element, share)
    return None


def _is_indent(view: View, element: Element) -> bool:
    """Whether quotes hold most of what is around them: an old way to indent text, and no quotes at all."""
    around = element.parent
    if around is None or view.mass(around)[0] < LONG:
        return False
    quotes = [c for c in around.children if isinstance(c, Element) and c.name == "blockquote"]
    return sum(view.mass(quote)[0] for quote in quotes) > 0.6 * view.mass(around)[0]


def _list(view: View, element: Element, share: float) -> str | None:
    if share >= WALL or (share > 0.15 and _is_sections(element)):
        return None
    hint = kind_of(marks(element))
    if hint in ("share", "related", "comments", "gallery", "ad", "author", "newsletter"):
        return "related" if hint == "comments" else hint
    text, links = view.mass(element)
    if not text:
        return "gallery" if element.count(*IMAGES) > 1 else ""
    if hint in ("other", "hidden"):
        return "other"
    return _linked(view, element, text, links)


def _linked(view: View, element: Element, text: int, links: int) -> str:
    """A list of nothing but links leads elsewhere; links within sentences do not count."""
    if links < 0.8 * text:
        return "list"
    return "related" if kinds_of(marks(element)) or links > 15 else "other"


def _is_sections(element: Element) -> bool:
    """Whether the items hold headings and paragraphs: a listicle, each item a part of the article."""
    return element.holds("h2", "h3", "h4", "p")
