"""Numbers that a page states of its pictures and players. None is believed that no screen could show: pages hold
anything, and numbers are counted on with.
"""

import re

from adlayout.source import Element

MOST = 1_000_000
"""Px; what states more states nothing."""
_PX = re.compile(r"\s*([0-9]{1,6})(?:px)?\s*")


def px(text: str) -> int | None:
    """Whole px, with or without unit; None for anything else."""
    found = _PX.fullmatch(text)
    return int(found[1]) if found else None


def view_box(element: Element) -> tuple[float, float] | None:
    """Width and height of a drawing's ``viewBox``, in its own units; None if it has none that can be drawn."""
    try:
        numbers = [float(number) for number in element.get("viewbox").replace(",", " ").split()]
    except ValueError:
        return None
    if len(numbers) != 4 or not all(1 / MOST < number < MOST for number in numbers[2:]):
        return None
    return numbers[2], numbers[3]
