"""Rows of metrics out of measured blocks. Plain arithmetic on sorted input: the same pages give the same numbers."""

from collections.abc import Callable, Mapping, Sequence
from math import log
from statistics import fmean, median

from adlayout.article.heights import DEFAULTS, Row, height, lines_of, pictured, row_lines
from adlayout.measure.sample import Measured

Page = Sequence[Measured]
WASTE = 2.5
"""Characters that a line loses to its last word, on average half a word: where the fit of a row begins."""
TRUST = 9
"""What ``chars a line`` pays for being e times the expected, in squared lines of one block; few blocks prove little."""
NARROWEST, WIDEST = 4, 220
"""Characters of a line that a fit may find."""
_TEXTS = (
    "paragraph", "lead", "pseudo-heading", "h2", "h3", "quote", "related", "info-box", "author", "newsletter", "other",
)  # fmt: skip
_FIXED = ("share", "separator")


def fit(pages: Sequence[Page], profile: int) -> dict[str, Row]:
    """The rows that fit ``pages`` on a profile (a number in ``PROFILES``)."""
    found = _Rows(profile)
    blocks = [block for page in pages for block in page]
    found.texts(blocks)
    found.column(blocks)
    for name in ("figure", "gallery"):
        found.pictures(name, [one for one in blocks if one.shape.row == name])
    found.code([one for one in blocks if one.shape.row == "code"])
    found.parted("list", "item", [one for one in blocks if one.shape.row == "list"])
    found.parted("table", "row", [one for one in blocks if one.shape.row == "table"])
    return found.rows


def over(page: Page, rows: Mapping[str, Row], profile: int) -> float:
    """By how many per cent the model is above what the page measures."""
    real = sum(one.height for one in page)
    return 100 * (sum(height(one.shape, rows, profile) for one in page) - real) / real if real > 0 else 0.0


