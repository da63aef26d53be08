"""Why here, why not there: a page's plan as DESIGN's JSON, and as an outline for people."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from adlayout.article import PROFILES, Block
from adlayout.errors import PassThrough
from adlayout.pipeline import Placements, RelatedIndex, Understood, in_order, placed, understood, warnings
from adlayout.planner.alternatives import binding, instead, runner_up
from adlayout.planner.export import to_json
from adlayout.planner.model import Choice
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Slot
from adlayout.seams import forbid
from adlayout.seams.seam import Forbidden, Seam

if TYPE_CHECKING:
    from adlayout.related.choose import Chosen, Considered


def explain(
    page: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None, related: RelatedIndex = None
) -> dict[str, Any]:
    """What ``adlayout explain --format json`` prints; offsets are bytes of the stripped page."""
    try:
        known = understood(page, rules, url, encoding, related)
    except PassThrough as reason:
        return {
            "page": url or "",
            "status": "passed",
            "reason": reason.reason,
            "warnings": [reason.detail] if reason.detail else [],
            "plan": no_plan(),
        }
    return explained(known, url)


def explained(known: Understood, url: str | None = None, *, rivals: bool = True) -> dict[str, Any]:
    """The same of a page that is understood already. The ``rivals`` of the plan take a search each."""
    plan = placed(known)
    status = "finished" if plan.insertions else "passed"
    return {
        "page": url or "",
        "status": status,
        "reason": None if plan.insertions else known.article.reason or "nothing-fits",
        "warnings": list(warnings(known)),
        "article": _article(known),
        "seams": [_seam(known, number, seam) for number, seam in enumerate(known.layout.seams)],
        "problem": to_json(known.layout.problem),
        "plan": plan_of(known, plan, rivals=rivals),
        "related": {name: _chosen(chosen, known.speak.get(name, ())) for name, chosen in known.chosen.items()},
    }


def no_plan() -> dict[str, Any]:
    """What stands for the plan of a page that was passed through before there was one."""
    return {"cost": 0, "runner_up": None, "insertions": [], "left_out": []}


def plan_of(known: Understood, plan: Placements, *, rivals: bool, limits: bool = True) -> dict[str, Any]:
    """The plan with its ``rivals``: what the second best costs, and the best without each place; and with the
    ``limits`` that keep things out. Both take searches.
    """
    problem, chosen = known.layout.problem, known.plan
    second = runner_up(problem, chosen) if rivals else None
    more = []
    for index, choice in in_order(known):
        rung = problem.items[index].rungs[choice.rung]
        without = instead(problem, chosen, index) if rivals else None
        lost = without and without.value_out - chosen.score.value_out
        size = {"size": rung.size, "height": dict(zip(PROFILES, rung.heights, strict=True))}
        parts = known.layout.parts(index, choice)
        why = {"parts": parts, "reasons": _reasons(known, index, choice, parts)}
        more.append({**size, **why, "instead": without and without.cost, "instead_lost": lost})
    left = [index for index, choice in enumerate(chosen.choices) if choice is None]
    against = [binding(problem, chosen, index) if limits else None for index in left]
    against += [None] * len(known.layout.beyond)
    return {
        "cost": plan.cost,
        "runner_up": second and second.cost,
        "insertions": [{**asdict(one), **rest} for one, rest in zip(plan.insertions, more, strict=True)],
        "left_out": [{**asdict(one), "limit": limit} for one, limit in zip(plan.left_out, against, strict=True)],
    }


def _reasons(known: Understood, index: int, choice: Choice, parts: dict[str, int]) -> list[str]:
    """Why it stands there, as fixed words: what is good about the place, then what it costs."""
    if choice.seam >= len(known.layout.seams):
        return ["only-place"]
    below = known.layout.seams[choice.seam].below
    good = {
        "before-subheading": below is not None and "no-subheading" not in parts,
        "end-of-text": below is None,
        "as-wished": "distance" not in parts,
        "text-speaks": known.layout.wishes[index].silence.get(choice.seam) == 0,
    }
    return [*(word for word, holds in good.items() if holds), *parts]


def _chosen(chosen: "Chosen", speak: tuple[int, ...]) -> dict[str, Any]:
    """A box's candidates, those first that are taken; relevance is from 0 to 1, parts are the score's factors.

    ``speaks``: per block, how much it speaks of the first article, 1 for the block that does most; empty where the
    index did not choose it, or the box has no choice of its place.
    """
    return {
        "reason": chosen.reason or None,
        "candidates": [_considered(one) for one in chosen.considered],
        "speaks": [share / 1000 for share in speak],
    }


def _considered(one: "Considered") -> dict[str, Any]:
    known = one.candidate
    return {
        "title": one.link.title,
        "url": one.link.url,
        "source": one.source,
        "taken": not one.why,
        "why": one.why or None,
        "relevance": None if known is None else known.relevance / 1000,
        "score": None if known is None else known.score / 1_000_000,
        "parts": None if known is None else {name: value / 1000 for name, value in known.parts},
    }


def _article(known: Understood) -> dict[str, Any]:
    article = known.article
    lead = article.lead
    return {
        "selector": article.selector,
        "words": sum(block.words for block in article.blocks),
        "lead": None if lead is None else {"start": lead.start, "end": lead.end},
        "blocks": [_block(known, block) for block in article.blocks],
        "groups": [asdict(group) for group in article.groups],
    }


def _block(known: Understood, block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "start": block.start,
        "end": block.end,
        "words": block.words,
        "height": dict(zip(PROFILES, block.heights, strict=True)),
    }


def _seam(known: Understood, number: int, seam: Seam) -> dict[str, Any]:
    """A seam as an ad of the middle of the text sees it."""
    against = _against(known, seam)
    parts = known.layout.prices[number]
    return {
        "offset": seam.offset,
        "after": seam.above,
        "before": seam.below,
        "cost": None if against else sum(parts.values()),
        "parts": parts,
        "forbidden": asdict(against[0]) if against else None,
    }


def _against(known: Understood, seam: Seam) -> list[Forbidden]:
    rules = known.rules
    total = known.layout.seams[-1].position
    return [
        *forbid.structure(known.article, seam),
        *forbid.for_ads(known.article, seam),
        *forbid.near_own_ads(forbid.own_ads(known.article), rules.limits, seam, known.layout.seams),
        *(forbid.for_mid_body(rules.limits, seam, total) if any(_is_mid_body(slot) for slot in rules.slots) else ()),
    ]


def _is_mid_body(slot: Slot) -> bool:
    return slot.at.kind == "mid-body"
