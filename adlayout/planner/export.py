"""A problem as JSON, with nothing of ours left in it: docs/problem.md says what the numbers mean,
docs/problem.schema.json which shape they have.
"""

from dataclasses import asdict
from typing import Any

from adlayout.planner.model import Evenness, Gap, Item, Problem, Profile, Rung

Json = dict[str, Any]


def to_json(problem: Problem) -> Json:
    """Plain dicts, lists, numbers and strings. JSON's keys are strings, so ``seams`` is a list of pairs."""
    found = asdict(problem)
    for item in found["items"]:
        for rung in item["rungs"]:
            rung["seams"] = [[seam, cost] for seam, cost in sorted(rung["seams"].items())]
    return found


def from_json(given: Json) -> Problem:
    """The other way round."""
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


def _item(given: Json) -> Item:
    rungs = tuple(Rung(one["size"], one["cost"], tuple(one["heights"]), dict(one["seams"])) for one in given["rungs"])
    return Item(**{**given, "rungs": rungs})
