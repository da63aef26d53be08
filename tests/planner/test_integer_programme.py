"""P6 on problems of an article's size: the plan and its rivals are what an integer programme says they are."""

import json

import pytest
from hypothesis import given, settings

from adlayout.planner import Problem
from adlayout.planner.alternatives import instead, runner_up
from adlayout.planner.export import to_json
from adlayout.planner.search import plan
from tests.planner import articles
from tests.planner.exhaustive import all_plans
from tests.planner.integer_programme import Programme
from tests.planner.problems import problems
from tests.planner.test_optimum import QUICK

# The first ones in the normal run; `make prove` takes all.
SAMPLE, ALL = 6, 500
FEWER = settings(QUICK, max_examples=60)


def agree(problem: Problem) -> None:
    """The planner's score, its runner-up and what each place is worth, all three by the solver."""
    found = plan(problem)
    programme = Programme(json.loads(json.dumps(to_json(problem))))
    chosen = tuple(one and (one.seam, one.rung) for one in found.choices)
    assert programme.least()[0] == tuple(found.score)
    rival = programme.least(other_than=chosen)
    assert (rival and rival[0]) == runner_up(problem, found)
    for index, one in enumerate(chosen):
        if one is not None:
            without = programme.least(elsewhere=(index, one[0]))
            assert (without and without[0]) == instead(problem, found, index)


@FEWER
@given(problems(seams=6, items=3))
def test_the_integer_programme_is_right_where_all_plans_can_be_looked_at(problem: Problem) -> None:
    printed = json.loads(json.dumps(to_json(problem)))
    ways = sorted(all_plans(printed))
    programme = Programme(printed)
    assert programme.least()[0] == ways[0][0]
    rival = programme.least(other_than=ways[0][2])
    assert (rival and rival[0]) == (ways[1][0] if len(ways) > 1 else None)
    for index, choice in enumerate(ways[0][2]):
        if choice is not None:
            others = [way[0] for way in ways if way[2][index] is None or way[2][index][0] != choice[0]]
            without = programme.least(elsewhere=(index, choice[0]))
            assert (without and without[0]) == (others[0] if others else None)


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_the_solver_finds_no_better_plan(seed: int) -> None:
    agree(articles.problem(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SAMPLE, ALL))
def test_the_solver_finds_no_better_plan_in_five_hundred(seed: int) -> None:
    agree(articles.problem(seed))


def test_the_problems_are_mixed() -> None:
    """Each kind of rule stands in many of them, else agreement says little."""
    given = [articles.problem(seed) for seed in range(ALL)]
    plans = [plan(problem) for problem in given]
    items = [item for problem in given for item in problem.items]
    assert {len(one.positions[0]) for one in given} >= {20, 40, 60}
    assert {sum(item.kind == "ad" for item in one.items) for one in given} == {1, 2, 3, 4, 5, 6}
    assert {sum(item.kind == "box" for item in one.items) for one in given} == {0, 1, 2, 3}
    assert sum(item.mandatory for item in items) > 100
    assert sum(not item.flow for item in items) > 100
    assert sum(item.copies > 1 for item in items) > 500
    assert sum(None in one.choices for one in plans) > 100
    assert sum(None not in one.choices for one in plans) > 50
    assert sum(one.score.mandatory_out > 0 for one in plans) > 20
