"""A problem as JSON, with nothing of ours left in it: docs/problem.md says what the numbers mean,
docs/problem.schema.json which shape they have.
"""

from dataclasses import asdict
from typing import Any

from adlayout.planner.model import Problem

Json = dict[str, Any]


def to_json(problem: Problem) -> Json:
    """Plain dicts, lists, numbers and strings. JSON's keys are strings, so ``seams`` is a list of pairs."""
    found = asdict(problem)
    for item in found["items"]:
        for rung in item["rungs"]:
            rung["seams"] = [[seam, cost] for seam, cost in sorted(rung["seams"].items())]
    return found
