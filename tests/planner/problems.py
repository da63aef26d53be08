"""Random problems with all kinds of rules mixed, for Hypothesis to shrink."""

from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from adlayout.planner import Evenness, Gap, Item, Kind, Problem, Profile, Rung

UNITS = ("words", "mobile")


@st.composite
def problems(draw: Any, *, seams: int = 7, items: int = 4) -> Problem:
    """Small enough for an exhaustive search."""
    count = draw(st.integers(2, seams))
    steps = [draw(st.lists(st.integers(0, 5), min_size=count - 2, max_size=count - 2)) for _ in UNITS]
    positions = tuple((0, *accumulate(row), sum(row)) for row in steps)
    outside = draw(st.integers(0, 2))
    found: list[Item] = []
    while len(found) < items and draw(st.booleans() if found else st.just(True)):
        found += draw(_family(count, outside, len(found), items - len(found)))
    return Problem(
        units=UNITS,
        positions=positions,
        lengths=tuple(row[-1] for row in positions),
        items=tuple(draw(st.permutations(found)) if all(one.copies == 1 for one in found) else found),
        most=draw(st.fixed_dictionaries({"ad": st.integers(0, 4), "box": st.integers(0, 3)})),
        gaps=tuple(draw(st.lists(_gaps(), max_size=4))),
        profiles=tuple(draw(st.lists(_profiles(), max_size=2))) if all(_has_heights(one) for one in found) else (),
        evenness=draw(st.none() | st.builds(Evenness, st.sampled_from(UNITS), st.integers(0, 20))),
        outside=outside,
        end_free=draw(st.booleans()),
    )


def _has_heights(item: Item) -> bool:
    return all(len(rung.heights) == 2 for rung in item.rungs)


@st.composite
def _family(draw: Any, count: int, outside: int, number: int, most: int) -> list[Item]:
    kind: Kind = draw(st.sampled_from(("ad", "ad", "box")))
    flow = not outside or draw(st.integers(0, 4)) > 0
    seams = range(count) if flow else range(count, count + outside)
    copies = draw(st.integers(1, min(3, most))) if kind == "ad" else 1
    rest = {"mandatory": draw(st.integers(0, 5)) == 0, "value": draw(st.integers(0, 4))}
    return [
        Item(f"{kind}{number}", kind, tuple(draw(_rungs(seams))), copy, copies, flow, **rest)
        for copy in range(1, copies + 1)
    ]


@st.composite
def _rungs(draw: Any, seams: range) -> list[Rung]:
    return [
        Rung(
            f"{number}",
            draw(st.integers(0, 3)),
            tuple(draw(st.lists(st.integers(0, 4), min_size=2, max_size=2))),
            draw(st.dictionaries(st.sampled_from(list(seams)), st.integers(0, 6), max_size=len(seams))),
        )
        for number in range(draw(st.integers(1, 2)))
    ]


def _gaps() -> st.SearchStrategy[Gap]:
    kinds: st.SearchStrategy[Kind] = st.sampled_from(("ad", "box"))
    return st.builds(Gap, kinds, kinds, st.sampled_from(UNITS), st.integers(0, 9))


def _profiles() -> st.SearchStrategy[Profile]:
    limits = st.sampled_from(((30, 100), (1, 2), (1, 1), (3, 4)))
    return st.builds(Profile, st.just("mobile"), limits, st.integers(0, 20), st.integers(0, 3))
