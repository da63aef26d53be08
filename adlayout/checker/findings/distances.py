"""Distances: gaps between insertions, to the page's own ads, and to both ends of the text."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.findings.neighbours import ends_text
from adlayout.checker.standing import UNITS, Reading, Standing, difference, measured
from adlayout.rulefile import Length


def gaps(reading: Reading) -> Iterator[Finding]:
    """Every two insertions of the flow keep the gap of their kinds, in each unit."""
    last: dict[bool, Standing] = {}
    for one in reading.in_flow:
        for above in last.values():
            if ends_text(reading, above, one):
                continue
            key, wanted = _gap(reading, above, one)
            if short := _short(wanted, difference(above.position, one.position)):
                yield reading.found("gap", one.insertion, f"[limits] {key}: {short}, below {above.insertion.name}")
        last[one.is_ad] = one


def _gap(reading: Reading, above: Standing, below: Standing) -> tuple[str, tuple[Length, ...]]:
    limits = reading.rules.limits
    if above.is_ad != below.is_ad:
        return "gap-between", limits.gap_between
    return ("gap", limits.gap) if below.is_ad else ("gap-related", limits.gap_related)


def own_ads(reading: Reading) -> Iterator[Finding]:
    """An ad keeps ``gap-own`` to each ad that the page brings along, measured from its nearer edge."""
    wanted = reading.rules.limits.gap_own
    owns = [number for number, block in enumerate(reading.article.blocks) if block.kind == "ad"]
    for one in reading.in_flow if wanted else ():
        if not one.is_ad or one.lifts("beside-ad"):
            continue
        for own in owns:
            low, high = sorted((one.position, reading.sums[own if one.above <= own else own + 1]))
            if short := _short(wanted, difference(low, high)):
                yield reading.found("beside-ad", one.insertion, f"[limits] gap-own: {short}, to an ad of the page")
                break


def ends(reading: Reading) -> Iterator[Finding]:
    """``first``, ``last`` and ``least`` bind ads of the middle of the text."""
    limits, total = reading.rules.limits, reading.sums[-1]
    for one in reading.in_flow:
        if not one.is_ad or one.rule.at.kind != "mid-body":
            continue
        for rule, key, wanted, amounts in (
            ("before-first", "first", limits.first, one.position),
            ("after-last", "last", limits.last, difference(one.position, total)),
            ("too-short", "least", limits.least, total),
        ):
            if (short := _short(wanted, amounts)) and not one.lifts(rule):
                yield reading.found(rule, one.insertion, f"[limits] {key}: {short}")


def _short(wanted: tuple[Length, ...], amounts: tuple[int, ...]) -> str:
    """Required and actual of the first length that is not kept; empty if all are."""
    assert len(amounts) == len(UNITS)
    for length in wanted:
        actual = measured(length, amounts)
        if actual.amount < length.amount:
            return f"at least {length}; there are {actual}"
    return ""
