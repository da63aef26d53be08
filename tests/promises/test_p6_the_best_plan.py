"""P6: the chosen plan is the least by the objective, and so is its rival: the problem that ``explain`` prints is solved
again, by looking at every plan where there are few, else by an integer programme. Both read nothing but that JSON.

``tests/planner`` asks the same of problems that no page would make.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings

from adlayout import explaining, pipeline
from adlayout.planner import Plan, Problem, Score
from adlayout.planner.export import to_json
from tests.planner.exhaustive import Chosen, all_plans, keeps_rules, score
from tests.planner.integer_programme import Programme
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases

FEW = 2_000
"""So many plans are looked at one by one."""
MANY = 130
"""Up to so many pairs of an item and a place, the solver takes less than a second; beyond, now and then for ever."""
search = pipeline.search


def judge(drawn: Drawn) -> None:
    """The plan of a page, its cost, its runner-up and what each of its places is worth."""
    told = json.loads(json.dumps(drawn.explain()))
    if "problem" not in told:
        return
    problem, plan = told["problem"], told["plan"]
    chosen = chosen_by(told)
    assert keeps_rules(problem, chosen), "the plan breaks a rule"
    assert score(problem, chosen)[2] == plan["cost"], "the cost is another"
    spots = [sum(len(rung["seams"]) for rung in item["rungs"]) for item in problem["items"]]
    if prod(1 + many for many in spots) <= FEW:
        by_looking(problem, plan, chosen)
    elif sum(spots) <= MANY:
        by_programme(problem, plan, chosen)


def chosen_by(told: dict[str, Any]) -> Chosen:
    """What ``explain`` says was chosen, as (seam, rung) per item; places outside of the flow by their only seam."""
    left = list(told["plan"]["insertions"])
    found: list[tuple[int, int] | None] = []
    for item in told["problem"]["items"]:
        one = next((one for one in left if one["name"] == item["name"] and _fits(item, one)), None)
        found.append(None)
        if one is not None:
            left.remove(one)
            rung = next(n for n, rung in enumerate(item["rungs"]) if rung["size"] == one["size"] and _has(rung, one))
            found[-1] = (_seam(item["rungs"][rung], one), rung)
    assert not left, "an insertion that no item stands for"
    return tuple(found)


def _fits(item: dict[str, Any], one: dict[str, Any]) -> bool:
    return any(rung["size"] == one["size"] and _has(rung, one) for rung in item["rungs"])


def _has(rung: dict[str, Any], one: dict[str, Any]) -> bool:
    return any(seam == one["seam"] or one["seam"] is None for seam, _ in rung["seams"])


def _seam(rung: dict[str, Any], one: dict[str, Any]) -> int:
    return int(rung["seams"][0][0] if one["seam"] is None else one["seam"])


def by_looking(problem: dict[str, Any], plan: dict[str, Any], chosen: Chosen) -> None:
    """Against all plans there are."""
    ways = sorted(all_plans(problem))
    assert ways[0][2] == chosen, "there is a better plan"
    assert (ways[1][0][2] if len(ways) > 1 else None) == plan["runner_up"], "the second best is another"


def by_programme(problem: dict[str, Any], plan: dict[str, Any], chosen: Chosen) -> None:
    """Against what a solver finds."""
    programme = Programme(problem)
    assert programme.least()[0] == score(problem, chosen), "there is a better plan"
    rival = programme.least(other_than=chosen)
    assert (rival and rival[0][2]) == plan["runner_up"], "the second best is another"


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 6)
@given(cases())
def test_any_page_any_rules(drawn: Drawn) -> None:
    judge(drawn)


def poorer(change: Callable[[Problem], Problem]) -> Callable[[Problem], Plan]:
    """A planner that solves another problem than it was given; its plan is counted as what it is."""

    def plan(problem: Problem) -> Plan:
        found = search(change(problem))
        chosen = tuple(one and (one.seam, one.rung) for one in found.choices)
        return Plan(found.choices, Score(*score(json.loads(json.dumps(to_json(problem))), chosen)))

    return plan


def without_costs(problem: Problem) -> Problem:
    rungs = [[replace(rung, seams=dict.fromkeys(rung.seams, 0)) for rung in item.rungs] for item in problem.items]
    return replace(
        problem, items=tuple(replace(item, rungs=tuple(n)) for item, n in zip(problem.items, rungs, strict=True))
    )


POORER = {
    "costs": without_costs,
    "evenness": lambda problem: replace(problem, evenness=None),
    "values": lambda problem: replace(problem, items=tuple(replace(one, value=1) for one in problem.items)),
    "an item": lambda problem: replace(problem, most={"ad": problem.most["ad"] - 1, "box": problem.most["box"]}),
    "room": lambda problem: replace(problem, gaps=tuple(replace(gap, least=2 * gap.least) for gap in problem.gaps)),
}


RARE = ("values", "an item")
"""These show in few cases."""


@pytest.mark.parametrize("what", [pytest.param(one, marks=[pytest.mark.slow] if one in RARE else []) for one in POORER])
def test_a_planner_that_forgets_something(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "search", poorer(POORER[what]))
    assert "there is a better plan" in complaint(judge, cases(mutants=False))


def test_another_runner_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "runner_up", lambda problem, plan: plan.score._replace(cost=plan.score.cost + 99))
    assert "the second best is another" in complaint(judge, cases(mutants=False))
