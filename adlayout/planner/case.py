"""One case of a problem: the number of copies of each repeat in the flow is fixed, so that evenness is a cost of each
seam.
"""

from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from adlayout.planner.keys import Keys
from adlayout.planner.model import Evenness, Item, Problem


class Option(NamedTuple):
    """An item at a seam with a rung: its key, and its cost for people."""

    key: int
    seam: int
    rung: int
    cost: int


@dataclass(frozen=True, slots=True)
class Options:
    """All options of an item, as columns: a long text has a hundred thousand, and so many objects would keep the
    garbage collector busy for half of the time.
    """

    keys: list[int] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    rungs: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def __getitem__(self, number: int) -> Option:
        return Option(self.keys[number], self.seams[number], self.rungs[number], self.costs[number])

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the plan is asked besides being the least: items that must be in, and choices that may not be."""

    inside: frozenset[int] = frozenset()
    barred: frozenset[tuple[int, int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """Per item its options and the key of leaving it out (``keys.infinite`` where it may not be)."""

    options: tuple[Options, ...]
    out: tuple[int, ...]
    floor: int
    """No plan of the case has a smaller key."""


def counts(problem: Problem, keys: Keys, fitting: int) -> list[tuple[int, dict[str, int]]]:
    """All numbers of copies in the flow, the most promising first, each with a key that none of its plans goes below.

    ``fitting``: more ads than this never fit into the flow.
    """
    repeats = {item.name: item for item in problem.items if item.copies > 1 and item.flow}
    found = []
    for one in product(*(range(item.copies + 1) for item in repeats.values())):
        count = dict(zip(repeats, one, strict=True))
        if sum(many for many, item in zip(one, repeats.values(), strict=True) if item.kind == "ad") > fitting:
            continue
        surely_out = (i for i, item in enumerate(problem.items) if item.copy > count.get(item.name, item.copy))
        found.append((sum(map(keys.out, surely_out)), count))
    return sorted(found, key=lambda pair: pair[0])


def case_of(problem: Problem, keys: Keys, wanted: Wanted, copies: dict[str, int]) -> Case:
    """The case of these numbers of copies."""
    options, outs, floor = [], [], 0
    for index, item in enumerate(problem.items):
        count = copies.get(item.name, 0)
        is_fixed = item.copies > 1 and item.flow
        here = Options() if is_fixed and item.copy > count else _options(problem, keys, wanted, index, count)
        may_be_out = index not in wanted.inside and (not is_fixed or item.copy > count)
        out = keys.out(index) if may_be_out else keys.infinite
        options.append(here)
        outs.append(out)
        floor += min(out, min(here.keys, default=out))
    return Case(tuple(options), tuple(outs), floor)


def _options(problem: Problem, keys: Keys, wanted: Wanted, index: int, count: int) -> Options:
    item, found = problem.items[index], Options()
    uneven = _uneven(problem, item, count)
    for number, rung in enumerate(item.rungs):
        prices = rung.seams
        if wanted.barred:
            prices = {seam: price for seam, price in prices.items() if (index, seam, number) not in wanted.barred}
        if uneven is None:
            costs = [price + rung.cost for price in prices.values()]
        else:
            costs = [price + rung.cost + uneven[seam] for seam, price in prices.items()]
        found.keys.extend(keys.placed(index, prices, number, costs))
        found.seams.extend(prices)
        found.rungs.extend([number] * len(costs))
        found.costs.extend(costs)
    return found


def _uneven(problem: Problem, item: Item, count: int) -> list[int] | None:
    """What copy j of K costs at each seam of the flow, away from j/(K+1) of the text, rounded half up (DESIGN 4.1)."""
    even: Evenness | None = problem.evenness
    if even is None or item.copies == 1 or not item.flow:
        return None
    unit = problem.units.index(even.unit)
    length, gaps = problem.lengths[unit], count + 1
    if not length:
        return None
    ideal, weight, square = item.copy * length, 2 * even.weight, length * length
    return [(weight * (at * gaps - ideal) ** 2 + square) // (2 * square) for at in problem.positions[unit]]
