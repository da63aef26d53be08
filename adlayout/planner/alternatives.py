"""What the best plan would be if it were not this one: asked by those who explain, and exact like the plan itself."""

from dataclasses import replace

from adlayout.planner.case import Wanted
from adlayout.planner.model import Plan, Problem, Score
from adlayout.planner.search import least, plan


def runner_up(problem: Problem, chosen: Plan) -> Score | None:
    """The least score among the plans that differ from the chosen one; None if there is no other.

    A plan that differs does so at some item, so the least over all items is the answer (Lawler 1972).
    """
    found = [least(problem, _otherwise(chosen, index)) for index in range(len(problem.items))]
    return min((one.score for one in found if one is not None), default=None)


def _otherwise(chosen: Plan, index: int) -> Wanted:
    choice = chosen.choices[index]
    if choice is None:
        return Wanted(inside=frozenset({index}))
    return Wanted(barred=frozenset({(index, choice.seam, choice.rung)}))


def instead(problem: Problem, chosen: Plan, index: int) -> Score | None:
    """The least score among plans in which a placed item stands elsewhere or is out."""
    choice = chosen.choices[index]
    if choice is None:
        return None
    rungs = range(len(problem.items[index].rungs))
    found = least(problem, Wanted(barred=frozenset((index, choice.seam, rung) for rung in rungs)))
    return None if found is None else found.score


def binding(problem: Problem, chosen: Plan, index: int) -> str | None:
    """Which limit keeps an item out: "count", "density" or "gap", the first that lets it in when lifted alone.

    None where no single one does, or the item has no seam at all.
    """
    if chosen.choices[index] is not None or not any(rung.seams for rung in problem.items[index].rungs):
        return None
    lifted = {
        "count": replace(problem, most={}),
        "density": replace(problem, profiles=tuple(replace(one, limit=(1, 1)) for one in problem.profiles)),
        "gap": replace(problem, gaps=()),
    }
    return next((name for name, one in lifted.items() if plan(one).choices[index] is not None), None)
