"""P6: the plan is the least one and the only one, by an exhaustive search that reads nothing but the JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adlayout.planner import Evenness, Gap, Item, Plan, Problem, Profile, Rung
from adlayout.planner.alternatives import instead, runner_up
from adlayout.planner.export import to_json
from adlayout.planner.search import plan
from tests.planner import small
from tests.planner.exhaustive import all_plans
from tests.planner.problems import problems

KEPT = sorted((Path(__file__).parent / "counterexamples").glob("*.json"))
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
CROWDED = 800
LONG = settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))


def is_the_least(problem: Problem) -> Plan:
    found = plan(problem)
    ways = sorted(all_plans(json.loads(json.dumps(to_json(problem)))))
    score, _, chosen = ways[0]
    assert tuple(found.score) == score
    assert tuple(one and (one.seam, one.rung) for one in found.choices) == chosen
    assert sum(one.cost for one in found.choices if one) == found.score.cost
    second = runner_up(problem, found)
    assert (second and tuple(second)) == (ways[1][0] if len(ways) > 1 else None)
    for index, one in enumerate(chosen):
        if one is not None:
            others = [way[0] for way in ways if way[2][index] is None or way[2][index][0] != one[0]]
            without = instead(problem, found, index)
            assert (without and tuple(without)) == (others[0] if others else None)
    return found


def from_json(given: dict[str, Any]) -> Problem:
    """A problem of its JSON."""
    even = given["evenness"]
    return Problem(
        units=tuple(given["units"]),
        positions=tuple(tuple(row) for row in given["positions"]),
        lengths=tuple(given["lengths"]),
        items=tuple(_item(one) for one in given["items"]),
        most=dict(given["most"]),
        gaps=tuple(Gap(**one) for one in given["gaps"]),
        profiles=tuple(Profile(**{**one, "limit": tuple(one["limit"])}) for one in given["profiles"]),
        evenness=None if even is None else Evenness(**even),
        outside=given["outside"],
        end_free=given["end_free"],
    )


def _item(given: dict[str, Any]) -> Item:
    rungs = tuple(Rung(one["size"], one["cost"], tuple(one["heights"]), dict(one["seams"])) for one in given["rungs"])
    return Item(**{**given, "rungs": rungs})


@QUICK
@given(problems())
def test_the_plan_is_the_least_and_so_are_its_rivals(problem: Problem) -> None:
    is_the_least(problem)


@pytest.mark.slow
@LONG
@given(problems(seams=8))
def test_twenty_thousand_problems(problem: Problem) -> None:
    is_the_least(problem)


def test_crowded_problems() -> None:
    for seed in range(CROWDED):
        is_the_least(small.problem(seed))


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(CROWDED // 100, 400))
def test_forty_thousand_crowded_problems(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        is_the_least(small.problem(seed))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_was_wrong_once(path: Path) -> None:
    is_the_least(from_json(json.loads(path.read_text())))


@QUICK
@given(problems())
def test_json_holds_the_whole_problem(problem: Problem) -> None:
    assert from_json(json.loads(json.dumps(to_json(problem)))) == problem
