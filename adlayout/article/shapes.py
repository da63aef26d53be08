"""What a block is made of as far as its height goes: characters, items, rows, and the size that the page states.

Nothing here knows a px that is not written in the page; ``heights`` turns a shape into px.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from adlayout.article.kinds.providers import provider
from adlayout.article.names import IMAGES
from adlayout.article.stated import px, view_box
from adlayout.article.text import gather
from adlayout.source import Element, Text

_PLAYERS = frozenset(("iframe", "video", "amp-iframe", "amp-video"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))
_NUMBER = r"([0-9]{1,6}(?:\.[0-9]+)?)"
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,6})(?:\.[0-9]+)?px", re.I)
_RATIO = re.compile(rf"aspect-ratio\s*:\s*(?:auto\s+)?{_NUMBER}(?:\s*/\s*{_NUMBER})?", re.I)
# The old way to keep a ratio: a padding in per cent of the width, 56.25 % for a film.
_PADDING = re.compile(rf"padding-(?:top|bottom)\s*:\s*{_NUMBER}%", re.I)
_SHAPE = (3, 2)
"""Width to height of a picture that says nothing of itself, or only one of the two."""
ANY = 10_000
"""Px of width of what states its ratio only: more than any column."""
_IS_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Shape:
    """``row``: whose metrics count. ``chars``: of the text, or of the caption. ``parts``: characters of each item of
    a list, or line of code. ``rows``: characters of each cell of a table. ``size``: px that the page states.
    ``name``: the provider of an embed. ``fluid``: whether the height shrinks with the width. ``framed``: whether a
    picture stands in a ``figure``, which style sheets often indent.
    """

    row: str
    chars: int = 0
    parts: tuple[int, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    size: tuple[int, int] | None = None
    name: str | None = None
    fluid: bool = True
    framed: bool = True


def shape(kind: str, level: int, text: str, elements: Callable[[], list[Element]]) -> Shape:
    """The shape of a block. ``elements`` gives all that is in it, itself included; it is asked where it matters."""
    if kind == "list":
        return Shape("list", parts=_items(elements()) or (chars(text),))
    if kind == "table":
        return Shape("table", rows=_rows(elements()))
    if kind == "code":
        return Shape("code", parts=_lines(elements()))
    if kind in ("figure", "gallery"):
        inside = elements()
        framed = any(element.name == "figure" for element in inside)
        return Shape(kind, chars(text), size=_pictured(inside), framed=framed)
    if kind == "embed":
        return _embed(elements())
    return Shape(row_of(kind, level), chars(text))


def row_of(kind: str, level: int) -> str:
    """Whose metrics count for a text."""
    return ("h2" if level <= 2 else "h3") if kind == "heading" else kind


def chars(text: str) -> int:
    """Characters by their width: one of Han, Kana or Hangul counts as two."""
    return len(text) if text.isascii() else len(text) + len(_IS_WIDE.findall(text))


def _items(elements: list[Element]) -> tuple[int, ...]:
    """Characters of each item, those of the items inside of it left out."""
    own: dict[Element, int] = {}
    for one in elements:  # in document order: what is around an item comes before it
        if one.name in _ITEMS:
            own[one] = count = chars(gather([one])[0])
            around = _item_around(one, own)
            if around is not None:
                own[around] -= count
    return tuple(max(1, count) for count in own.values())


def _item_around(one: Element, known: dict[Element, int]) -> Element | None:
    """The item that an item of a list within a list is part of."""
    lists = one.parent
    within = lists.parent if lists is not None and lists.name in ("ul", "ol", "dl") else None
    return within if within in known else None


def _rows(elements: list[Element]) -> tuple[tuple[int, ...], ...]:
    rows = ([c for c in e.children if isinstance(c, Element) and c.name in _CELLS] for e in elements if e.name == "tr")
    return tuple(tuple(chars(gather([cell])[0]) for cell in row) for row in rows if row)


def _lines(elements: list[Element]) -> tuple[int, ...]:
    code = next((e for e in elements if e.name == "pre"), elements[0])
    parts: list[str] = []
    _collect(code, parts)
    return tuple(chars(line) for line in "".join(parts).strip("\r\n").split("\n"))


def _collect(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, Text):
            parts.append(child.data)
        elif child.name == "br":
            parts.append("\n")
        else:
            _collect(child, parts)


def _pictured(elements: list[Element]) -> tuple[int, int] | None:
    for element in elements:
        pictured = element.name in IMAGES or element.name == "source"
        size = size_of(element) if pictured else _drawn(element) if element.name == "svg" else None
        if size or (size := _ratio(element)):
            return size
    return None


def _embed(elements: list[Element]) -> Shape:
    for element in elements:
        if size := _ratio(element):
            return Shape("embed", size=size)
        if element.name in _PLAYERS and (size := size_of(element)):
            return Shape("embed", size=size, fluid=_shrinks(element))
        if (name := provider(element)) is not None:
            return Shape("embed", name=name)
    return Shape("embed")


def _shrinks(element: Element) -> bool:
    """Whether a frame's height goes with its width: HTML says no, but a wrapper made for it, a film or AMP does."""
    around = element.parent
    wrapped = around is not None and around.name in ("div", "figure", "span") and bool(around.get("class"))
    return element.name != "iframe" or wrapped


def size_of(element: Element) -> tuple[int, int] | None:
    """Width and height in px that the element states, by inline style or attributes; where it states one, the usual
    shape gives the other. ``None`` if it states none.
    """
    stated = {name.lower(): int(px) for name, px in _STYLE.findall(element.get("style"))}
    for name in ("width", "height"):
        if name not in stated and (size := px(element.get(name))) is not None:
            stated[name] = size
    width, height = stated.get("width", 0), stated.get("height", 0)
    if width <= 1 and height <= 1:
        return None
    return width if width > 1 else height * _SHAPE[0] // _SHAPE[1], height if height > 1 else _shaped(width)


def _shaped(width: int) -> int:
    return max(1, width * _SHAPE[1] // _SHAPE[0])


def _drawn(element: Element) -> tuple[int, int] | None:
    """The size of a drawing in the page; without one its ``viewBox`` gives the shape, and it fills the column."""
    if size := size_of(element):
        return size
    box = view_box(element)
    return (ANY, max(1, round(ANY * box[1] / box[0]))) if box else None


def _ratio(element: Element) -> tuple[int, int] | None:
    """A shape by inline style, for whatever fills the column in it."""
    style = element.get("style")
    if match := _RATIO.search(style):
        width, height = float(match[1]), float(match[2] or 1)
        return (ANY, max(1, round(ANY * height / width))) if width > 0 else None
    if match := _PADDING.search(style):
        return (ANY, max(1, round(ANY * float(match[1]) / 100))) if float(match[1]) >= 20 else None
    return None
