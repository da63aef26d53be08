"""Suffix tables: what ads alone, and boxes alone, cost at least from a seam on. Their sum bounds the search from below.

Both ignore what the other kind takes away and which heights are used up; counts and gaps within a kind they keep.
"""

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from adlayout.planner.case import Case, Options
from adlayout.planner.model import Kind, Problem


class Reach:
    """Per pair of kinds: the first seam that is free for the second behind a seam where the first stands."""

    def __init__(self, problem: Problem) -> None:
        self.ad_ad = _next_free(problem, "ad", "ad")
        self.ad_box = _next_free(problem, "ad", "box")
        self.box_ad = _next_free(problem, "box", "ad")
        self.box_box = _next_free(problem, "box", "box")

    def most_ads(self, problem: Problem) -> int:
        """The most ads that the flow has room for.

        To take each first seam is not enough: one shortly before the end may bar both seams of the end, where two ads
        may stand (``end_free``).
        """
        rungs = (rung for item in problem.items if item.flow and item.kind == "ad" for rung in item.rungs)
        free = {seam for rung in rungs for seam in rung.seams}
        most = [0] * (problem.flow + 1)
        for seam in range(problem.flow - 1, -1, -1):
            most[seam] = max(most[seam + 1], (seam in free) + most[self.ad_ad[seam]] if seam in free else 0)
        return min(most[0], problem.most.get("ad", most[0]))


def _next_free(problem: Problem, above: Kind, below: Kind) -> list[int]:
    count = problem.flow
    gaps = [
        (problem.positions[problem.units.index(gap.unit)], gap.least)
        for gap in problem.gaps
        if (gap.above, gap.below) == (above, below)
    ]
    found = [
        max([here + 1, *(bisect_left(positions, positions[here] + least, here, count) for positions, least in gaps)])
        for here in range(count)
    ]
    if problem.end_free and count > 1:
        found[-2] = count - 1
    return found


class Children(NamedTuple):
    """Where an item may stand next: its options, a bound of each, and their ``order``, the best first."""

    options: Options
    bounds: list[int]
    order: list[int]


