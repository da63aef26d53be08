"""How much is planned together: what costs more than it is worth is left out before the planner sees it."""

from collections.abc import Mapping
from functools import cache

# Every number of copies is planned for, with that of every other repeat: so many plans are compared at most.
_MOST_CASES = 1_000
# Boxes of one page with places in its text: each one more doubles the planner's time.
_MOST_BOXES = 10


@cache
def most_copies(repeats: int) -> int:
    """How many copies each of so many repeats may have, so that not too many cases come of it."""
    copies = 1
    while repeats and (copies + 2) ** repeats <= _MOST_CASES:
        copies += 1
    return copies


def beyond(boxes: Mapping[int, int]) -> set[int]:
    """The numbers of the rules for which there is no room; ``boxes``: how many each has, the worthiest first."""
    too_many, there = set(), 0
    for number, some in boxes.items():
        there += some
        if some and there > _MOST_BOXES:
            too_many.add(number)
    return too_many
