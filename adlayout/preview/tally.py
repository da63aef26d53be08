"""The sums of a plan that people ask for: density per profile, gaps, evenness. All of it from what ``explain`` says."""

from itertools import pairwise
from typing import Any

from adlayout.builder.figures import apart, share, unevenness

Json = dict[str, Any]
UNITS = ("words", "mobile", "desktop")


def tally(told: Json) -> Json:
    """``density`` per profile (px and per cent), ``gaps`` between neighbouring insertions of the flow, ``uneven``:
    the gaps' coefficient of variation, counts of insertions by kind, and how many seams are unsure.
    """
    problem, plan = told.get("problem"), told["plan"]
    kinds = [one["kind"] for one in plan["insertions"]]
    counts = {
        "ads": kinds.count("ad"),
        "boxes": kinds.count("box"),
        "out": sum(one["copies"] for one in plan["left_out"]),
    }
    unsure = sum(1 for one in told.get("seams", ()) if (one["forbidden"] or {}).get("rule") == "unsure")
    if problem is None:
        return {**counts, "unsure": 0, "density": {}, "gaps": [], "uneven": None}
    return {
        **counts,
        "unsure": unsure,
        "density": {profile["name"]: _density(profile, plan) for profile in problem["profiles"]},
        "gaps": _gaps(problem, plan),
        "uneven": _uneven(problem, plan),
    }


def _density(profile: Json, plan: Json) -> Json:
    """Px of ads and of the article, and per cent: the most that it can be by the height model's error."""
    ads = profile["ads"] + sum(one["height"][profile["name"]] for one in plan["insertions"])
    return {
        "ads": ads,
        "own": profile["ads"],
        "content": profile["content"],
        "share": round(100 * share(ads, profile["content"]), 1),
        "limit": profile["limit"][0],
    }


def _gaps(problem: Json, plan: Json) -> list[Json]:
    """From each insertion of the flow to the next (their numbers in the plan): the distance per unit, and the least
    that the rules ask there.
    """
    flow = [number for number, one in enumerate(plan["insertions"]) if one["seam"] is not None]
    return [_gap(problem, plan["insertions"], *pair) for pair in pairwise(flow)]


def _gap(problem: Json, insertions: list[Json], first: int, second: int) -> Json:
    above, below = insertions[first], insertions[second]
    row = {unit: problem["positions"][problem["units"].index(unit)] for unit in UNITS}
    asked = {
        gap["unit"]: gap["least"]
        for gap in problem["gaps"]
        if (gap["above"], gap["below"]) == (above["kind"], below["kind"])
    }
    return {
        "above": first,
        "below": second,
        "actual": {unit: at[below["seam"]] - at[above["seam"]] for unit, at in row.items()},
        "asked": {unit: asked[unit] for unit in UNITS if unit in asked},
    }


def _uneven(problem: Json, plan: Json) -> float | None:
    """Standard deviation over mean of the gaps between ads, in words; None for fewer than two gaps."""
    words = problem["positions"][problem["units"].index("words")]
    at = [words[one["seam"]] for one in plan["insertions"] if one["seam"] is not None and one["kind"] == "ad"]
    return unevenness(apart(at))
