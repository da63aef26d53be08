"""P9: each seam has its cost, or the rule that forbids it with what it asks and what there is; each insertion says why
here, and what the best plan would cost without this place; what is left out and what is passed through has a reason.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from adlayout import explaining
from adlayout.cli.outline import outline
from adlayout.cli.words import table, words_of
from adlayout.pipeline import Placed
from adlayout.seams import Forbidden
from tests.planner.integer_programme import Programme
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases
from tests.promises.test_p6_the_best_plan import MANY, chosen_by


def judge(drawn: Drawn) -> None:
    """All that ``explain`` says of a page, as far as it can be counted again."""
    finished, told = drawn.finish(), json.loads(json.dumps(drawn.explain()))
    assert (told["status"], told["reason"]) == (finished.status, finished.reason), "finish does something else"
    assert told["reason"] in table() if told["status"] == "passed" else told["reason"] is None, "no reason"
    plan = told["plan"]
    places = [(one.name, one.offset) for one in finished.plan.insertions]
    assert [(one["name"], one["offset"]) for one in plan["insertions"]] == places, "finish puts it elsewhere"
    for one in plan["insertions"]:
        assert one["reasons"], "an insertion without a reason"
        assert set(one["reasons"]) <= set(table()), "a reason without words"
        assert sum(one["parts"].values()) == one["cost"], "the parts are not the cost"
    for one in plan["left_out"]:
        assert one["reason"] in table(), "left out without a reason"
    if "seams" in told:
        judge_seams(told)
        judge_instead(told)
        for language in ("de", "en"):
            text = outline(words_of(language), told)
            assert all(one["name"] in text for one in (*plan["insertions"], *plan["left_out"])), "not told"


def judge_seams(told: dict[str, Any]) -> None:
    """A cost or a rule each; and the planner was given just the free ones for an ad in the middle of the text."""
    for number, seam in enumerate(told["seams"]):
        why = seam["forbidden"]
        assert (seam["cost"] is None) != (why is None), f"seam {number} has neither or both"
        assert why is None or all((why["rule"] in table(), why["required"], why["actual"])), "a rule without words"
        assert why or sum(seam["parts"].values()) == seam["cost"], "the parts are not the cost"
    middle = set(range(1, len(told["seams"]) - 2))
    free = {number for number, seam in enumerate(told["seams"]) if seam["forbidden"] is None}
    for item in told["problem"]["items"]:
        # It lifts no rule. What is before the first block and behind the last is not the middle of a text.
        if item["name"] == "plain":
            given_seams = {seam for rung in item["rungs"] for seam, _ in rung["seams"]}
            assert given_seams <= free, "a forbidden seam was free"
            assert free & middle <= given_seams, "a free seam was forbidden"


def judge_instead(told: dict[str, Any]) -> None:
    """What the best plan costs without one of the places, by a solver that reads the printed problem alone."""
    problem, chosen = told["problem"], chosen_by(told)
    placed = [number for number, choice in enumerate(chosen) if choice is not None]
    if not placed or sum(len(rung["seams"]) for item in problem["items"] for rung in item["rungs"]) > MANY:
        return
    # Another one from case to case: each takes the solver a while.
    number = placed[len(problem["positions"][0]) % len(placed)]
    name, seam = problem["items"][number]["name"], chosen[number][0]
    nth = [one for one in placed if problem["items"][one]["name"] == name].index(number)
    one = [one for one in told["plan"]["insertions"] if one["name"] == name][nth]
    without = Programme(problem).least(elsewhere=(number, seam))
    assert (without and without[0][2]) == one["instead"], "without this place it costs something else"


PLAIN = '[[slot]]\nname = "plain"\nat = "mid-body"\nvalue = 3\n'
CASES = cases().map(lambda drawn: replace(drawn, toml=drawn.toml + PLAIN))


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 8)
@given(CASES)
def test_any_page_any_rules(drawn: Drawn) -> None:
    judge(drawn)


BREAKS: dict[str, tuple[str, Any]] = {
    "has neither or both": ("_seam", lambda told: {**told, "forbidden": None}),
    "a rule without words": ("_seam", lambda told: {**told, "forbidden": _without_actual(told["forbidden"])}),
    "the parts are not the cost": ("_seam", lambda told: {**told, "parts": {"distance": -1}}),
    "an insertion without a reason": ("_reasons", lambda reasons: []),
    "a reason without words": ("_reasons", lambda reasons: [*reasons, "because"]),
    "a forbidden seam was free": (
        "_against",
        lambda against: against or [Forbidden("too-short", "9 words", "1 words")],
    ),
    "a free seam was forbidden": ("_against", lambda against: []),
    "without this place": ("instead", lambda score: score and score._replace(cost=score.cost + 1)),
    "finish puts it elsewhere": (
        "placed",
        lambda plan: replace(plan, insertions=tuple(map(_further, plan.insertions))),
    ),
}


def _without_actual(forbidden: dict[str, str] | None) -> dict[str, str] | None:
    return forbidden and {**forbidden, "actual": ""}


def _further(one: Placed) -> Placed:
    return replace(one, offset=one.offset + 1)


@pytest.mark.parametrize("said", BREAKS)
def test_an_explanation_that_is_wrong(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, wrong = BREAKS[said]
    asked = getattr(explaining, name)
    monkeypatch.setattr(explaining, name, lambda *given: wrong(asked(*given)))
    assert said in complaint(judge, CASES)
