"""The height model: px that a block measures on each profile, its share of the margins included.

A row of metrics is ``(px around, px a line, characters a line)``: a text measures
``around + line * ceil(chars / characters a line)``, a list the sum of its items, a table that of its rows, a
picture what it states, shrunk to the column. The row ``column`` is of another kind: px of a picture's column, the
same within a ``figure``, and whether a picture that is shrunk keeps its shape (1, with ``height: auto``) or the
height that it states (0). What the page itself says (attributes, style, the shape of a
picture) comes first. A rule file may replace any row by what was measured on the publisher's pages.

Where nothing is known the guess is low: that under-counts gaps and over-counts density, which is safe for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from adlayout.article.draft import Draft
from adlayout.article.kinds.providers import heights_of
from adlayout.article.model import KINDS, PROFILES
from adlayout.article.shapes import ANY, Shape, chars, row_of, shape

Row = tuple[float, float, int]
Measured = tuple[tuple[str, tuple[tuple[str, tuple[float, ...]], ...]], ...]
"""Rows by name, each per profile, as a rule file holds them; numbers left out are 0."""

DEFAULTS: dict[str, tuple[Row, Row]] = {
    "column": ((355, 330, 1), (760, 730, 1)),
    "paragraph": ((15, 24.5, 41), (16, 24.5, 92)),
    "lead": ((15, 24.5, 41), (16, 24.5, 92)),
    "pseudo-heading": ((15, 24.5, 38), (16, 24.5, 85)),
    "h2": ((30, 33, 26), (30, 37, 52)),
    "h3": ((29, 28, 28), (29, 31, 62)),
    "quote": ((40, 25, 34), (40, 25.5, 84)),
    "list": ((18, 0, 0), (18, 0, 0)),
    "item": ((5, 24.5, 40), (5, 24.5, 90)),
    "table": ((16, 0, 0), (16, 0, 0)),
    "row": ((12, 24, 30), (16, 24, 90)),
    "code": ((46, 21, 0), (46, 21, 0)),
    "figure": ((20, 22, 40), (20, 22, 90)),
    "gallery": ((60, 22, 40), (60, 22, 90)),
    "embed": ((12, 0, 0), (12, 0, 0)),
    "related": ((12, 24.5, 39), (12, 24.5, 84)),
    "info-box": ((89, 22, 40), (102, 22, 80)),
    "author": ((24, 22, 41), (24, 22, 92)),
    "newsletter": ((80, 22, 41), (80, 22, 92)),
    "share": ((60, 0, 0), (60, 0, 0)),
    "separator": ((33, 0, 0), (33, 0, 0)),
    "ad": ((298, 0, 0), (298, 0, 0)),
    "other": ((8, 22, 41), (8, 22, 92)),
}
"""For mobile and desktop, viewports of 390 and 1280 px. Origin: between the medians of fourteen stock style sheets as
Chromium sets them (``benchmarks/heights.py``; columns of 358 and 820 px, 41 and 102 characters) and the narrower
desktop columns of newspapers (700 px, 81 characters; the Guardian's ``liveblogAdSlots.ts``). From there too: the boxes
and teasers that no stock style sheet has."""
_EMBED = 188
"""Px of an embed of which nothing is known: a low guess."""
_TEXTS = frozenset(KINDS) - {"list", "table", "code", "figure", "gallery", "embed"}
_TALLEST = 2
"""A picture counts for at most this many times its width."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The rows that hold for a page, per profile in the order of ``PROFILES``."""

    rows: tuple[Mapping[str, Row], ...]


@lru_cache(maxsize=64)
def metrics(measured: Measured = ()) -> Metrics:
    """The defaults, with those rows replaced that were measured."""
    rows: list[dict[str, Row]] = [{name: row[number] for name, row in DEFAULTS.items()} for number in (0, 1)]
    for name, profiles in measured:
        for profile, numbers in profiles:
            around, line, width = (*numbers, 0, 0, 0)[:3]
            rows[PROFILES.index(profile)][name] = (around, line, int(width))
    return Metrics(tuple(rows))


def heights(draft: Draft, known: Metrics) -> tuple[int, ...]:
    """Px of the block on each profile."""
    if draft.kind in _TEXTS:  # most blocks: no need of a shape
        count, name = chars(draft.text), row_of(draft.kind, draft.level)
        return tuple(max(0, round(item(count, rows[name]))) for rows in known.rows)
    made = shape(draft.kind, draft.level, draft.text, draft.within)
    return tuple(max(0, round(height(made, rows, profile))) for profile, rows in enumerate(known.rows))


def height(made: Shape, rows: Mapping[str, Row], profile: int) -> float:
    """Px of a shape by the rows of one profile (a number in ``PROFILES``)."""
    around, line, width = rows[made.row]
    if made.row == "list":
        return around + sum(item(count, rows["item"]) for count in made.parts)
    if made.row == "table":
        return around + sum(rows["row"][0] + rows["row"][1] * lines for lines in row_lines(made, rows["row"][2]))
    if made.row == "code":
        return around + line * sum(lines_of(count, width, least=1) for count in made.parts)
    if made.row in ("figure", "gallery"):
        return around + pictured(made, rows["column"]) + line * lines_of(made.chars, width)
    if made.row == "embed":
        return around + _embedded(made, rows["column"][0], profile)
    return item(made.chars, rows[made.row])


def item(count: int, row: Row) -> float:
    """Px of a text of so many characters."""
    return row[0] + row[1] * lines_of(count, row[2])


def lines_of(count: int, width: int, least: int = 0) -> int:
    """Lines of a text; where lines have no width they do not break."""
    return max(least, -(-count // width)) if width else 1


def row_lines(made: Shape, width: int) -> list[int]:
    """Lines of each row of a table. A browser gives each column the width its longest cell asks for, or where that
    is too much for the line, its share of it.
    """
    count = max((len(row) for row in made.rows), default=0)
    longest = [max((row[n] for row in made.rows if n < len(row)), default=0) for n in range(count)]
    whole = sum(longest)
    if not width or whole <= width:
        return [1] * len(made.rows)
    room = [max(1, width * one // whole) for one in longest]
    return [max(lines_of(cell, room[n], least=1) for n, cell in enumerate(row)) for row in made.rows]


def pictured(made: Shape, column: Row) -> float:
    """Px of a picture in its column."""
    room = column[1] if made.framed else column[0]
    width, tall = made.size or (room, room * 2 / 3)
    if not column[2] and width < ANY:
        return tall
    return min(room, width) * min(tall / width, _TALLEST)


def _embedded(made: Shape, column: float, profile: int) -> float:
    if made.size:
        width, tall = made.size
        return tall * min(1, column / width) if made.fluid else tall
    return heights_of(made.name)[profile] if made.name else _EMBED
