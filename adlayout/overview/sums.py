"""The sums of a site, page by page, in little memory: counts, histograms, and the few pages that stand out."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from adlayout.builder.model import NO_ARTICLE, Outcome
from adlayout.builder.ranking import Why, weight, why_of

MOST_LOOKS = 400
"""So many pages are listed by name, those first that most deserve a look."""
MOST_SLOW = 20
MOST_FOLDERS = 200
"""Further folders are counted together."""
DENSITY_STEP = 25
"""Width of a density histogram's bar, in thousandths."""
GAP_STEP, GAP_MOST = 50, 2000
"""Width of a bar of the gaps' histogram, in words; all above counts as the last bar."""
LENGTHS = (0, 200, 400, 600, 800, 1000, 1500, 2000, 3000)
"""Words from which on an article is in the next class."""
OTHER = "…"
PROFILES = ("mobile", "desktop")


@dataclass(slots=True)
class Mean:
    """A mean, exact in integers."""

    total: int = 0
    number: int = 0

    def add(self, value: int) -> None:
        """One more value."""
        self.total += value
        self.number += 1

    @property
    def value(self) -> float | None:
        """None of nothing."""
        return self.total / self.number if self.number else None


@dataclass(slots=True)
class Standing:
    """One slot or box: on how many pages it stands, and how often in all."""

    pages: int = 0
    copies: int = 0


@dataclass(slots=True)
class Folder:
    """The pages below one folder of the site."""

    pages: int = 0
    articles: int = 0
    ads: int = 0
    boxes: int = 0
    density: list[Mean] = field(default_factory=lambda: [Mean(), Mean()])


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """A page that stands out, for a list."""

    weight: int
    page: str
    status: str
    reason: str
    why: Why
    words: int
    ads: int
    boxes: int
    density: tuple[int, ...]
    seconds: float


