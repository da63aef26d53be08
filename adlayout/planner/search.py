"""Finds the least plan: best first, from the first seam to the last, bounded below by the suffix tables.

A way of the search places insertions in document order; an ad that stays out is said to right behind the ad before it,
so that every plan has exactly one way. The bound never exceeds what a way still costs, and keys of two plans never are
equal: the first complete plan taken from the heap is the least one (A*; Hart, Nilsson and Raphael 1968).

There is no cut-off. The states are bounded by seams² × ads × 2^boxes × sums of heights; in practice the tables leave
the search little more than one way (benchmarks/planner.py).
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import Any, NamedTuple

from adlayout.planner.case import Case, Option, Wanted, case_of, counts
from adlayout.planner.keys import Keys
from adlayout.planner.model import Choice, Plan, Problem
from adlayout.planner.tables import Children, Reach, Tables


class _State(NamedTuple):
    """Ad ``number`` and the boxes of ``mask`` are still to come, from seams ``for_ad`` and ``for_box`` on."""

    number: int
    mask: int
    for_ad: int
    for_box: int
    ads_left: int
    boxes_left: int
    used: tuple[int, ...]
    may_skip: bool


_Way = tuple[Any, int, Option] | None  # the way before, the item, where it stands
_Outside = tuple[int, int, int, tuple[int, ...], _Way]  # key, ads, boxes and heights of a choice outside of the flow


def plan(problem: Problem) -> Plan:
    """The least plan of ``problem``; there always is one, for everything may stay out."""
    found = least(problem, Wanted())
    assert found is not None
    return found


def least(problem: Problem, wanted: Wanted) -> Plan | None:
    """The least plan among those that are ``wanted``; None if there is none."""
    keys, reach = Keys(problem), Reach(problem)
    best: tuple[int, _Way] | None = None
    outside: list[_Outside] | None = None  # the same in every case
    for floor, copies in counts(problem, keys, reach.most_ads(problem)):
        if best is not None and floor >= best[0]:
            break
        case = case_of(problem, keys, wanted, copies)
        if case.floor < (keys.infinite if best is None else best[0]):
            search = _Search(problem, case, reach, keys)
            outside = list(_outside(problem, case, search)) if outside is None else outside
            found = search.run(outside, keys.infinite if best is None else best[0])
            if found is not None and (best is None or found[0] < best[0]):
                best = found
    return None if best is None else _told(problem, keys, best)


def _told(problem: Problem, keys: Keys, best: tuple[int, _Way]) -> Plan:
    choices: list[Choice | None] = [None] * len(problem.items)
    key, way = best
    while way is not None:
        way, index, option = way
        choices[index] = Choice(option.seam, option.rung, option.cost)
    return Plan(tuple(choices), keys.score(key))


class _Search:
    def __init__(self, problem: Problem, case: Case, reach: Reach, keys: Keys) -> None:
        self.problem = problem
        self.case = case
        self.reach = reach
        self.infinite = self.limit = keys.infinite
        self.tables = Tables(problem, case, reach, keys.infinite)
        self.limited = [number for number, profile in enumerate(problem.profiles) if profile.room is not None]
        self.rooms = tuple(profile.room or 0 for profile in problem.profiles if profile.room is not None)
        self.heap: list[tuple[int, int, Any]] = []
        self.order = count()
        self.seen: set[_State] = set()
        self.children: dict[tuple[int, ...], Children] = {}

    def run(self, outside: "list[_Outside]", limit: int) -> tuple[int, _Way] | None:
        """The least plan of the case, if its key is below ``limit``."""
        self.limit = limit
        for key, ads, boxes, used, way in outside:
            tables = self.tables
            most_ads = min(tables.most_ads, self.problem.most.get("ad", 1 << 30) - ads) if tables.ads_limited else 0
            room = self.problem.most.get("box", 1 << 30) - boxes
            most_boxes = min(tables.most_boxes, room) if tables.boxes_limited else 0
            first = _State(0, (1 << len(tables.boxes)) - 1, 0, 0, most_ads, most_boxes, used, True)
            self._push(first, key + tables.surely_out, way)
        while self.heap:
            bound, _, step = heappop(self.heap)
            if len(step) == 2:
                return bound, step[1]
            if len(step) == 3:
                self._expand(*step)
            else:
                self._next_child(*step)
        return None

    def _push(self, state: _State, key: int, way: _Way) -> None:
        tables = self.tables
        bound = (
            key
            + tables.ad[state.ads_left][state.number][state.for_ad]
            + tables.box[state.boxes_left][state.mask][state.for_box]
        )
        if bound < self.limit:
            heappush(self.heap, (bound, next(self.order), (state, key, way)))

    def _expand(self, state: _State, key: int, way: _Way) -> None:
        if state in self.seen:
            return
        self.seen.add(state)
        tables = self.tables
        if state.number == len(tables.ads):
            bound = key + tables.boxes_out[state.mask]
            if bound < self.limit:
                heappush(self.heap, (bound, next(self.order), (key, way)))
        else:
            if state.may_skip and (out := self.case.out[tables.ads[state.number]]) < self.infinite:
                self._push(state._replace(number=state.number + 1), key + out, way)
            if state.ads_left or not tables.ads_limited:
                self._next_child(state, key, way, -1, 0)
        if state.boxes_left or not tables.boxes_limited:
            for bit in range(len(tables.boxes)):
                if state.mask >> bit & 1:
                    self._next_child(state, key, way, bit, 0)

    def _next_child(self, state: _State, key: int, way: _Way, bit: int, position: int) -> None:
        """Place the best option left of one item, and leave the others for later: ``bit`` is a box, or -1 the ad."""
        options, bounds, order = self._children(state, bit)
        first = state.for_ad if bit < 0 else state.for_box
        while position < len(order) and options.seams[order[position]] < first:
            position += 1
        if position == len(order):
            return
        self._place(state, key, way, bit, options[order[position]])
        if position + 1 < len(order):
            bound = key + bounds[order[position + 1]] + self._others(state, bit)
            if bound < self.limit:
                heappush(self.heap, (bound, next(self.order), (state, key, way, bit, position + 1)))

    def _others(self, state: _State, bit: int) -> int:
        """What the other kind costs at least."""
        if bit < 0:
            return self.tables.box[state.boxes_left][state.mask][state.for_box]
        return self.tables.ad[state.ads_left][state.number][state.for_ad]

    def _children(self, state: _State, bit: int) -> Children:
        about = (state.ads_left, state.number) if bit < 0 else (state.boxes_left, state.mask, bit)
        found = self.children.get(about)
        if found is None:
            make: Any = self.tables.ad_children if bit < 0 else self.tables.box_children
            found = self.children[about] = make(*about)
        return found

    def _place(self, state: _State, key: int, way: _Way, bit: int, option: Option) -> None:
        tables, reach, seam = self.tables, self.reach, option.seam
        index = tables.ads[state.number] if bit < 0 else tables.boxes[bit]
        used = self.uses(state.used, index, option.rung)
        if used is None:
            return
        if bit < 0:
            for_box = max(state.for_box, reach.ad_box[seam])
            fewer = tables.fewer_ads(state.ads_left)
            after = _State(
                state.number + 1, state.mask, reach.ad_ad[seam], for_box, fewer, state.boxes_left, used, True
            )
        else:
            for_ad = max(state.for_ad, reach.box_ad[seam])
            fewer = tables.fewer_boxes(state.boxes_left)
            mask = state.mask ^ 1 << bit
            after = _State(state.number, mask, for_ad, reach.box_box[seam], state.ads_left, fewer, used, False)
        self._push(after, key + option.key, (way, index, option))

    def uses(self, used: tuple[int, ...], index: int, rung: int) -> tuple[int, ...] | None:
        """The heights used once this rung stands; None if a profile has no room for it."""
        heights = self.problem.items[index].rungs[rung].heights
        sums = tuple(there + heights[number] for there, number in zip(used, self.limited, strict=True))
        return sums if all(height <= room for height, room in zip(sums, self.rooms, strict=True)) else None


class _Chosen(NamedTuple):
    """What was chosen outside of the flow so far, as far as it binds what is still to come there: seams ``taken``, and
    repeats that ``ended``, since a copy is out.
    """

    ads: int
    boxes: int
    used: tuple[int, ...]
    taken: frozenset[int]
    ended: frozenset[str]


def _outside(problem: Problem, case: Case, search: _Search) -> "Iterator[_Outside]":
    """The best choice of places outside of the flow for each number of ads and boxes there (and heights used)."""
    indices = [index for index, item in enumerate(problem.items) if not item.flow]
    best: dict[_Chosen, tuple[int, _Way]] = {
        _Chosen(0, 0, (0,) * len(search.rooms), frozenset(), frozenset()): (0, None)
    }
    for position, index in enumerate(indices):
        later = indices[position + 1 :]
        seams = frozenset(seam for one in later for seam in case.options[one].seams)
        names = frozenset(problem.items[one].name for one in later)
        every = best.items()
        steps = [one for chosen, way in every for one in _steps(problem, case, search, index, chosen, way)]
        best = {}
        for chosen, key, way in steps:
            about = chosen._replace(taken=chosen.taken & seams, ended=chosen.ended & names)
            if about not in best or key < best[about][0]:
                best[about] = key, way
    for chosen, (key, way) in best.items():
        yield key, chosen.ads, chosen.boxes, chosen.used, way


def _steps(
    problem: Problem, case: Case, search: _Search, index: int, chosen: _Chosen, so_far: tuple[int, _Way]
) -> Iterator[tuple[_Chosen, int, _Way]]:
    """One item of those outside of the flow: out, or at one of its places."""
    (key, way), item = so_far, problem.items[index]
    if case.out[index] < search.infinite:
        yield chosen._replace(ended=chosen.ended | {item.name}), key + case.out[index], way
    ads, boxes = chosen.ads + (item.kind == "ad"), chosen.boxes + (item.kind == "box")
    if item.name in chosen.ended or ads > problem.most.get("ad", ads) or boxes > problem.most.get("box", boxes):
        return
    for number in range(len(case.options[index])):
        option = case.options[index][number]
        used = search.uses(chosen.used, index, option.rung)
        if option.seam not in chosen.taken and used is not None:
            after = _Chosen(ads, boxes, used, chosen.taken | {option.seam}, chosen.ended)
            yield after, key + option.key, (way, index, option)
