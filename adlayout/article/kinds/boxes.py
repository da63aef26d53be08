"""Boxes that say what they are: navigation and asides by their name, ads, share bars, teasers by class or
role."""

from adlayout.article.hints import kind_of, kinds_of, marks
from adlayout.article.names import BOXES, FORM_PARTS, IMAGES
from adlayout.article.view import View
from adlayout.source import Element

HOLDS_TEXT = 0.35
"""Share of the article's text from which a box is the article's wrapper, whatever its class says."""
LONG = 700
"""Bytes of text that no byline, date or tag list has."""

_NAMED = {
    "nav": "other",
    "menu": "other",
    "footer": "other",
    "dialog": "other",
    "form": "other",
    "button": "other",
}
_TEXTLESS = ("ad", "gallery", "share")


def recognise(view: View, element: Element, share: float) -> str | None:
    """The kind of a box by its name or its class; ``None`` if it holds the text or says nothing."""
    if share >= HOLDS_TEXT:
        return None
    name = element.name
    if name in _NAMED:
        return _named(view, element, share)
    if name not in BOXES and "-" not in name:
        return None
    kinds = kinds_of(marks(element))
    if name == "aside":
        return _aside(view, element, kinds)
    return _hinted(view, element, kinds) if kinds else None


def _named(view: View, element: Element, share: float) -> str | None:
    if element.name == "form" and (share > 0.1 or not element.holds(*FORM_PARTS)):
        return None
    kind = kind_of(marks(element))
    if kind in ("newsletter", "share", "author", "related", "ad"):
        return kind
    return "other" if view.mass(element)[0] else ""


def _aside(view: View, element: Element, kinds: frozenset[str]) -> str:
    for kind in ("ad", "newsletter", "share", "related", "author", "gallery", "quote"):
        if kind in kinds:
            return kind
    text, links = view.mass(element)
    if not text:
        return "figure" if element.holds(*IMAGES) else ""
    if links > 0.5 * text:
        return "related"
    return "quote" if element.holds("blockquote") else "info-box"


def _hinted(view: View, element: Element, kinds: frozenset[str]) -> str | None:
    kind = kind_of(marks(element))
    if kind in ("lead", "body", None):
        return None
    text, links = view.mass(element)
    if not text:
        return _empty(element, kind)
    if kind == "hidden":
        return ""
    if "lead" in kinds and links * 3 < text:
        return None
    if kind == "comments":
        return "other"
    return _texted(view, element, kind, text, kinds)


def _empty(element: Element, kind: str | None) -> str | None:
    if kind == "ad":
        return "ad"
    if kind == "gallery" and element.count(*IMAGES) > 1:
        return "gallery"
    return None if any(isinstance(child, Element) for child in element.children) else ""


def _texted(view: View, element: Element, kind: str | None, text: int, kinds: frozenset[str]) -> str | None:
    if kind == "caption":
        return _captioned(element)
    if kind in ("author", "other") and (text > LONG or "body" in kinds):
        return None
    if kind == "related" and not element.holds("a"):
        return None
    if kind == "gallery":
        return "gallery" if element.count(*IMAGES) > 1 else None
    if kind == "other" and element.holds("img", "iframe", "video"):
        return None
    return kind


def _captioned(element: Element) -> str:
    """A picture's box is often called by its caption (``wp-caption``)."""
    return "figure" if element.holds(*IMAGES) else "other"
