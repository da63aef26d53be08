"""What a placement is worth: every metric of it as (sum, number), so that articles add up to a mean.

Heights ``y`` of the ads are px on a phone in the article without insertions, ``H`` is its height, ``W`` its words.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, pstdev

from benchmarks._placers import MEDIA, too_near
from benchmarks._subjects import Placed, Placement, Subject

VIEWPORTS = (844, 900)
"""Px of one screen, phone and desktop."""
DELIVERED = 274
"""Px of an ad of 300x250 with its label."""
TEXT = frozenset(("paragraph", "lead"))
BOXES = frozenset(("list", "table", "code", "info-box", "related", "newsletter", "share", "author"))
SHORT = 50

Sums = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Metric:
    """How a metric is told. ``better``: 1 the more the better, -1 the less, 0 the nearer to ``ideal`` (another one)."""

    title: str
    unit: str
    better: int
    ideal: str = ""

    def text(self, value: float | None) -> str:
        if value is None:
            return "–"
        return {"%": f"{100 * value:.0f} %", "px": f"{value:.0f}", "": f"{value:.2f}", "n": f"{value:.1f}"}[self.unit]


METRICS: dict[str, Metric] = {
    "ads": Metric("ads placed, an article", "", 1),
    "allowed": Metric("placed of what the rules allow", "%", 1),
    "violations": Metric("hard rules broken, an article", "", -1),
    "any": Metric("articles with a broken rule", "%", -1),
    "cv": Metric("gap CV (0 is even)", "", -1),
    "first": Metric("first ad, share of the words", "%", 0, "first ideal"),
    "last": Metric("last ad, share of the words", "%", 0, "last ideal"),
    "target": Metric("distance to the even place, share of the height", "%", -1),
    "heading": Metric("right before a heading", "%", 1),
    "media": Metric("beside a picture or embed", "%", -1),
    "quote": Metric("beside a quote", "%", -1),
    "list": Metric("beside a list, table or box", "%", -1),
    "short": Metric("beside a short paragraph", "%", -1),
    "cost": Metric("soft cost of an ad's place, points", "n", -1),
    "density mobile": Metric("density, phone, A/(C+A)", "%", -1),
    "density desktop": Metric("density, desktop, A/(C+A)", "%", -1),
    "strict mobile": Metric("ads to content, phone, A/C", "%", -1),
    "strict desktop": Metric("ads to content, desktop, A/C", "%", -1),
    "window mobile": Metric("most ads in two screens, phone", "%", -1),
    "window desktop": Metric("most ads in two screens, desktop", "%", -1),
    "appended": Metric("ads that move when a paragraph is appended", "%", -1),
    "reworded": Metric("ads that move when one word changes", "%", -1),
    "shift": Metric("px that shift when the ads load, an article", "px", -1),
}


def measured(subject: Subject, placed: Placement, allowed: int, reserved: int) -> Sums:
    """All metrics of a placement but those of edits. ``allowed``: ads of the best plan; ``reserved``: px kept free."""
    k = len(placed)
    broken = violations(subject, placed)
    found: Sums = {
        "ads": (k, 1),
        "allowed": (k, allowed),
        "violations": (sum(broken.values()), 1),
        "any": (bool(broken), 1),
        "shift": (k * abs(DELIVERED - reserved), 1),
        **spread(subject, placed),
        **_seams(subject, placed),
    }
    for number, profile in enumerate(("mobile", "desktop")):
        content, ads = _heights(subject, placed, number)
        found[f"density {profile}"] = (ads / (content + ads), 1)
        found[f"strict {profile}"] = (ads / content, 1)
        found[f"window {profile}"] = (_fullest(subject, placed, number), 1)
    return found


def violations(subject: Subject, placed: Placement) -> Counter[str]:
    """How often a placement breaks each hard rule; density by the limit itself, without room for the model's error."""
    found = Counter(rule for one in placed for rule in subject.broken[one.seam])
    found["gap"] = len({(low.seam, high.seam) for low, high, _ in too_near(subject, placed)})
    found["count"] = max(0, len(placed) - subject.most)
    for number, profile in enumerate(subject.problem.profiles):
        content, ads = _heights(subject, placed, number)
        part, whole = profile.limit
        found["density"] += bool(placed) and ads * whole > part * (content + ads)
    return +found


