"""Space: a slot keeps free what its smallest ad takes, label included, so that nothing jumps when the ad comes."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading
from adlayout.checker.style import WIDTHS
from adlayout.rulefile import Slot

# px of the label's line; the ad stands below it.
_LABEL = 24


def space(reading: Reading) -> Iterator[Finding]:
    """On each profile that a slot has sizes for, it keeps the height of the smallest and the label's line free."""
    for one in reading.standings:
        sizes = dict(one.rule.sizes) if isinstance(one.rule, Slot) else {}
        for profile, width in WIDTHS.items():
            if not (heights := [size[1] for size in sizes.get(profile, ())]):
                continue
            least, kept = min(heights) + _LABEL, reading.style.height(one.insertion.element, width)
            if kept < least:
                actual = f"{kept:g}px" if kept else "nothing"
                parts = f"{min(heights)} for the smallest size, {_LABEL} for the label"
                message = f"{least}px are to be kept free on {profile} ({parts}); it keeps {actual}"
                yield reading.found("no-space", one.insertion, message)
