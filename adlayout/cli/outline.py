"""``explain`` for people: the article from top to bottom, what stands between its blocks, and why."""

from collections.abc import Iterator
from typing import Any

from adlayout.cli.words import Words, table

Json = dict[str, Any]


def outline(words: Words, found: Json) -> str:
    """The JSON of DESIGN section 9 as a page of text."""
    return "\n".join(_lines(words, found)) + "\n"


def _lines(words: Words, found: Json) -> Iterator[str]:
    why = f": {words.reason(found['reason'])}" if found["reason"] else ""
    yield f"{found['page']}: {words.say(found['status'])}{why}"
    for warning in found["warnings"]:
        yield words.say("warning", text=warning)
    if "article" in found:
        yield from _article(words, found["article"])
    if found.get("seams"):
        yield from ["", words.say("legend"), *_flow(words, found)]
    if "plan" in found:
        yield from _beside(words, found["plan"])
    for name, box in found.get("related", {}).items():
        yield from _candidates(words, name, box)
        yield from _speaks(words, box["speaks"], found["article"]["blocks"])


def _article(words: Words, article: Json) -> Iterator[str]:
    yield words.say("article", selector=article["selector"], words=article["words"], blocks=len(article["blocks"]))


def _flow(words: Words, found: Json) -> Iterator[str]:
    """Seam, block, seam, block … The end's second seam is shown only where something stands on it."""
    blocks, groups = found["article"]["blocks"], found["article"].get("groups", [])
    here = {one["seam"]: one for one in found["plan"]["insertions"] if one["seam"] is not None}
    last = len(found["seams"]) - 1
    for number, seam in enumerate(found["seams"]):
        if number in here:
            yield from _placed(words, here[number])
        elif number < last:
            yield _free(words, seam)
        if seam["before"] is not None:
            yield _block(words, seam["before"], blocks[seam["before"]], groups)


def _block(words: Words, index: int, block: Json, groups: list[Json]) -> str:
    ties = [group for group in groups if group["first"] <= index <= group["last"]]
    bar = "│" if ties else " "
    tie = f"  ({', '.join(sorted({group['tie'] for group in ties}))})" if ties else ""
    length = words.say("words", count=block["words"])
    heights = " / ".join(f"{px}px {profile}" for profile, px in block["height"].items())
    return f"{bar} {block['kind']:<15}{length:>12}  {heights}{tie}"


def _placed(words: Words, one: Json) -> Iterator[str]:
    yield f">>>> {_called(words, one)}, {words.say('cost', cost=one['cost'])}{_sum(words, one)}"
    if good := [words.say(why) for why in one["reasons"] if why not in one["parts"]]:
        yield f"         {', '.join(good)}"
    if one.get("instead") is not None:
        phrase = "instead-lost" if one.get("instead_lost") else "instead"
        yield f"         {words.say(phrase, cost=one['instead'], lost=one.get('instead_lost'))}"


def _called(words: Words, one: Json) -> str:
    return f"{one['name']}: {words.say(one['kind'])}, {words.say('wanted', at=one['at'])}"


def _free(words: Words, seam: Json) -> str:
    if against := seam["forbidden"]:
        why = f"    x {words.reason(against['rule'])}"
        if _is_measured(against):
            return f"{why}: {_needs(words, against)}"
        tie = against["actual"].partition("inside a group: ")[2]
        return f"{why}: {tie}" if tie else why
    return f"    · {words.say('free', cost=seam['cost'])}{_sum(words, seam)}"


def _sum(words: Words, priced: Json) -> str:
    """The parts of a cost, where there are any."""
    parts = " + ".join(f"{cost} {words.say(name)}" for name, cost in priced["parts"].items())
    return f" ({parts})" if parts else ""


def _left_out(words: Words, one: Json) -> str:
    times = f" ×{one['copies']}" if one.get("copies", 1) > 1 else ""
    why = f"    {one['name']}{times}: {words.reason(one.get('limit') or one['reason'])}"
    against = one.get("forbidden") or {}
    if one["reason"] == "condition":
        return f"{why}: {words.say('excludes' if against['rule'].startswith('not-') else 'asks', **against)}"
    return f"{why}: {_needs(words, against)}" if _is_measured(against) or one["reason"] == "no-match" else why


def _is_measured(against: Json) -> bool:
    """What a rule of the structure asks is said by its name already; a length has two values to tell."""
    return bool(against.get("required", "")[:1].isdigit())


def _needs(words: Words, against: Json) -> str:
    required, actual = (_length(words, against[name]) for name in ("required", "actual"))
    return words.say("needs", required=required, actual=actual)


def _length(words: Words, text: str) -> str:
    """A length in the reader's language; other values as they are."""
    amount, _, unit = text.partition(" ")
    return words.say(f"unit-{unit}", amount=amount) if f"unit-{unit}" in table() else text


_SHOWN = 12
"""Candidates of a box that people are shown; programs get all."""


def _candidates(words: Words, name: str, box: Json) -> Iterator[str]:
    """What a box takes, and the near misses with the reason."""
    if not box["candidates"]:
        return
    yield from ["", words.say("candidates", name=name)]
    for one in box["candidates"][:_SHOWN]:
        mark = ">" if one["taken"] else " "
        yield f"  {mark} {one['title'][:80]}  {one['url'][:80]}"
        if one["parts"] is not None:
            parts = ", ".join(f"{words.say('part-' + part)} {value:g}" for part, value in one["parts"].items())
            yield f"      {words.say('relevance', relevance=one['relevance'], score=round(one['score'], 3))} ({parts})"
        if one["why"]:
            yield f"      {words.reason(one['why'])}"


_MOST_SPEAK = 3
"""So many blocks that speak of a box's article are named."""


def _speaks(words: Words, shares: list[float], blocks: list[Json]) -> Iterator[str]:
    """Where the text speaks of the article that a box links first, which its place is priced by."""
    most = sorted((-share, number) for number, share in enumerate(shares) if share)[:_MOST_SPEAK]
    named = [
        words.say("speaks-in", number=number + 1, kind=blocks[number]["kind"], share=round(-100 * share))
        for share, number in most
    ]
    if named:
        yield f"  {words.say('speaks', blocks=', '.join(named))}"


def _beside(words: Words, plan: Json) -> Iterator[str]:
    """What does not stand in the flow: places outside of it, what was left out, and the plan's sum."""
    outside = [one for one in plan["insertions"] if one["seam"] is None]
    if outside:
        yield from ["", words.say("outside")]
        for one in outside:
            yield from _placed(words, one)
    if plan["left_out"]:
        yield from ["", words.say("left-out")]
        yield from (_left_out(words, one) for one in plan["left_out"])
    if not plan["insertions"]:
        return
    second = plan.get("runner_up")
    yield ""
    yield words.say("plan", cost=plan["cost"]) + (
        f"; {words.say('runner-up', cost=second)}" if second is not None else ""
    )
