"""A seam: the boundary between two blocks of the flow, with its place in the page and its distances."""

from dataclasses import dataclass
from itertools import accumulate

from adlayout.article import PROFILES, Article, Block
from adlayout.source import Element, Page, Place, place

UNITS = ("words", "characters", "paragraphs", *PROFILES)


_UNCUT = frozenset(("p", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"))


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The rule that forbids a seam, by the name a slot may lift it with, and in which unit it fell short."""

    rule: str
    required: str
    actual: str


UNSURE = Forbidden("unsure", "a place where every browser builds the same", "markup that is repaired here")


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
    seams = []
    for number in range(len(blocks) + 1):
        above = blocks[number - 1] if number else None
        below = blocks[number] if number < len(blocks) else None
        offset, found = _between(page, above, below)
        position = tuple(of_unit[number] for of_unit in sums)
        inside = _uncut(above, below) if found is None else ""
        seams.append(Seam(offset, number - 1 if above else None, number if below else None, found, position, inside))
    return (*seams, seams[-1])


def _measure(block: Block) -> tuple[int, ...]:
    return (block.words, block.chars, block.paragraphs, *block.heights)


def _between(page: Page, above: Block | None, below: Block | None) -> tuple[int, Place | None]:
    """The first sure place among the boundaries between two blocks, from the upper one's end on."""
    lines = [_line(block.element) for block in (above, below) if block is not None]
    near = lines[0][0]
    tried = _offsets(above, below, lines)
    for offset in tried:
        found = place(page, offset, near)
        if found is not None and any(found.parent in line for line in lines):
            return offset, found
    return tried[0], None


def _uncut(above: Block | None, below: Block | None) -> str:
    lines = [_line(block.element) for block in (above, below) if block is not None]
    whole = lines[0] if len(lines) == 1 else lines[0][len(_apart(*lines)[0]) :]
    return whole[0].name if whole and whole[0].name in _UNCUT else ""


def _line(element: Element) -> list[Element]:
    """The element and all it stands in."""
    return [element, *element.ancestors()]


def _offsets(above: Block | None, below: Block | None, lines: list[list[Element]]) -> list[int]:
    if above is None:
        assert below is not None
        return [below.start]
    if below is None:
        return list(dict.fromkeys((above.end, *(one.end for one in lines[0][:1] if one.end >= above.end))))
    upper, lower = _apart(*lines)
    ends = dict.fromkeys((above.end, *(one.end for one in upper if one.end >= above.end)))
    # The outermost boundary is the one both blocks' wrappers end and begin at.
    starts = (below.start, *(one.start for one in lower if one.start >= above.end))
    tried = dict.fromkeys((*reversed(ends), *reversed(starts)))
    return [offset for offset in tried if above.end <= offset <= below.start] or [above.end]


def _apart(one: list[Element], other: list[Element]) -> tuple[list[Element], list[Element]]:
    """Both lines up to the first element they share."""
    up, down = len(one), len(other)
    while up and down and one[up - 1] is other[down - 1]:
        up, down = up - 1, down - 1
    return one[:up], other[:down]
