"""Density: the share of the text's height that ads take, on each profile."""

import re
from collections.abc import Iterator

from adlayout.article import PROFILES
from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading, Standing
from adlayout.rulefile import Slot

# What a slot takes beside the ad itself: its label's line (24 px), and margins of 12 px above and below.
_LABEL, _MARGINS = 24, 24
# Viewports of the two profiles; the height that a slot keeps free may depend on them.
_WIDTHS = {"mobile": 390, "desktop": 1280}
_VARIABLE = {
    "mobile": re.compile(r"--adlayout-m:\s*(\d+)px"),
    "desktop": re.compile(r"--adlayout-d:\s*(\d+)px"),
}
_FIXED = re.compile(r"min-height:\s*(\d+)px")
_CLAMP = re.compile(r"min-height:\s*clamp\((\d+)px,\s*\((.+?) - (.+?)\)\*99999,\s*(\d+)px\)")
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
        ads = own + sum(_height(one, profile) for one in counted)
        most = limits.get(profile, 100)
        if ads * 100 > most * (content + ads):
            share = f"{100 * ads / (content + ads):.1f}%: {ads}px of ads in {content + ads}px"
            message = f"[limits] density: at most {most}% on {profile}; there are {share}"
            yield reading.found("density", counted[-1].insertion, message)


def _height(one: Standing, profile: str) -> int:
    """What the slot keeps free, as its own style says, else for the least of its sizes; margins included."""
    said = _reserved(one.insertion.element.get("style"), profile)
    return (_least(one, profile) if said is None else said) + _MARGINS


def _least(one: Standing, profile: str) -> int:
    sizes = dict(one.rule.sizes).get(profile, ()) if isinstance(one.rule, Slot) else ()
    return _LABEL + min((height for _, height in sizes), default=0)


def _reserved(style: str, profile: str) -> int | None:
    if found := _VARIABLE[profile].search(style) or _FIXED.search(style):
        return int(found[1])
    if not (found := _CLAMP.search(style)):
        return None
    low, one, other, high = found.groups()
    return int(high) if _px(one, profile) > _px(other, profile) else int(low)


def _px(length: str, profile: str) -> float:
    """``100vw`` on a profile, or a plain number of px."""
    return _WIDTHS[profile] if length == "100vw" else float(length.removesuffix("px"))