class _Rows:
    def __init__(self, profile: int) -> None:
        self.defaults = {name: row[profile] for name, row in DEFAULTS.items()}
        self.rows = dict(self.defaults)
        self.line_width = 0.0

    def texts(self, blocks: list[Measured]) -> None:
        """Rows of plain text; those that no page has go by the paragraph's."""
        given = {name: [one for one in blocks if one.shape.row == name] for name in (*_TEXTS, *_FIXED)}
        if given["paragraph"]:
            self.line_width = median([one.type.width for one in given["paragraph"] if one.type] or [0])
            self.rows["paragraph"] = text_row(given["paragraph"], self.defaults["paragraph"])
        bigger, wider = (self.rows["paragraph"][n] / self.defaults["paragraph"][n] for n in (1, 2))
        for name, (around, line, width) in self.defaults.items():
            if name != "paragraph" and line:
                self.rows[name] = (around, round(line * bigger, 1), round(width * wider))
        for name in _TEXTS[1:]:
            if given[name]:
                self.rows[name] = text_row(given[name], self.rows[name])
        for name in _FIXED:
            if given[name]:
                self.rows[name] = (_around(given[name], lambda _: 0.0), 0, 0)

    def column(self, blocks: list[Measured]) -> None:
        """The widths that large pictures have, else that of a paragraph's lines; and whether they keep their shape."""
        shown = [(one.shape, *one.picture) for one in blocks if one.picture and one.shape.size]
        shrunk = [(made, width, tall) for made, width, tall in shown if made.size and width < made.size[0] - 1]
        lines = [one.type.width for one in blocks if one.type and one.shape.row == "paragraph"]
        bare = [width for made, width, _ in shrunk if not made.framed]
        framed = [width for made, width, _ in shrunk if made.framed]
        stiff = [made.size is not None and abs(tall - made.size[1]) < 1 for made, _, tall in shrunk]
        if bare or framed or lines:
            self.rows["column"] = (
                round(median(bare or lines or framed)), round(median(framed or bare or lines)),
                int(2 * sum(stiff) <= len(stiff)),
            )  # fmt: skip

    def pictures(self, name: str, blocks: list[Measured]) -> None:
        """What stands around a picture, and its caption's lines."""
        if not blocks:
            return
        line, width = typed(blocks, self.rows[name])
        column = self.rows["column"]
        around = _around(blocks, lambda one: pictured(one.shape, column) + line * lines_of(one.shape.chars, width))
        self.rows[name] = (around, line, width)

    def code(self, blocks: list[Measured]) -> None:
        """Lines of code, which break on some pages only."""
        if not blocks:
            return
        line, width = typed(blocks, self.rows["code"])
        if not any(one.type and one.type.wraps for one in blocks):
            width = 0
        around = _around(blocks, lambda one: line * sum(lines_of(count, width, least=1) for count in one.shape.parts))
        self.rows["code"] = (around, line, width)

    def parted(self, name: str, part: str, blocks: list[Measured]) -> None:
        """Lists and tables: what stands around each item or row, and its lines."""
        if not blocks:
            return
        line, expected = typed(blocks, self.rows[part])
        if name == "table":
            expected = self._room(blocks, expected)
        best = min(
            (self._parts(name, blocks, line, width, expected) for width in _widths(expected)), key=lambda one: one[0]
        )
        _, each, width = best
        self.rows[name] = (round(fmean(one.height - one.box for one in blocks)), 0, 0)
        self.rows[part] = (each, line, width)

    def _room(self, blocks: list[Measured], expected: int) -> int:
        """Characters that all cells of a row have room for: as many as a paragraph, in the type of the cells."""
        if not any(one.type and one.type.wraps for one in blocks):
            return 0
        glyphs = [one.type.glyph for one in blocks if one.type]
        return round(self.line_width / median(glyphs)) if self.line_width and glyphs else expected

    def _parts(
        self, name: str, blocks: list[Measured], line: float, width: int, expected: int
    ) -> tuple[float, float, int]:
        counts = [
            row_lines(one.shape, width) if name == "table" else [lines_of(chars, width) for chars in one.shape.parts]
            for one in blocks
        ]
        whole = sum(len(count) for count in counts)
        rest = [one.box - line * sum(count) for one, count in zip(blocks, counts, strict=True)]
        each = round(max(0, sum(rest) / max(1, whole)), 1)
        loss = sum((left - each * len(count)) ** 2 for left, count in zip(rest, counts, strict=True))
        return loss + _doubt(width, expected, line), each, width


def text_row(blocks: Sequence[Measured], default: Row) -> Row:
    """Around, line and characters a line of texts of one kind: the least squares over all widths of a line."""
    line, expected = typed(blocks, default)
    best: tuple[float, Row] | None = None
    for width in _widths(expected):
        rest = [one.height - line * lines_of(one.shape.chars, width) for one in blocks]
        around = round(fmean(rest))
        loss = sum((left - around) ** 2 for left in rest) + _doubt(width, expected, line)
        if best is None or loss < best[0]:
            best = (loss, (around, line, width))
    assert best is not None
    return best[1]


def typed(blocks: Sequence[Measured], default: Row) -> tuple[float, int]:
    """Px a line, and the characters a line that the type lets expect."""
    types = [one.type for one in blocks if one.type and one.type.line > 0 and one.type.glyph > 0]
    if not types:
        return default[1], default[2]
    line = round(median(one.line for one in types), 1)
    width = median(one.width / one.glyph for one in types) - WASTE
    return line, min(WIDEST, max(NARROWEST, round(width)))


def _widths(expected: int) -> range:
    """The widths that are tried; 0, where lines do not break, stays 0."""
    return range(max(NARROWEST, expected // 2), min(WIDEST, expected * 3 // 2) + 1) if expected else range(1)


def _doubt(width: int, expected: int, line: float) -> float:
    return TRUST * (line * log(width / expected)) ** 2 if expected else 0.0


def _around(blocks: Sequence[Measured], known: Callable[[Measured], float]) -> float:
    return round(fmean(one.height - known(one) for one in blocks))
