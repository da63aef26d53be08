"""A seam: the boundary between two blocks of the flow, with its place in the page and its distances."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from adlayout.article import PROFILES, Article, Block
from adlayout.source import Element, Page, Place, Text, ahead, behind

Node = Element | Text
UNITS = ("words", "characters", "paragraphs", *PROFILES)


_UNCUT = frozenset(("p", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"))


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The rule that forbids a seam, by the name a slot may lift it with, and in which unit it fell short."""

    rule: str
    required: str
    actual: str


UNSURE = Forbidden("unsure", "a place where every browser builds the same", "markup that is repaired here")

TAKEN = Forbidden("one-per-seam", "a place that no other slot or box has", "another one stands there")


@dataclass(frozen=True, slots=True)
class Seam:
    """``above`` and ``below`` are indices of blocks; ``position`` is per unit of ``UNITS`` from the text's start.

    Where ``place`` is None, ``inside`` names the paragraph, list or table around both blocks that is not to be cut;
    it is empty where the markup itself leaves no certain place.
    """

    offset: int
    above: int | None
    below: int | None
    place: Place | None
    position: tuple[int, ...]
    inside: str = ""


def find_seams(page: Page, article: Article) -> tuple[Seam, ...]:
    """All seams of the flow, both ends included; the end counts twice (first for an ad, then for a box)."""
    blocks = article.blocks
    if not blocks:
        return ()
    sums = [tuple(accumulate((_measure(block)[unit] for block in blocks), initial=0)) for unit in range(len(UNITS))]
    # Where browsers moved text, its bytes stand elsewhere, or it has none that are whole: no seam parts these.
    lows = list(accumulate((max(block.start, block.end) for block in blocks), max, initial=-1))
    highs = list(accumulate((min(block.start, block.end - 1) for block in reversed(blocks)), min, initial=sys.maxsize))
    seams = []
    for number in range(len(blocks) + 1):
        above = blocks[number - 1] if number else None
        below = blocks[number] if number < len(blocks) else None
        offset, found = _between(page, above, below)
        if found is not None and not lows[number] <= offset <= highs[-1 - number]:
            found = None
        position = tuple(of_unit[number] for of_unit in sums)
        inside = _uncut(above, below) if found is None else ""
        seams.append(Seam(offset, number - 1 if above else None, number if below else None, found, position, inside))
    return (*seams, seams[-1])


def _measure(block: Block) -> tuple[int, ...]:
    return (block.words, block.chars, block.paragraphs, *block.heights)


def _between(page: Page, above: Block | None, below: Block | None) -> tuple[int, Place | None]:
    """The first sure place among the boundaries between two blocks, from the outermost one's end on."""
    low = above.end if above is not None else -1
    high = below.start if below is not None else sys.maxsize
    for found in _places(page, above, below):
        if found is not None and low <= found.offset <= high:
            return found.offset, found
    return high if above is None else low, None


def _places(page: Page, above: Block | None, below: Block | None) -> Iterator[Place | None]:
    """Behind what ends between the blocks, from the outermost in; then before what begins there."""
    if above is None:
        assert below is not None
        yield ahead(page, below.first)
    elif below is None:
        yield behind(page, above.last)
        yield behind(page, above.element)
    elif above.last.parent is below.first.parent:  # most blocks: no need of a line
        yield behind(page, above.last)
        yield ahead(page, below.first)
    else:
        upper, lower = _apart(_line(above.last), _line(below.first))
        yield from (behind(page, node) for node in reversed(upper))
        yield from (ahead(page, node) for node in reversed(lower))


def _uncut(above: Block | None, below: Block | None) -> str:
    lines = [_line(block.element) for block in (above, below) if block is not None]
    whole = lines[0] if len(lines) == 1 else lines[0][len(_apart(*lines)[0]) :]
    return whole[0].name if whole and isinstance(whole[0], Element) and whole[0].name in _UNCUT else ""


def _line(node: Node) -> list[Node]:
    """The node and all it stands in."""
    return [node] if node.parent is None else [node, node.parent, *node.parent.ancestors()]


def _apart(one: list[Node], other: list[Node]) -> tuple[list[Node], list[Node]]:
    """Both lines up to the first element they share."""
    up, down = len(one), len(other)
    while up and down and one[up - 1] is other[down - 1]:
        up, down = up - 1, down - 1
    return one[:up], other[:down]
