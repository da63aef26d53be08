"""Other ways to place ads, each written from its description; none knows more rules than that names.

Seam s is the place before block s. All stop at the most ads that the rules want. Where they come from: SCAIP is
Newspack's inserter, ``apps`` and ``amp`` are the Guardian's, ``irp`` is the WordPress plugin Inline Related Posts,
``auto`` is amp-auto-ads; the others are what one would write without a search.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from adlayout.planner import Kind
from benchmarks._subjects import Placed, Placement, Subject

Placer = Callable[[Subject], Placement]

PARAGRAPHS = frozenset(("paragraph", "lead", "pseudo-heading"))
TEXTS = PARAGRAPHS | {"heading", "list"}
MEDIA = frozenset(("figure", "gallery", "embed"))
VIEWPORT = 844


def every(subject: Subject, period: int, most: int | None = None, least: int = 0) -> Placement:
    """After each so many paragraphs (quotes, lists and tables count nothing)."""
    blocks = subject.article.blocks
    if len(blocks) < least:
        return ()
    ends = [number + 1 for number, block in enumerate(blocks) if block.kind in PARAGRAPHS]
    return largest(subject, ends[period - 1 :: period], most)


def apps(subject: Subject) -> Placement:
    """Guardian's apps: before a paragraph behind a paragraph or picture, the fourth, then each sixth."""
    found: list[int] = []
    count, last = 0, None
    blocks = subject.article.blocks
    counts = [block.kind in PARAGRAPHS or block.kind == "figure" for block in blocks]
    for number, block in enumerate(blocks):
        count += counts[number]
        fits = block.kind in PARAGRAPHS and 0 < number < len(blocks) - 1 and counts[number - 1]
        if fits and (count >= 4 if last is None else count - last >= 6):
            found.append(number)
            last = count
    return largest(subject, found, 15)


def amp(subject: Subject) -> Placement:
    """Guardian's AMP pages: by characters since the last ad, away from what is no text."""
    blocks = subject.article.blocks
    found: list[int] = []
    chars = texts = 0
    for number, block in enumerate(blocks):
        if block.kind not in TEXTS:
            continue
        chars += block.chars
        due = (chars > 700 and texts > 1) or chars > 900
        above, below = list(reversed(blocks[:number])), blocks[number + 1 :]
        if due and block.chars > 50 and _text_enough(above, 200) and _text_enough(below, 300):
            found.append(number)
            chars = texts = 0
        else:
            texts += 1
    return largest(subject, found, 8)


def _text_enough(blocks: Sequence[object], least: int) -> bool:
    """Whether so many characters come before the first block that is no text, or there is none."""
    chars = 0
    for block in blocks:
        if block.kind not in TEXTS:  # type: ignore[attr-defined]
            return chars >= least
        chars += block.chars  # type: ignore[attr-defined]
    return True