def _heights(subject: Subject, placed: Placement, profile: int) -> tuple[int, int]:
    """Px of content and of ads, the page's own included."""
    blocks = subject.article.blocks
    own = sum(block.heights[profile] for block in blocks if block.kind == "ad")
    whole = sum(block.heights[profile] for block in blocks)
    return max(1, whole - own), own + sum(one.heights[profile] for one in placed)


def spread(subject: Subject, placed: Placement) -> Sums:
    """How even the ads stand."""
    if not placed:
        return {}
    k, height, words = len(placed), max(1, subject.length("mobile")), max(1, subject.length("words"))
    ys = [subject.position("mobile", one.seam) for one in placed]
    gaps = [high - low for low, high in pairwise([0, *ys, height])]
    at = [subject.position("words", one.seam) / words for one in placed]
    off = mean(abs(y - number * height / (k + 1)) for number, y in enumerate(ys, 1))
    found: Sums = {
        "first": (at[0], 1),
        "last": (at[-1], 1),
        "first ideal": (1 / (k + 1), 1),
        "last ideal": (k / (k + 1), 1),
        "target": (off / height, 1),
    }
    if k >= 2:
        found["cv"] = (pstdev(gaps) / mean(gaps), 1)
    return found


def _seams(subject: Subject, placed: Placement) -> Sums:
    k = len(placed)

    def share(test: Callable[[Placed], bool]) -> tuple[float, float]:
        return sum(map(test, placed)), k

    def beside(kinds: Iterable[str]) -> tuple[float, float]:
        return share(lambda one: any(block.kind in kinds for block in _beside(subject, one)))

    return {
        "heading": share(lambda one: _below(subject, one) in ("heading", "pseudo-heading")),
        "media": beside(MEDIA),
        "quote": beside({"quote"}),
        "list": beside(BOXES),
        "short": share(lambda one: any(b.kind in TEXT and b.chars < SHORT for b in _beside(subject, one))),
        "cost": (sum(sum(subject.prices[one.seam].values()) for one in placed), k),
    }


def _beside(subject: Subject, one: Placed) -> list:
    seam, blocks = subject.layout.seams[one.seam], subject.article.blocks
    return [blocks[number] for number in (seam.above, seam.below) if number is not None]


def _below(subject: Subject, one: Placed) -> str:
    below = subject.layout.seams[one.seam].below
    return "" if below is None else subject.article.blocks[below].kind


def _fullest(subject: Subject, placed: Placement, profile: int) -> float:
    """The largest share that ads of ours have in any two screens of the finished page."""
    unit, tall = ("mobile", "desktop")[profile], 2 * VIEWPORTS[profile]
    spans, added = [], 0
    for one in placed:
        top = subject.position(unit, one.seam) + added
        added += one.heights[profile]
        spans.append((top, top + one.heights[profile]))
    # The share changes its slope only where an edge of the window meets an edge of an ad.
    starts = [edge for span in spans for at in span for edge in (at, at - tall)]
    return max((sum(max(0, min(b, s + tall) - max(a, s)) for a, b in spans) / tall for s in starts), default=0)


def moved(before: Placement, after: Placement) -> tuple[float, float]:
    """How many insertions an edit moves, of how many."""
    stay = {one.seam for one in after}
    return sum(one.seam not in stay for one in before), len(before)


def together(found: Iterable[Sums]) -> dict[str, float]:
    """The mean of each metric over articles."""
    sums: dict[str, list[float]] = {}
    for one in found:
        for name, (value, number) in one.items():
            total = sums.setdefault(name, [0, 0])
            total[0] += value
            total[1] += number
    return {name: value / number for name, (value, number) in sums.items() if number}
