"""Density: the share of the text's height that ads take, on each profile."""

from collections.abc import Iterator

from adlayout.article import PROFILES
from adlayout.checker.finding import Finding
from adlayout.checker.standing import LABEL_LINE, Reading, Standing
from adlayout.checker.style import WIDTHS

# Px above and below a slot, 12 each.
_MARGINS = 24
_OUTSIDE = ("top", "end", "sidebar")


def density(reading: Reading) -> Iterator[Finding]:
    """A ≤ d · (C + A): A the ads between the first block and the last, the page's own too; C all other blocks."""
    counted = [one for one in reading.in_flow if one.is_ad and one.rule.at.kind not in _OUTSIDE]
    if not counted:
        return
    limits = dict(reading.rules.limits.density)
    for number, profile in enumerate(PROFILES):
        own = sum(block.heights[number] for block in reading.article.blocks if block.kind == "ad")
        content = sum(block.heights[number] for block in reading.article.blocks) - own
        ads = own + sum(_height(reading, one, profile) for one in counted)
        most = limits.get(profile, 100)
        if ads * 100 > most * (content + ads):
            share = f"{100 * ads / (content + ads):.1f}%: {ads}px of ads in {content + ads}px"
            message = f"[limits] density: at most {most}% on {profile}; there are {share}"
            yield reading.found("density", counted[-1].insertion, message)


def _height(reading: Reading, one: Standing, profile: str) -> int:
    """What the slot keeps free, as its own style says, else for the least of its sizes; margins included. Where it is
    hidden for want of a size it takes nothing.
    """
    if one.is_absent(profile) and reading.style.of(one.insertion.element, WIDTHS[profile]).get("display") == "none":
        return 0
    kept = reading.style.height(one.insertion.element, WIDTHS[profile])
    return (round(kept) or LABEL_LINE + one.least(profile)) + _MARGINS
