"""Space: a slot keeps free what its smallest ad takes, label included, so that nothing jumps when the ad comes."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import LABEL_LINE, Reading
from adlayout.checker.style import WIDTHS


def space(reading: Reading) -> Iterator[Finding]:
    """On each profile that a slot has sizes for, it keeps the height of the smallest and the label's line free."""
    for one in reading.standings:
        for profile, width in WIDTHS.items():
            if not (smallest := one.least(profile)):
                continue
            least, kept = smallest + LABEL_LINE, reading.style.height(one.insertion.element, width)
            if kept < least:
                actual = f"{kept:g}px" if kept else "nothing"
                parts = f"{smallest} for the smallest size, {LABEL_LINE} for the label"
                message = f"{least}px are to be kept free on {profile} ({parts}); it keeps {actual}"
                yield reading.found("no-space", one.insertion, message)