class Tables:
    """The tables of one case. ``ads`` and ``boxes`` are indices of the flow's items."""

    def __init__(self, problem: Problem, case: Case, reach: Reach, infinite: int) -> None:
        self.case = case
        self.reach = reach
        self.infinite = infinite
        self.count = problem.flow
        items = problem.items
        self.ads = [index for index, item in enumerate(items) if item.flow and item.kind == "ad"]
        boxes_of_the_flow = [index for index, item in enumerate(items) if item.flow and item.kind == "box"]
        # Each box more doubles the table: one without a place is out in every plan, and not in it.
        self.boxes = [index for index in boxes_of_the_flow if case.options[index]]
        self.surely_out = sum(case.out[index] for index in boxes_of_the_flow if not case.options[index])
        placeable = [index for index in self.ads if case.options[index]]
        fitting = _fitting(problem, placeable)
        ads, boxes = (problem.most.get(kind, len(items)) for kind in ("ad", "box"))
        beside = [item.kind for item in items if not item.flow]  # may use up a count, too
        self.most_ads = min(ads, len(self.ads), fitting)
        self.most_boxes = min(boxes, len(self.boxes))
        self.ads_limited = min(ads - beside.count("ad"), fitting) < len(placeable)
        self.boxes_limited = boxes - beside.count("box") < len(self.boxes)

    def cheapest(self, index: int) -> list[int]:
        """Per seam of the flow the least key of an item there."""
        row = [self.infinite] * self.count
        options = self.case.options[index]
        for key, seam in zip(options.keys, options.seams, strict=True):
            if key < row[seam]:
                row[seam] = key
        return row

    @cached_property
    def ad(self) -> list[list[list[int]]]:
        """``ad[k][i][s]``: ads ``i`` and later, at most ``k`` of them, at seam ``s`` and behind.

        Where no count binds there is only ``k`` = 0, and it stands for any number.
        """
        layers = self.most_ads + 1 if self.ads_limited else 1
        table: list[list[list[int]]] = [[[0] * (self.count + 1)] for _ in range(layers)]
        for index in reversed(self.ads):
            cheapest, out = self.cheapest(index), self.case.out[index]
            last = [layer[-1] for layer in table]
            for k, layer in enumerate(table):
                behind = last[self.fewer_ads(k)] if k or not self.ads_limited else None
                layer.append(self._ad_row(cheapest, out, last[k], behind))
        for layer in table:
            layer.reverse()
        return table

    def _ad_row(self, cheapest: list[int], out: int, without: list[int], behind: list[int] | None) -> list[int]:
        row = [out + cost for cost in without]
        if behind is None:
            return row
        reach, best = self.reach.ad_ad, self.infinite
        for seam in range(self.count - 1, -1, -1):
            cost = cheapest[seam] + behind[reach[seam]]
            if cost < best:
                best = cost
            if best < row[seam]:
                row[seam] = best
        return row

    @cached_property
    def box(self) -> list[list[list[int]]]:
        """``box[k][mask][s]``: the boxes of ``mask``, at most ``k`` of them, at seam ``s`` and behind."""
        layers = self.most_boxes + 1 if self.boxes_limited else 1
        cheapest = [self.cheapest(index) for index in self.boxes]
        table: list[list[list[int]]] = []
        for k in range(layers):
            table.append([])
            for mask in range(1 << len(self.boxes)):
                table[k].append(self._box_row(table, k, mask, cheapest))
        return table

    def _box_row(self, table: list[list[list[int]]], k: int, mask: int, cheapest: list[list[int]]) -> list[int]:
        row = [self.boxes_out[mask]] * (self.count + 1)
        if self.boxes_limited and not k:
            return row
        inside = [
            (costs, table[self.fewer_boxes(k)][mask ^ 1 << bit])
            for bit, costs in enumerate(cheapest)
            if mask >> bit & 1
        ]
        reach = self.reach.box_box
        for seam in range(self.count - 1, -1, -1):
            best = row[seam + 1]
            for costs, behind in inside:
                cost = costs[seam] + behind[reach[seam]]
                if cost < best:
                    best = cost
            row[seam] = best
        return row

    @cached_property
    def boxes_out(self) -> list[int]:
        """Per set of boxes what leaving all of them out costs."""
        return [
            sum(self.case.out[index] for bit, index in enumerate(self.boxes) if mask >> bit & 1)
            for mask in range(1 << len(self.boxes))
        ]

    def fewer_ads(self, k: int) -> int:
        """How many ads may follow when one more stands."""
        return k - 1 if self.ads_limited else k

    def fewer_boxes(self, k: int) -> int:
        """How many boxes may follow when one more stands."""
        return k - 1 if self.boxes_limited else k

    def ad_children(self, k: int, number: int) -> Children:
        """The ``number``-th ad's options, each with what all ads from it on then cost at least."""
        behind = self.ad[self.fewer_ads(k)][number + 1]
        return _children(self.case.options[self.ads[number]], behind, self.reach.ad_ad)

    def box_children(self, k: int, mask: int, bit: int) -> Children:
        """The same for a box of ``mask``."""
        behind = self.box[self.fewer_boxes(k)][mask ^ 1 << bit]
        return _children(self.case.options[self.boxes[bit]], behind, self.reach.box_box)


def _children(options: Options, behind: list[int], reach: list[int]) -> Children:
    bounds = [key + behind[reach[seam]] for key, seam in zip(options.keys, options.seams, strict=True)]
    return Children(options, bounds, sorted(range(len(bounds)), key=bounds.__getitem__))


def _fitting(problem: Problem, ads: list[int]) -> int:
    """How many ads the density leaves room for at most, each at its lowest."""
    most = len(ads)
    for number, profile in enumerate(problem.profiles):
        if profile.room is not None:
            lowest = sorted(min(rung.heights[number] for rung in problem.items[index].rungs) for index in ads)
            most = min(most, sum(total <= profile.room for total in accumulate(lowest)))
    return most
