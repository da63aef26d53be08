"""What other rules change on a site: the sums before and after, how many pages change how, and examples."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from adlayout.builder.comparing import Compared
from adlayout.overview.sums import Sums

KINDS = ("fails", "gains", "loses", "swaps", "moves", "looks-other")
"""How a page can change, and in which order it is told."""
MOST_EXAMPLES = 100
"""Of each kind so many pages are kept, those first that change most."""


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """A page that changes. ``size``: how many insertions come or go, then the change of density on phones."""

    size: tuple[int, int]
    page: str
    change: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    insertions: tuple[int, int]
    density: tuple[tuple[int, ...], tuple[int, ...]]
    reason: str

    def line(self) -> dict[str, Any]:
        """The example as JSON."""
        before, after = ([one / 1000 for one in density] for density in self.density)
        return {
            "page": self.page, "change": self.change, "gained": list(self.gained), "lost": list(self.lost),
            "insertions": list(self.insertions), "density": {"before": before, "after": after},
            "reason": self.reason or None,
        }  # fmt: skip


@dataclass(slots=True)
class Changes:
    """Little memory, however many pages. ``gained`` and ``lost`` count pages by the insertion's name."""

    before: Sums = field(default_factory=Sums)
    after: Sums = field(default_factory=Sums)
    kinds: "Counter[str]" = field(default_factory=Counter)
    gained: "Counter[str]" = field(default_factory=Counter)
    lost: "Counter[str]" = field(default_factory=Counter)
    heaps: dict[str, list[Example]] = field(default_factory=dict)

    def add(self, one: Compared) -> None:
        """Counts one page."""
        self.before.add(one.before)
        self.after.add(one.after)
        self.kinds[one.change] += 1
        self.gained.update(dict.fromkeys(one.gained).keys())
        self.lost.update(dict.fromkeys(one.lost).keys())
        if one.change != "same":
            _keep(self.heaps.setdefault(one.change, []), example(one))

    @property
    def changed(self) -> int:
        """How many pages change."""
        return self.kinds.total() - self.kinds["same"]

    def examples(self, kind: str) -> list[Example]:
        """Those that change most first."""
        return sorted(self.heaps.get(kind, ()), key=lambda one: (-one.size[0], -one.size[1], one.page))

    def line(self) -> dict[str, Any]:
        """All of it as JSON."""
        return {
            "pages": self.kinds.total(),
            "changes": {kind: self.kinds[kind] for kind in (*KINDS, "same")},
            "before": self.before.line(),
            "after": self.after.line(),
            "gained": dict(sorted(self.gained.items())),
            "lost": dict(sorted(self.lost.items())),
            "examples": [one.line() for kind in KINDS for one in self.examples(kind)],
        }


def example(one: Compared) -> Example:
    """What is kept of a page that changes."""
    before, after = (side.figures.density if side.figures else () for side in (one.before, one.after))
    apart = abs((after[0] if after else 0) - (before[0] if before else 0))
    return Example(
        (len(one.gained) + len(one.lost), apart), one.page, one.change, one.gained, one.lost,
        (len(one.before.insertions), len(one.after.insertions)), (before, after), _reason(one),
    )  # fmt: skip


def _reason(one: Compared) -> str:
    """Why a page fails or holds nothing by the second rules."""
    return one.after.reason or one.before.reason or ""


def _keep(heap: list[Example], value: Example) -> None:
    if len(heap) < MOST_EXAMPLES:
        heapq.heappush(heap, value)
    elif value > heap[0]:
        heapq.heapreplace(heap, value)
