"""The placement problem as an integer programme: written from docs/problem.md, reading only the printed JSON.

A solver (HiGHS) that knows nothing of seams and ads finds the least plan, so that article-sized problems are judged
too, which no exhaustive search can. First what is left out is minimised (a mandatory item
outweighs all values together), then, that held, the cost. What the solver says is counted again in whole numbers by
``exhaustive.score``.

A variable is 1 where an item stands at a seam with a rung while K copies of its name are placed: with K part of the
variable, evenness is a price like any other.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import highspy

from tests.planner.exhaustive import Chosen, Json, keeps_rules, score

Score = tuple[int, int, int]


class Spot(NamedTuple):
    """Item ``item`` at ``seam`` with ``rung`` while ``copies`` of its name are placed."""

    item: int
    copies: int
    seam: int
    rung: int


class Programme:
    """The programme of one problem; ``least`` may be asked again and again."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        self.items = problem["items"]
        self.flow = len(problem["positions"][0])
        self.spots = [spot for item in range(len(self.items)) for spot in self._spots(item)]
        self.solver = highspy.Highs()
        self.solver.silent()
        # Scores are whole numbers: within half a point of the best is the best.
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 0.5)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("presolve", "off")  # the rows are tight already; it takes longer than solving
        self.counts: dict[tuple[str, int], int] = {}
        for item in self.items:
            for copies in range(item["copies"] + 1):
                if item["copies"] > 1:
                    self.counts.setdefault((item["name"], copies), len(self.spots) + len(self.counts))
        for _ in range(len(self.spots) + len(self.counts)):
            self.solver.addVar(0, 1)
        for column in range(len(self.spots) + len(self.counts)):
            self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self.solver.addVar(0, 0)  # a programme without any variable is not solved, whatever its rows say
        self._rows()
        self.rows = self.solver.getNumRow()

    def least(self, *, other_than: Chosen | None = None, elsewhere: tuple[int, int] | None = None) -> Any:
        """The least score and its choices, or None if there is no such plan.

        ``other_than``: a plan that it must not be. ``elsewhere``: an item and the seam where it must not be.
        """
        if other_than is not None:
            self._forbid(other_than)
        if elsewhere is not None:
            self._row([n for n, spot in enumerate(self.spots) if (spot.item, spot.seam) == elsewhere], most=0)
        found = self._goals()
        if (added := self.solver.getNumRow() - self.rows) > 0:
            self.solver.deleteRows(added, list(range(self.rows, self.rows + added)))
        return found

    def _goals(self) -> tuple[Score, Chosen] | None:
        lost = self._minimum(self._what_is_in())
        if lost is None:
            return None
        self._row(self._what_is_in(), self._what_is_in().values(), most=lost)
        cost = self._minimum(self._costs())
        assert cost is not None, "what keeps the first goals is there"
        chosen = self._chosen()
        assert keeps_rules(self.problem, chosen), "the solver's plan breaks a rule"
        found = score(self.problem, chosen)
        all_out = sum(self._losses())
        assert (found[0] * self._mandatory() + found[1], found[2]) == (all_out + lost, cost), "the solver miscounted"
        return found, chosen

    def _minimum(self, goal: dict[int, int]) -> int | None:
        for column in range(self.solver.getNumCol()):
            self.solver.changeColCost(column, goal.get(column, 0))
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        assert status == highspy.HighsModelStatus.kOptimal, status
        value = self.solver.getInfo().objective_function_value
        assert abs(value - round(value)) < 1e-4, value
        return round(value)

    def _chosen(self) -> Chosen:
        values = self.solver.getSolution().col_value
        found: list[tuple[int, int] | None] = [None] * len(self.items)
        for number, spot in enumerate(self.spots):
            if values[number] > 0.5:
                found[spot.item] = spot.seam, spot.rung
        return tuple(found)

    # The goals, each as a sum of variables (what is in, negative: less is out).

    def _mandatory(self) -> int:
        """More than all values together: so one mandatory item outweighs them, and two goals are one sum."""
        return 1 + sum(item["value"] for item in self.items)

    def _losses(self) -> list[int]:
        return [self._mandatory() if item["mandatory"] else item["value"] for item in self.items]

    def _what_is_in(self) -> dict[int, int]:
        losses = self._losses()
        return {n: -losses[spot.item] for n, spot in enumerate(self.spots) if losses[spot.item]}

    def _costs(self) -> dict[int, int]:
        return {n: self._cost(spot) for n, spot in enumerate(self.spots)}

    def _cost(self, spot: Spot) -> int:
        item = self.items[spot.item]
        rung = item["rungs"][spot.rung]
        cost = rung["cost"] + dict(map(tuple, rung["seams"]))[spot.seam]
        even = self.problem["evenness"]
        if even is not None and item["copies"] > 1 and item["flow"]:
            unit = self.problem["units"].index(even["unit"])
            whole, there = self.problem["lengths"][unit], self.problem["positions"][unit][spot.seam]
            off = there * (spot.copies + 1) - item["copy"] * whole  # in gaps: off / whole
            if whole:
                cost += (2 * even["weight"] * off * off + whole * whole) // (2 * whole * whole)  # half up
        return cost

    # The rules.

    def _spots(self, index: int) -> Iterable[Spot]:
        item = self.items[index]
        for copies in range(item["copy"], item["copies"] + 1):
            for number, rung in enumerate(item["rungs"]):
                for seam, _ in rung["seams"]:
                    yield Spot(index, copies, seam, number)

    def _row(self, columns: Iterable[int], factors: Iterable[int] | None = None, *, least: int | None = None,
             most: int | None = None) -> None:  # fmt: skip
        columns = list(columns)
        low = -highspy.kHighsInf if least is None else least
        high = highspy.kHighsInf if most is None else most
        values = [1] * len(columns) if factors is None else list(factors)
        self.solver.addRow(low, high, len(columns), columns, values)

    def _rows(self) -> None:
        self._one_place_each()
        self._copies()
        for kind, most in self.problem["most"].items():
            self._row([n for n, spot in enumerate(self.spots) if self.items[spot.item]["kind"] == kind], most=most)
        for number, profile in enumerate(self.problem["profiles"]):
            self._density(number, profile)
        self._ads_apart()
        self._boxes_apart()
        self._kinds_apart("ad", "box")
        self._kinds_apart("box", "ad")

    def _one_place_each(self) -> None:
        by_item, by_seam = defaultdict(list), defaultdict(list)
        for number, spot in enumerate(self.spots):
            by_item[spot.item].append(number)
            by_seam[spot.seam].append(number)
        for columns in (*by_item.values(), *by_seam.values()):
            self._row(columns, most=1)

    def _copies(self) -> None:
        """One number of copies K of each name; then copies 1 to K stand, and no others."""
        for name in {name for name, _ in self.counts}:
            self._row([column for (one, _), column in self.counts.items() if one == name], least=1, most=1)
        for index, item in enumerate(self.items):
            for copies in range(item["copy"], item["copies"] + 1) if item["copies"] > 1 else ():
                here = [n for n, spot in enumerate(self.spots) if (spot.item, spot.copies) == (index, copies)]
                self._row([*here, self.counts[item["name"], copies]], [*[1] * len(here), -1], least=0, most=0)

    def _density(self, number: int, profile: Json) -> None:
        part, whole = profile["limit"]
        if part < whole:
            heights = {
                n: self.items[spot.item]["rungs"][spot.rung]["heights"][number] for n, spot in enumerate(self.spots)
            }
            # own + ours <= part / whole * (content + own + ours); where own alone is too much, ours must be 0
            room = part * profile["content"] - (whole - part) * profile["ads"]
            self._row(heights, [(whole - part) * height for height in heights.values()], most=max(0, room))

    def _of_flow(self, kind: str) -> list[int]:
        return [index for index, item in enumerate(self.items) if item["flow"] and item["kind"] == kind]

    def _within(self, index: int, low: int, high: int) -> list[int]:
        """The variables of an item at seams from ``low`` to ``high``, both included."""
        return [n for n, spot in enumerate(self.spots) if spot.item == index and low <= spot.seam <= high]

    def _ads_apart(self) -> None:
        """Of two ads the one that comes first in ``items`` stands above, and the gap lies between them.

        No ad from a seam on and a later ad before the end of that seam's gap stand together, nor with any ad that comes
        between the two and stands in the gap itself: one row for all of them.
        """
        ads = self._of_flow("ad")
        for number, first in enumerate(ads):
            for place, second in enumerate(ads[number + 1 :], number + 1):
                for seam in range(self.flow):
                    last = self._last_near("ad", "ad", seam)
                    between = [n for one in ads[number + 1 : place] for n in self._within(one, seam, last)]
                    self._row([*self._within(first, seam, self.flow), *between, *self._within(second, 0, last)], most=1)
                if self.problem["end_free"]:
                    self._end_of_ads(first, second)

    def _end_of_ads(self, first: int, second: int) -> None:
        """At the end two ads may stand together, but not one there and one in reach of it."""
        end = self.flow - 1
        near = [seam for seam in range(end - 1) if self._too_near("ad", "ad", seam, end)]
        if near:
            self._row([*self._within(first, near[0], end - 2), *self._within(second, 0, end)], most=1)

    def _boxes_apart(self) -> None:
        boxes = self._of_flow("box")
        for seam in range(self.flow):
            window = range(seam, self._last_near("box", "box", seam) + 1)
            self._row([n for box in boxes for n in self._within(box, window[0], window[-1])], most=1)
        if self.problem["end_free"]:
            end = self.flow - 1
            near = [seam for seam in range(end - 1) if self._too_near("box", "box", seam, end)]
            for seams in ([*near, end],) if near else ():
                self._row([n for box in boxes for seam in seams for n in self._within(box, seam, seam)], most=1)

    def _kinds_apart(self, above: str, below: str) -> None:
        """Whatever of ``above`` stands at a seam, no item of ``below`` stands in reach under it."""
        for seam in range(self.flow):
            near = [other for other in range(seam + 1, self.flow) if self._too_near(above, below, seam, other)]
            here = [n for index in self._of_flow(above) for n in self._within(index, seam, seam)]
            for index in self._of_flow(below) if near and here else ():
                self._row([*here, *self._within(index, near[0], near[-1])], most=1)

    def _last_near(self, above: str, below: str, seam: int) -> int:
        """The last seam in reach of one, itself if no other is; the second seam of the end is left out where free."""
        last = self.flow - 2 if self.problem["end_free"] and seam < self.flow - 1 else self.flow - 1
        return max(
            (other for other in range(seam + 1, last + 1) if self._too_near(above, below, seam, other)), default=seam
        )

    def _too_near(self, above: str, below: str, seam: int, other: int) -> bool:
        if self.problem["end_free"] and (seam, other) == (self.flow - 2, self.flow - 1):
            return False
        for gap in self.problem["gaps"]:
            if (gap["above"], gap["below"]) == (above, below):
                positions = self.problem["positions"][self.problem["units"].index(gap["unit"])]
                if positions[other] - positions[seam] < gap["least"]:
                    return True
        return False

    def _forbid(self, chosen: Chosen) -> None:
        """At least one item is not as in this plan."""
        columns, factors, placed = [], [], 0
        for index, choice in enumerate(chosen):
            placed += choice is not None
            for number, spot in enumerate(self.spots):
                if spot.item == index and (choice is None or (spot.seam, spot.rung) == choice):
                    columns.append(number)
                    factors.append(1 if choice is None else -1)
        self._row(columns, factors, least=1 - placed)
