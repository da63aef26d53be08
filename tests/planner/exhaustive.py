"""All plans of a small problem, one after the other: written from docs/problem.md, reading only the JSON."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

Json = dict[str, Any]
Chosen = tuple[tuple[int, int] | None, ...]  # per item (seam, rung), or None for out


def all_plans(problem: Json) -> Iterator[tuple[tuple[int, int, int], tuple[Any, ...], Chosen]]:
    """Score, tie-breaker and choices of each plan that keeps the hard rules."""
    options = [
        [None, *((seam, number) for number, rung in enumerate(item["rungs"]) for seam, _ in rung["seams"])]
        for item in problem["items"]
    ]
    for chosen in product(*options):
        if keeps_rules(problem, chosen):
            yield score(problem, chosen), tie(chosen), chosen


def tie(chosen: Chosen) -> tuple[Any, ...]:
    return tuple((1, 0, 0) if choice is None else (0, *choice) for choice in chosen)


def keeps_rules(problem: Json, chosen: Chosen) -> bool:
    items = problem["items"]
    placed = [(item, choice) for item, choice in zip(items, chosen, strict=True) if choice is not None]
    seams = [choice[0] for _, choice in placed]
    if len(set(seams)) < len(seams):
        return False
    for kind, most in problem["most"].items():
        if sum(item["kind"] == kind for item, _ in placed) > most:
            return False
    names = {(item["name"], item["copy"]) for item, _ in placed}
    if any(item["copy"] > 1 and (item["name"], item["copy"] - 1) not in names for item, _ in placed):
        return False
    return _apart(problem, placed) and _dense(problem, placed)


def _apart(problem: Json, placed: list[Any]) -> bool:
    flow = [(item, seam) for item, (seam, _) in placed if item["flow"]]
    end = (len(problem["positions"][0]) - 2, len(problem["positions"][0]) - 1) if problem["end_free"] else None
    for number, (item, seam) in enumerate(flow):
        for other, there in flow[number + 1 :]:
            if item["kind"] == other["kind"] == "ad" and there < seam:
                return False
            (high, low), kinds = sorted((there, seam), reverse=True), (item["kind"], other["kind"])
            above, below = kinds if seam < there else kinds[::-1]
            if (low, high) == end:
                continue
            for gap in problem["gaps"]:
                if (gap["above"], gap["below"]) == (above, below):
                    positions = problem["positions"][problem["units"].index(gap["unit"])]
                    if positions[high] - positions[low] < gap["least"]:
                        return False
    return True


def _dense(problem: Json, placed: list[Any]) -> bool:
    for number, profile in enumerate(problem["profiles"]):
        part, whole = profile["limit"]
        ours = sum(item["rungs"][rung]["heights"][number] for item, (_, rung) in placed)
        ads = profile["ads"] + ours
        if ours and part < whole and ads * whole > part * (profile["content"] + ads):
            return False
    return True


def score(problem: Json, chosen: Chosen) -> tuple[int, int, int]:
    items = problem["items"]
    out = [item for item, choice in zip(items, chosen, strict=True) if choice is None]
    cost = 0
    for item, choice in zip(items, chosen, strict=True):
        if choice is not None:
            seam, rung = choice
            cost += item["rungs"][rung]["cost"] + dict(map(tuple, item["rungs"][rung]["seams"]))[seam]
            cost += _uneven(problem, item, seam, chosen)
    return sum(item["mandatory"] for item in out), sum(item["value"] for item in out if not item["mandatory"]), cost


def _uneven(problem: Json, item: Json, seam: int, chosen: Chosen) -> int:
    even = problem["evenness"]
    if even is None or item["copies"] == 1 or not item["flow"]:
        return 0
    placed = sum(
        choice is not None and one["name"] == item["name"] for one, choice in zip(problem["items"], chosen, strict=True)
    )
    unit = problem["units"].index(even["unit"])
    if not problem["lengths"][unit]:
        return 0
    gaps = Fraction(problem["positions"][unit][seam], problem["lengths"][unit]) * (placed + 1) - item["copy"]
    return floor(even["weight"] * gaps * gaps + Fraction(1, 2))
