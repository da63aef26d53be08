"""The height model: px that a block measures on each profile, margins included.

``margin + fixed + line * ceil(chars / characters per line)`` with columns of 350 px (mobile, 41 characters
a line) and 700 px (desktop, 81). Origin: the Guardian's ``liveblogAdSlots.ts``, scaled to these columns,
own estimates where it has none (17 px type, 25.5 px lines). What the page itself says (attributes, style,
the shape of a picture) comes first. Where nothing is known the guess is low: that under-counts gaps and
over-counts density, which is safe for both.
"""

import re
from collections.abc import Mapping

from adlayout.article.draft import Draft
from adlayout.article.kinds.providers import heights_of, provider
from adlayout.article.names import IMAGES
from adlayout.source import Element

COLUMNS = (350, 700)
_LINE = {
    "paragraph": ((14, 25.5, 41), (14, 25.5, 81)),
    "lead": ((14, 25.5, 41), (14, 25.5, 81)),
    "pseudo-heading": ((14, 25.5, 38), (14, 25.5, 75)),
    "h2": ((36, 30, 31), (40, 34, 58)),
    "h3": ((28, 26, 34), (30, 28, 65)),
    "quote": ((16, 25.5, 38), (16, 25.5, 78)),
    "related": ((12, 25.5, 39), (12, 25.5, 75)),
    "info-box": ((89, 22, 40), (102, 22, 70)),
    "author": ((24, 22, 41), (24, 22, 81)),
    "newsletter": ((80, 22, 41), (80, 22, 81)),
    "other": ((8, 22, 41), (8, 22, 81)),
}
"""(fixed px, px a line, characters a line) for mobile and desktop."""
_FIXED = {"ad": (298, 298), "share": (60, 60), "separator": (33, 33), "embed": (200, 200)}
_CAPTION = ((19, 45), (19, 85))
_SHAPE = (2, 3)
"""Height to width of a picture that says nothing of itself."""
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+)(?:\.\d+)?px", re.I)


def heights(draft: Draft, measured: Mapping[str, tuple[int, ...]] | None) -> tuple[int, ...]:
    """Px of the block on each profile; ``measured`` overrides a kind's fixed height."""
    if measured and draft.kind in measured:
        return measured[draft.kind]
    return tuple(max(0, round(_height(draft, profile))) for profile in range(len(COLUMNS)))


def _height(draft: Draft, profile: int) -> float:
    kind = draft.kind
    if kind in ("figure", "gallery"):
        return _picture(draft, profile) + (40 if kind == "gallery" else 0)
    if kind == "embed":
        return _embed(draft, profile)
    if kind in ("list", "table", "code"):
        return _rows(draft, profile)
    if kind in _FIXED:
        return _FIXED[kind][profile]
    if kind == "heading":
        kind = "h2" if draft.level <= 2 else "h3"
    return _lines(len(draft.text), *_LINE[kind][profile])


def _lines(chars: int, fixed: float, line: float, width: int) -> float:
    return fixed + line * -(-chars // width)


def _rows(draft: Draft, profile: int) -> float:
    if draft.kind == "code":
        return 32 + 22 * (draft.element.node.text.count("\n") + 1)
    if draft.kind == "table":
        return 44 + 32 * draft.element.count("tr")
    items = max(1, draft.element.count("li", "dt", "dd"))
    width = (37, 77)[profile]
    return 16 + items * _lines(max(1, len(draft.text) // items), 8, 25.5, width)


def _picture(draft: Draft, profile: int) -> float:
    column = COLUMNS[profile]
    sizes = [size for e in draft.within(*IMAGES, "source") if (size := size_of(e))]
    width, height = sizes[0] if sizes else (_SHAPE[1] * 1000, _SHAPE[0] * 1000)
    shown = min(column, width)
    line, chars = _CAPTION[profile]
    return 12 + shown * min(height / width, 2) + line * -(-len(draft.text) // chars)


def _embed(draft: Draft, profile: int) -> float:
    for element in draft.within():
        size = size_of(element) if element.name in ("iframe", "video", "amp-iframe", "amp-video") else None
        if size:
            return 12 + min(1, COLUMNS[profile] / size[0]) * size[1]
        if (name := provider(element)) is not None:
            return 12 + heights_of(name)[profile]
    return _FIXED["embed"][profile]


def size_of(element: Element) -> tuple[int, int] | None:
    """Width and height in px that the element states, by inline style or attributes; ``None`` if not both."""
    stated = {name.lower(): int(px) for name, px in _STYLE.findall(element.get("style"))}
    for name in ("width", "height"):
        digits = element.get(name).strip().removesuffix("px")
        if name not in stated and digits.isdigit():
            stated[name] = int(digits)
    width, height = stated.get("width", 0), stated.get("height", 0)
    return (width, height) if width > 1 and height > 1 else None