def irp(subject: Subject) -> Placement:
    """Inline Related Posts: by words, never behind headings, quotes and media, never before quotes and lists."""
    blocks, wanted = subject.article.blocks, 3
    share = max(250, subject.length("words") // (wanted + 1))
    found: list[int] = []
    last = 0
    for seam in range(1, len(blocks)):
        words, above, below = subject.position("words", seam), blocks[seam - 1].kind, blocks[seam].kind
        if above in MEDIA | {"heading", "pseudo-heading", "quote"} or below in ("quote", "list"):
            continue
        if words >= share * (len(found) + 1) and words - last >= 250:
            found.append(seam)
            last = words
    return largest(subject, found, wanted)


def auto(subject: Subject) -> Placement:
    """amp-auto-ads: in order, one viewport from every ad, more where there are more."""
    blocks = subject.article.blocks
    own = [subject.position("mobile", number) for number, block in enumerate(blocks) if block.kind == "ad"]
    found: list[int] = []
    for seam in range(1, len(blocks)):
        here = subject.position("mobile", seam)
        ads = [*own, *(subject.position("mobile", one) for one in found)]
        away = VIEWPORT * (1 + (len(ads) >= 3) + (len(ads) >= 6))
        if all(abs(here - ad) >= away for ad in ads):
            found.append(seam)
    return largest(subject, found, 8)


def largest(subject: Subject, seams: Iterable[int], most: int | None = None) -> Placement:
    """The largest ad at each of the first seams."""
    limit = subject.most if most is None else min(most, subject.most)
    return tuple(Placed(seam, subject.sizes[0]) for seam in list(seams)[:limit])


def greedy(subject: Subject) -> Placement:
    """First fit under adlayout's own hard rules."""
    return first_fit(subject, "ad", ())


def first_fit(subject: Subject, kind: Kind, before: Placement) -> Placement:
    """Each seam in order that keeps all rules with what stands already."""
    placed = before
    limit = subject.most if kind == "ad" else subject.problem.most["box"]
    links = len(subject.of(kind))
    for seam in subject.legal(kind):
        if sum(one.kind == kind for one in placed) < min(limit, links) and (
            one := fitting(subject, seam, kind, placed)
        ):
            placed = (*placed, one)
    return tuple(sorted(placed, key=lambda one: one.seam))


def snapping(subject: Subject) -> Placement:
    """The nearest place to each of so many even targets that keeps all rules."""
    most = min(subject.most, _room(subject))
    height, placed = subject.length("mobile"), ()
    for number in range(1, most + 1):
        target = number * height / (most + 1)
        nearest = sorted(subject.legal(), key=lambda seam: abs(subject.position("mobile", seam) - target))
        found = next((one for seam in nearest if (one := fitting(subject, seam, "ad", placed))), None)
        placed = (*placed, found) if found else placed
    return tuple(sorted(placed, key=lambda one: one.seam))


def _room(subject: Subject) -> int:
    """How many ads the density leaves room for."""
    rooms = [
        profile.room // subject.sizes[-1][number]
        for number, profile in enumerate(subject.problem.profiles)
        if profile.room is not None and subject.sizes[-1][number]
    ]
    return min(rooms, default=subject.most)


def fitting(subject: Subject, seam: int, kind: Kind, placed: Placement) -> Placed | None:
    """What may stand at the seam beside what stands already, the largest size first."""
    new = Placed(seam, (0, 0), kind)
    if any(one.seam == seam for one in placed) or any(True for _ in too_near(subject, (*placed, new))):
        return None
    if kind == "box":
        return new
    return next((Placed(seam, size) for size in subject.sizes if _dense_enough(subject, placed, size)), None)


def _dense_enough(subject: Subject, placed: Placement, size: tuple[int, ...]) -> bool:
    used = [sum(one.heights[n] for one in placed) + height for n, height in enumerate(size)]
    return all(p.room is None or height <= p.room for p, height in zip(subject.problem.profiles, used, strict=True))


def too_near(subject: Subject, placed: Placement) -> Iterable[tuple[Placed, Placed, str]]:
    """Pairs of insertions that break a gap of their kinds, with its unit."""
    ordered = sorted(placed, key=lambda one: one.seam)
    for number, low in enumerate(ordered):
        for high in ordered[number + 1 :]:
            for gap in subject.problem.gaps:
                apart = subject.position(gap.unit, high.seam) - subject.position(gap.unit, low.seam)
                if (gap.above, gap.below) == (low.kind, high.kind) and apart < gap.least:
                    yield low, high, gap.unit


def dynamic(subject: Subject) -> Placement:
    """As many ads as fit, then the least sum of squared gaps off the ideal one and of seam costs.

    An exact search as well, by dynamic programming over (seam, ads so far), with unevenness as a price of each gap.
    """
    for count in range(min(subject.most, _room(subject)), 0, -1):
        if found := _evenest(subject, count):
            rungs = [size for size in subject.sizes if _dense_enough(subject, (), tuple(count * px for px in size))]
            return tuple(Placed(seam, rungs[0]) for seam in found)
    return ()


GAP_POINTS = 100
"""What a gap twice the ideal one costs, in points of a seam's cost."""


def _evenest(subject: Subject, count: int) -> list[int]:
    legal, height = subject.legal(), max(1, subject.length("mobile"))
    ideal = height / (count + 1)

    def uneven(low: int, high: int) -> float:
        return GAP_POINTS * ((high - low - ideal) / ideal) ** 2

    ys = {seam: subject.position("mobile", seam) for seam in legal}
    price = {seam: sum(subject.prices[seam].values()) for seam in legal}
    best = {seam: (uneven(0, ys[seam]) + price[seam], [seam]) for seam in legal}
    near = {(a.seam, b.seam) for a, b, _ in too_near(subject, tuple(Placed(seam, (0, 0)) for seam in legal))}
    for _ in range(count - 1):
        after: dict[int, tuple[float, list[int]]] = {}
        for high in legal:
            ways = [
                (cost + uneven(ys[low], ys[high]) + price[high], [*way, high])
                for low, (cost, way) in best.items()
                if low < high and (low, high) not in near
            ]
            if ways:
                after[high] = min(ways)
        best = after
    ends = [(cost + uneven(ys[seam], height), way) for seam, (cost, way) in best.items()]
    return min(ends)[1] if ends else []


def ads_then_boxes(subject: Subject) -> Placement:
    """First fit for ads, then for boxes."""
    return first_fit(subject, "box", first_fit(subject, "ad", ()))


def boxes_then_ads(subject: Subject) -> Placement:
    """First fit for boxes, then for ads."""
    return first_fit(subject, "ad", first_fit(subject, "box", ()))


def best_ads_then_boxes(subject: Subject) -> Placement:
    """The best plan for ads alone, then first fit for boxes."""
    return first_fit(subject, "box", subject.exact(boxes=0))


def ours(subject: Subject) -> Placement:
    return subject.exact()


PLACERS: dict[str, Placer] = {
    "every 4": partial(every, period=4),
    "SCAIP": partial(every, period=3, most=2, least=6),
    "apps": apps,
    "AMP": amp,
    "IRP": irp,
    "auto": auto,
    "greedy": greedy,
    "snapping": snapping,
    "gaps": dynamic,
}
SEQUENTIAL: dict[str, Placer] = {
    "ads, then boxes": ads_then_boxes,
    "best ads, then boxes": best_ads_then_boxes,
    "boxes, then ads": boxes_then_ads,
}

RESERVED: dict[str, int] = {"every 4": 0, "SCAIP": 100, "apps": 274, "AMP": 274, "IRP": 0, "auto": 250}
"""Px that each is known to keep free for an ad of 300x250 with its label (274 px); ours and those that use our markup
keep all of it. Nothing is known of Guardian's apps and AMP pages: they get what its web pages have."""
