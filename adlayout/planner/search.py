"""A first search behind the interface of the optimum.

Depth first over the items, the cheapest seam first, cut off by a bound. It is exact as long as ``_MOST_STEPS`` suffice;
beyond them the best plan found so far is taken.
"""

from itertools import product
from operator import add

from adlayout.planner.model import Choice, Item, Plan, Problem, Score

_MOST_STEPS = 1000


def plan(problem: Problem) -> Plan:
    """The least plan of ``problem`` by (mandatory out, value out, cost, seams)."""
    copies = {item.name: item.copies for item in problem.items if item.copies > 1}
    best: Plan | None = None
    for counts in product(*(range(most, -1, -1) for most in copies.values())):
        found = _Search(problem, dict(zip(copies, counts, strict=True)), best).run()
        if found is not None and (best is None or found.score < best.score):
            best = found
    assert best is not None  # leaving everything out is a plan
    return best


class _Search:
    """One search, the number of copies of each repeat being fixed."""

    def __init__(self, problem: Problem, counts: dict[str, int], best: Plan | None) -> None:
        self.problem = problem
        self.best = best
        self.steps = 0
        self.gaps = _gaps(problem)
        self.rooms = [profile.room for profile in problem.profiles]
        self.options = [self._options(item, counts) for item in problem.items]
        self.floor = [0] * (len(problem.items) + 1)
        for index in range(len(problem.items) - 1, -1, -1):
            cheapest = min((choice.cost for choice in self.options[index]), default=0)
            self.floor[index] = self.floor[index + 1] + cheapest
        self.lost = self._least_lost(counts)

    def _least_lost(self, counts: dict[str, int]) -> list[int]:
        lost = [0] * (len(self.problem.items) + 1)
        for index in range(len(self.problem.items) - 1, -1, -1):
            item = self.problem.items[index]
            must_out = not self.options[index] and not item.mandatory
            lost[index] = lost[index + 1] + (item.value if must_out else 0)
        return lost

    def _options(self, item: Item, counts: dict[str, int]) -> list[Choice]:
        wanted = counts.get(item.name, 1)
        if item.copy > wanted:
            return []
        found = [
            Choice(seam, number, cost + rung.cost + self._unevenness(item, seam, wanted))
            for number, rung in enumerate(item.rungs)
            for seam, cost in rung.seams.items()
        ]
        return sorted(found, key=lambda choice: (choice.cost, choice.seam, choice.rung))

    def _unevenness(self, item: Item, seam: int, wanted: int) -> int:
        even = self.problem.evenness
        if even is None or item.copies == 1 or not item.flow:
            return 0
        unit = self.problem.units.index(even.unit)
        off = self.problem.positions[unit][seam] * (wanted + 1) - item.copy * self.problem.lengths[unit]
        scale = even.scale * (wanted + 1)
        return (2 * even.weight * off * off + scale * scale) // (2 * scale * scale) if scale else 0

    def run(self) -> Plan | None:
        self._extend(0, [], Score(0, 0, 0))
        return self.best

    def _extend(self, index: int, chosen: list[Choice | None], score: Score) -> None:
        self.steps += 1
        bound = Score(score.mandatory_out, score.value_out + self.lost[index], score.cost)
        if self.best is not None and bound >= self.best.score:
            return
        if index == len(self.problem.items):
            self.best = Plan(tuple(chosen), score)
            return
        item = self.problem.items[index]
        for choice in self.options[index] if self.steps < _MOST_STEPS or self.best is None else ():
            if self._fits(item, choice, chosen):
                self._extend(index + 1, [*chosen, choice], score._replace(cost=score.cost + choice.cost))
        lost = Score(1, 0, 0) if item.mandatory else Score(0, item.value, 0)
        out = Score(*(a + b for a, b in zip(score, lost, strict=True)))
        self._extend(index + 1, [*chosen, None], out)

    def _fits(self, item: Item, choice: Choice, chosen: list[Choice | None]) -> bool:
        problem = self.problem
        same = 0
        before = item.copy == 1
        used = item.rungs[choice.rung].heights
        for other, at in zip(problem.items, chosen, strict=False):
            if at is None:
                continue
            if at.seam == choice.seam or (
                item.flow and other.flow and not self._apart(item, choice.seam, other, at.seam)
            ):
                return False
            same += other.kind == item.kind
            before = before or (other.name == item.name and other.copy == item.copy - 1)
            used = tuple(map(add, used, other.rungs[at.rung].heights))
        if not before or same >= problem.most.get(item.kind, len(problem.items)):
            return False
        return all(room is None or height <= room for room, height in zip(self.rooms, used, strict=True))

    def _apart(self, item: Item, seam: int, other: Item, at: int) -> bool:
        if at > seam and item.kind == other.kind == "ad":
            return False
        above, below, low, high = (other, item, at, seam) if at < seam else (item, other, seam, at)
        if self.problem.end_free and high == self.problem.flow - 1 and low == high - 1:
            return True
        for positions, least in self.gaps.get((above.kind, below.kind), ()):
            if positions[high] - positions[low] < least:
                return False
        return True


def _gaps(problem: Problem) -> dict[tuple[str, str], list[tuple[tuple[int, ...], int]]]:
    """Per pair of kinds: the positions in the gap's unit, and the least distance."""
    found: dict[tuple[str, str], list[tuple[tuple[int, ...], int]]] = {}
    for gap in problem.gaps:
        positions = problem.positions[problem.units.index(gap.unit)]
        found.setdefault((gap.above, gap.below), []).append((positions, gap.least))
    return found
