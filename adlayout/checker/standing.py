"""Where insertions stand in the article's flow, told from the page without insertions."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from adlayout.article import PROFILES, Article, Block
from adlayout.checker.finding import Finding, found_at
from adlayout.checker.read import Insertion
from adlayout.checker.style import Style
from adlayout.rulefile import Length, Related, Rules, Slot
from adlayout.source import Page

_BESIDE_THE_TEXT = ("top", "sidebar")
_ANCHORED = ("before", "after", "first-in", "last-in")
UNITS = ("words", "characters", "paragraphs", *PROFILES)
LABEL_LINE = 24
"""Px of the label's line; the ad stands below it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An insertion of a known name and its place: ``above`` blocks of the flow stand before it.

    ``flow``: whether it stands in the flow; ``inside``: the block that it cuts; ``position``: per unit of ``UNITS``
    what stands above it, insertions not counted.
    """

    insertion: Insertion
    rule: Slot | Related
    above: int
    flow: bool
    inside: Block | None
    position: tuple[int, ...]

    @property
    def is_ad(self) -> bool:
        """Whether it is a slot, and no related box."""
        return isinstance(self.rule, Slot)

    def least(self, profile: str) -> int:
        """Px of its smallest size on a profile, without the label's line; 0 where it has none."""
        sizes = dict(self.rule.sizes).get(profile, ()) if isinstance(self.rule, Slot) else ()
        return min((height for _, height in sizes), default=0)

    def is_absent(self, profile: str) -> bool:
        """Whether it is not to be shown on a profile: it has sizes for the other one alone."""
        return isinstance(self.rule, Slot) and bool(self.rule.sizes) and not self.least(profile)

    def lifts(self, rule: str) -> bool:
        """Whether the rule file lifts a rule for it."""
        return isinstance(self.rule, Slot) and rule in self.rule.allow


@dataclass(frozen=True)
class Reading:
    """A finished page as it is judged: the page itself, the page without insertions, its article, the rules.

    ``url`` is the page's address, for rules that go by its path.
    """

    finished: Page
    page: Page
    article: Article
    rules: Rules
    insertions: tuple[Insertion, ...]
    url: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Slot | Related]:
        """The rule file's slots and boxes."""
        rules: list[Slot | Related] = [*self.rules.slots, *self.rules.related]
        return {rule.name: rule for rule in rules}

    @cached_property
    def style(self) -> Style:
        """What our own style says of the finished page's elements."""
        return Style(self.finished)

    @cached_property
    def sums(self) -> tuple[tuple[int, ...], ...]:
        """Per number of blocks what they measure together, in each unit."""
        measures = [(b.words, b.chars, b.paragraphs, *b.heights) for b in self.article.blocks]
        return tuple(accumulate(measures, _added, initial=(0,) * len(UNITS)))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """All insertions whose names the rule file knows, styles and scripts left out, in document order."""
        return tuple(
            self._standing(one, self.by_name[one.name])
            for one in self.insertions
            if one.name in self.by_name and not one.of_the_head
        )

    @cached_property
    def in_flow(self) -> tuple[Standing, ...]:
        """Those of the flow."""
        return tuple(one for one in self.standings if one.flow)

    def _standing(self, one: Insertion, rule: Slot | Related) -> Standing:
        blocks = self.article.blocks
        above = bisect_right(blocks, one.offset, key=lambda block: block.end)
        inside = blocks[above] if above < len(blocks) and blocks[above].start < one.offset else None
        return Standing(one, rule, above, self._is_flow(one, rule), inside, self.sums[above])

    def _is_flow(self, one: Insertion, rule: Slot | Related) -> bool:
        blocks = self.article.blocks
        if self.article.reason is not None or not blocks or rule.at.kind in _BESIDE_THE_TEXT:
            return False
        return rule.at.kind not in _ANCHORED or self.span[0] <= one.offset <= self.span[1]

    @cached_property
    def span(self) -> tuple[int, int]:
        """From the first byte of the flow to its last; browsers may show it in another order."""
        blocks = self.article.blocks
        return min(block.start for block in blocks), max(block.end for block in blocks)

    def found(self, rule: str, one: Insertion, message: str) -> Finding:
        """A finding about an insertion."""
        return found_at(self.finished, one.span, rule, one.name, message)


def measured(length: Length, amounts: tuple[int, ...]) -> Length:
    """Of amounts in all units the one that ``length`` is given in."""
    unit = length.profile if length.unit == "px" else length.unit
    return Length(amounts[UNITS.index(unit)], length.unit, length.profile)


def difference(low: tuple[int, ...], high: tuple[int, ...]) -> tuple[int, ...]:
    """What stands between two positions, in all units."""
    return tuple(b - a for a, b in zip(low, high, strict=True))


def _added(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
