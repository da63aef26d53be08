"""A seam: the boundary between two blocks of the flow, with its place in the page and its distances."""

from dataclasses import dataclass
from itertools import accumulate

from adlayout.article import PROFILES, Article, Block
from adlayout.source import Element, Page, Place, place

UNITS = ("words", "characters", "paragraphs", *PROFILES)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The rule that forbids a seam, by the name a slot may lift it with, and in which unit it fell short."""

    rule: str
    required: str
    actual: str


@dataclass(frozen=True, slots=True)
class Seam:
    """``above`` and ``below`` are indices of blocks; ``position`` is per unit of ``UNITS`` from the text's start."""

    offset: int
    above: int | None
    below: int | None
    place: Place | None
    position: tuple[int, ...]


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
        seams.append(Seam(offset, number - 1 if above else None, number if below else None, found, position))
    return (*seams, seams[-1])


def _measure(block: Block) -> tuple[int, ...]:
    return (block.words, block.chars, block.paragraphs, *block.heights)


def _between(page: Page, above: Block | None, below: Block | None) -> tuple[int, Place | None]:
    """The first sure place among the boundaries between two blocks, from the upper one's end on."""
    tried = _offsets(above, below)
    for offset in tried:
        found = place(page, offset)
        if found is not None and any(_holds(found.parent, block) for block in (above, below)):
            return offset, found
    return tried[0], None


def _holds(parent: Element, block: Block | None) -> bool:
    return block is not None and any(parent is element for element in [block.element, *block.element.ancestors()])


def _offsets(above: Block | None, below: Block | None) -> list[int]:
    if above is None:
        assert below is not None
        return [below.start]
    if below is None:
        return _climb(above, above.element.parent, len_limit=1)
    shared = _shared(above.element, below.element)
    ends = _climb(above, shared)
    # The outermost boundary is the one both blocks' wrappers end and begin at.
    starts = [below.start, *(element.start for element in _up_to(below.element, shared) if element.start >= above.end)]
    tried = [*reversed(ends), *(start for start in reversed(starts) if start not in ends)]
    return [offset for offset in tried if above.end <= offset <= below.start] or [above.end]


def _climb(block: Block, stop: Element | None, len_limit: int = 64) -> list[int]:
    offsets = [block.end]
    for element in _up_to(block.element, stop)[:len_limit]:
        if element.end >= block.end and element.end not in offsets:
            offsets.append(element.end)
    return offsets


def _up_to(element: Element, stop: Element | None) -> list[Element]:
    found = []
    current: Element | None = element
    while current is not None and current is not stop:
        found.append(current)
        current = current.parent
    return found if current is not None else []


def _shared(one: Element, other: Element) -> Element | None:
    above = {id(element) for element in [one, *one.ancestors()]}
    return next((element for element in [other, *other.ancestors()] if id(element) in above), None)