@dataclass(slots=True)
class Sums:
    """What a site adds up to. Densities are in thousandths per profile (phone, desktop), gaps in words.

    An article is a page whose text was understood; ``lengths`` counts articles by class of length and ads.
    """

    pages: int = 0
    articles: int = 0
    all_ads: int = 0
    boxes: int = 0
    stand_out: int = 0
    ads: "Counter[int]" = field(default_factory=Counter)
    status: "Counter[str]" = field(default_factory=Counter)
    reasons: "Counter[str]" = field(default_factory=Counter)
    standing: dict[tuple[str, str], Standing] = field(default_factory=dict)
    out: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    density: "list[Counter[int]]" = field(default_factory=lambda: [Counter(), Counter()])
    mean_density: list[Mean] = field(default_factory=lambda: [Mean(), Mean()])
    limits: "list[Counter[int]]" = field(default_factory=lambda: [Counter(), Counter()])
    gaps: "Counter[int]" = field(default_factory=Counter)
    mean_gap: Mean = field(default_factory=Mean)
    uneven: Mean = field(default_factory=Mean)
    lengths: "Counter[tuple[int, int]]" = field(default_factory=Counter)
    folders: dict[str, Folder] = field(default_factory=dict)
    looks: list[Seen] = field(default_factory=list)
    why: "Counter[str]" = field(default_factory=Counter)
    slow: list[tuple[float, str]] = field(default_factory=list)

    def add(self, one: Outcome) -> None:
        """Counts one page; what is no page counts nothing."""
        if one.status in ("carried", "removed"):
            return
        self.pages += 1
        self.status[one.status] += 1
        if one.status != "failed" and one.reason:
            self.reasons[one.reason] += 1
        self._slots(one)
        self._numbers(one)
        self._stands_out(one)

    def _slots(self, one: Outcome) -> None:
        for (name, kind), copies in Counter(one.insertions).items():
            standing = self.standing.setdefault((kind, name), Standing())
            standing.pages += 1
            standing.copies += copies
            if kind == "box":
                self.boxes += copies
            else:
                self.all_ads += copies
        for pair in dict.fromkeys(pair for pair in one.left_out if pair[1] not in NO_ARTICLE):
            self.out[pair] += 1

    def _numbers(self, one: Outcome) -> None:
        numbers = one.figures
        folder = self._folder(one.page)
        folder.pages += 1
        if numbers is None or not numbers.words:
            return
        ads = sum(kind == "ad" for _, kind in one.insertions)
        self.articles += 1
        self.ads[ads] += 1
        self.lengths[_class(numbers.words), ads] += 1
        folder.articles += 1
        folder.ads += ads
        folder.boxes += len(one.insertions) - ads
        for number, density in enumerate(numbers.density):
            self.density[number][density // DENSITY_STEP] += 1
            self.limits[number][numbers.limit[number]] += 1
            self.mean_density[number].add(density)
            folder.density[number].add(density)
        for gap in numbers.gaps:
            self.gaps[min(gap, GAP_MOST) // GAP_STEP] += 1
            self.mean_gap.add(gap)
        if numbers.uneven is not None:
            self.uneven.add(round(1000 * numbers.uneven))

    def _folder(self, page: str) -> Folder:
        name = PurePosixPath(page).parts[0] if "/" in page else "/"
        if name not in self.folders and len(self.folders) >= MOST_FOLDERS:
            name = OTHER
        return self.folders.setdefault(name, Folder())

    def _stands_out(self, one: Outcome) -> None:
        found = why_of(one)
        self.why.update(word for word, _ in found)
        if one.status != "up-to-date":
            _keep(self.slow, (one.seconds, one.page), MOST_SLOW)
        if found:
            self.stand_out += 1
            _keep(self.looks, seen(one, found), MOST_LOOKS)

    @property
    def mean_ads(self) -> float | None:
        """Ads of an article; None without any."""
        return sum(ads * many for ads, many in self.ads.items()) / self.articles if self.articles else None

    @property
    def mean_uneven(self) -> float | None:
        """How unlike the gaps of an article are, of those with two gaps or more."""
        return None if self.uneven.value is None else self.uneven.value / 1000

    def looked(self) -> list[Seen]:
        """The pages that stand out, those first that most deserve a look."""
        return sorted(self.looks, key=lambda one: (-one.weight, one.page))

    def names(self) -> list[tuple[str, str]]:
        """Kind and name of all slots and boxes: of those that stand nowhere the kind is ""."""
        known = {name for _, name in self.standing}
        return [*sorted(self.standing), *sorted({("", name) for name, _ in self.out if name not in known})]

    def line(self) -> dict[str, Any]:
        """The sums as JSON."""
        placed = {
            name: {"kind": kind, "pages": s.pages, "count": s.copies} for (kind, name), s in self.standing.items()
        }
        left = [{"name": name, "reason": why, "pages": many} for (name, why), many in sorted(self.out.items())]
        return {
            "pages": self.pages, "articles": self.articles, "status": dict(sorted(self.status.items())),
            "reasons": dict(sorted(self.reasons.items())), "slots": placed, "left_out": left,
            "ads_per_article": {str(ads): many for ads, many in sorted(self.ads.items())},
            "density": {
                name: {"mean": _thousandth(mean.value), "articles": _bars(counted, DENSITY_STEP)}
                for name, mean, counted in zip(PROFILES, self.mean_density, self.density, strict=True)
            },
            "gaps": {"mean": _rounded(self.mean_gap.value), "words": _bars(self.gaps, GAP_STEP)},
            "uneven": _thousandth(self.uneven.value), "ads": self.all_ads, "boxes": self.boxes,
        }  # fmt: skip


def seen(one: Outcome, found: Why) -> Seen:
    """A page as the lists show it."""
    ads = sum(kind == "ad" for _, kind in one.insertions)
    numbers = one.figures
    return Seen(
        weight(found), one.page, one.status, one.reason or "", found, numbers.words if numbers else 0,
        ads, len(one.insertions) - ads, numbers.density if numbers else (), one.seconds,
    )  # fmt: skip


def _keep(heap: list[Any], value: Any, most: int) -> None:
    """Keeps the largest."""
    if len(heap) < most:
        heapq.heappush(heap, value)
    elif value > heap[0]:
        heapq.heapreplace(heap, value)


def _class(words: int) -> int:
    return max(number for number, least in enumerate(LENGTHS) if words >= least)


def _bars(counted: "Counter[int]", step: int) -> dict[str, int]:
    return {str(bar * step): many for bar, many in sorted(counted.items())}


def _thousandth(value: float | None) -> float | None:
    return None if value is None else round(value / 1000, 4)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
