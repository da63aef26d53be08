"""Pictures, players, posts of other sites: a figure, a gallery, an embed, or an advertisement in disguise."""

from adlayout.article.draft import Node
from adlayout.article.kinds.providers import provider
from adlayout.article.names import IMAGES, PLAYERS
from adlayout.article.stated import px, view_box
from adlayout.article.view import View
from adlayout.source import Element

TINY = 40
"""Px below which a picture is an icon or a counter: no figure."""

_POSTS = frozenset(("x", "instagram", "tiktok", "facebook", "mastodon"))


def recognise(view: View, element: Element, share: float) -> str | None:
    """``figure``, ``embed``, ``gallery`` or ``ad`` for media elements and quotes that a script makes a
    post of."""
    if element.name == "figure":
        return _figure(element, share)
    if element.name == "blockquote" or (element.name == "div" and element.has("data-href")):
        return "embed" if provider(element) in _POSTS else None
    if element.name in PLAYERS or element.name.startswith("amp-"):
        return media_kind([element]) or ""
    return None


def media_kind(nodes: list[Node]) -> str | None:
    """What a run without text shows: ``embed``, ``ad``, ``figure``, or nothing worth a block."""
    inside = [e for node in nodes if isinstance(node, Element) for e in (node, *node.within())]
    for element in inside:
        if element.name in PLAYERS or (element.name.startswith("amp-") and element.name not in IMAGES):
            kind = _player(element)
            if kind:
                return kind
    pictures = [e for e in inside if e.name in ("img", "amp-img") and not is_tiny(e)]
    if not pictures:
        return "figure" if any(e.name == "svg" and not _is_icon(e) for e in inside) else None
    return "figure"


def _player(element: Element) -> str | None:
    if element.name == "amp-carousel":
        return "gallery"
    name = provider(element)
    if name == "ad":
        return "ad"
    return None if element.name == "canvas" or is_tiny(element) else "embed"


def _figure(element: Element, share: float) -> str | None:
    if share > 0.3:
        return None
    inside = element.within()
    names = [e.name for e in inside]
    if "blockquote" in names:
        return "embed" if any(provider(e) in _POSTS for e in inside if e.name == "blockquote") else "quote"
    if "table" in names:
        return "table"
    if "pre" in names:
        return "code"
    if names.count("figure") > 1 or (names.count("img") > 2 and "picture" not in names and "noscript" not in names):
        return "gallery"
    if any(name in PLAYERS for name in names) or "embed" in element.get("class"):
        return media_kind([element]) or "embed"
    return "figure"


def is_tiny(element: Element) -> bool:
    """Whether the attributes make the picture an icon, or a counter's pixel."""
    sizes = [px(element.get("width")), px(element.get("height"))]
    return any(size is not None and size < TINY for size in sizes)


def _is_icon(element: Element) -> bool:
    box = view_box(element)
    return box is None or box[0] < 200
