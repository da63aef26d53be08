"""A finding: which rule is broken, by which insertion, where in the finished page."""

from dataclasses import dataclass

from adlayout.source import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` by the name that ``explain`` prints and ``allow`` lifts; ``name`` of the insertion.

    ``offset`` and ``length`` are bytes of the finished page; ``line`` and ``column`` (in characters) begin with 1.
    """

    rule: str
    name: str
    message: str
    offset: int
    length: int
    line: int
    column: int


def found_at(page: Page, span: tuple[int, int], rule: str, name: str, message: str) -> Finding:
    """A finding for a span of ``page.data``."""
    start, end = span
    begin = page.data.rfind(b"\n", 0, start) + 1
    offset = page.raw_offset(start)
    line, column = page.data.count(b"\n", 0, start) + 1, _characters(page.data[begin:start]) + 1
    return Finding(rule, name, message, offset, page.raw_offset(end) - offset, line, column)


def _characters(piece: bytes) -> int:
    """In the old encodings of one byte a character, bytes are characters; the others are rare enough for bytes."""
    try:
        return len(piece.decode())
    except UnicodeDecodeError:
        return len(piece)
