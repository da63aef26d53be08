"""A plan's whole order of merit as one integer, so that the search only ever adds and compares numbers.

From high to low bits: mandatory items out, values out, cost, and one field an item with its seam and rung (out is the
largest). The last fields make any two plans differ, so the least key is one plan and no other (DESIGN 4.1, 1 to 4).
"""

from collections.abc import Iterable

from adlayout.planner.model import Item, Problem, Score

# Costs and values sum up to less than this many bits; rule files hold far smaller numbers.
_FIELD = 64


class Keys:
    """Makes keys for the items of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.items = problem.items
        self.rungs = max((len(item.rungs) for item in problem.items), default=1)
        self.nowhere = (problem.flow + problem.outside) * self.rungs
        self.width = (self.nowhere + 1).bit_length()
        self.cost = self.width * len(problem.items)
        self.value = self.cost + _FIELD
        self.mandatory = self.value + _FIELD
        self.infinite = 1 << (self.mandatory + _FIELD)
        """More than any plan costs, and still a number that can be added to."""

    def placed(self, index: int, seams: Iterable[int], rung: int, costs: Iterable[int]) -> list[int]:
        """What an item adds where it stands with ``rung``, for each seam and what it costs there."""
        rungs, cost_at, shift = self.rungs, self.cost, self._shift(index)
        return [(cost << cost_at) + (seam * rungs + rung << shift) for seam, cost in zip(seams, costs, strict=True)]

    def out(self, index: int) -> int:
        """What an item adds where it is left out."""
        item: Item = self.items[index]
        lost = 1 << self.mandatory if item.mandatory else item.value << self.value
        return lost + (self.nowhere << self._shift(index))

    def score(self, key: int) -> Score:
        """The first three of the four, as they are told to people."""
        field = (1 << _FIELD) - 1
        return Score(key >> self.mandatory, key >> self.value & field, key >> self.cost & field)

    def _shift(self, index: int) -> int:
        return self.width * (len(self.items) - 1 - index)
