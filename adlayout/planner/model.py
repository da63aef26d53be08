"""The placement problem and its solution as plain frozen numbers: what docs/problem.md states, as values.

The planner knows no HTML and no rule file. Whoever fills in a ``Problem`` has already applied every rule
that looks at one seam alone (neighbours, first and last, anchors): such a rule simply leaves the seam out
of a rung's ``seams``. What remains here are the rules that look at two insertions, or at all of them.

Seams are numbered from 0. The first ``len(positions[0])`` are the seams of the flow in document order; the
``outside`` next ones are anchors outside of it (top, sidebar), which have no position.
All numbers are integers, so that a plan is the same on every machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["ad", "box"]

#: Most boxes of the flow in one problem: the search keeps the set of boxes still to be placed (2^4 sets).
MOST_FLOW_BOXES = 4


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of an item's ladder.

    ``size`` is a label for people. ``cost`` is what taking this rung costs, wherever. ``heights`` holds
    px per profile that count for the density (0 where they do not). ``seams`` maps each allowed seam to
    its cost ≥ 0.
    """

    size: str
    cost: int
    heights: tuple[int, ...]
    seams: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One insertion that is wished for, or one copy of a repeat: ``copy`` j (from 1) of ``copies``, all
    of one name.

    ``flow`` tells items of the flow from anchors outside of it. ``value`` ≥ 0 is what leaving it out costs;
    of a mandatory item only whether it is in counts, and its value nothing.
    """

    name: str
    kind: Kind
    rungs: tuple[Rung, ...]
    copy: int = 1
    copies: int = 1
    flow: bool = True
    mandatory: bool = False
    value: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Least distance, in one unit, of an insertion of kind ``below`` under one of kind ``above`` (in this
    order).
    """

    above: Kind
    below: Kind
    unit: str
    least: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Density on one profile: ads may fill ``limit[0] / limit[1]`` of content + ads.

    ``content`` is the article's height in px without ads, ``ads`` the height of the page's own ads.
    """

    name: str
    limit: tuple[int, int]
    content: int
    ads: int = 0

    @property
    def room(self) -> int | None:
        """Px that our ads may add: from A ≤ d·(C + A); never below 0, so that what counts nothing is
        never barred.

        None where the limit is 100 %.
        """
        part, whole = self.limit
        if part >= whole:
            return None
        return max(0, part * self.content // (whole - part) - self.ads)


@dataclass(frozen=True, slots=True)
class Evenness:
    """Copy j of K placed pays ``weight`` at one even gap from j/(K+1) of the text, falling with the square:
    ``weight · (position · (K+1) / length − j)²`` in ``unit``, rounded half up.
    """

    unit: str
    weight: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the planner is told.

    ``positions`` holds, per unit, the position of each seam of the flow: never falling, from the text's
    start. ``lengths`` is the text's length per unit. ``outside`` counts the anchors outside the flow.
    ``items`` stand in the order of their ideal place; placed ads of the flow keep it. ``most`` limits the
    number of placed items per kind, wherever they stand. ``end_free``: the last two seams of the flow are
    its end, first for an ad, then for a box, and between those two no gap is asked.
    """

    units: tuple[str, ...]
    positions: tuple[tuple[int, ...], ...]
    lengths: tuple[int, ...]
    items: tuple[Item, ...]
    most: Mapping[Kind, int]
    gaps: tuple[Gap, ...] = ()
    profiles: tuple[Profile, ...] = ()
    evenness: Evenness | None = None
    outside: int = 0
    end_free: bool = False

    @property
    def flow(self) -> int:
        """The number of seams of the flow."""
        return len(self.positions[0])


class Score(NamedTuple):
    """What a plan costs, worst first: compare as a tuple."""

    mandatory_out: int
    value_out: int
    cost: int


class Choice(NamedTuple):
    """Where one item stands: its seam, its rung's index, and what the two (with evenness) cost."""

    seam: int
    rung: int
    cost: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A choice, or None for out, per item of the problem; and the score of all."""

    choices: tuple[Choice | None, ...]
    score: Score
