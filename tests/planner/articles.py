"""Random problems of an article's size, with every kind of rule mixed; the same for the same seed."""

from itertools import accumulate
from random import Random

from adlayout.planner import Evenness, Gap, Item, Kind, Problem, Profile, Rung

UNITS = ("words", "paragraphs", "mobile", "desktop")
_SIZES = (298, 148, 98)


def problem(seed: int) -> Problem:
    """20 to 60 seams, 1 to 6 ads, 0 to 3 boxes; some places outside of the flow."""
    random = Random(seed)
    seams, outside = random.randint(20, 60), random.choice((0, 0, 1, 2))
    positions = _positions(random, seams)
    items = [*_ads(random, seams, outside), *_boxes(random, seams, outside)]
    content = positions[2][-1], positions[3][-1]
    return Problem(
        units=UNITS,
        positions=positions,
        lengths=tuple(row[-1] for row in positions),
        items=tuple(items),
        most={"ad": random.randint(2, 8), "box": random.randint(1, 3)},
        gaps=tuple(_gaps(random)),
        profiles=(
            Profile("mobile", (random.choice((8, 15, 30, 100)), 100), content[0], random.choice((0, 0, 298))),
            Profile("desktop", (random.choice((10, 30, 50)), 100), content[1], random.choice((0, 0, 298))),
        ),
        evenness=random.choice(
            (None, *[Evenness(random.choice(("words", "mobile")), random.choice((10, 60, 400)))] * 4)
        ),
        outside=outside,
        end_free=random.random() < 0.7,
    )


def _positions(random: Random, seams: int) -> tuple[tuple[int, ...], ...]:
    """Blocks of text with some pictures and headings; the end counts twice."""
    blocks = []
    for _ in range(seams - 2):
        words = random.choice((0, 4, *[random.randint(15, 90)] * 6))
        blocks.append((words, int(words > 14), 14 + 4 * words + 230 * (not words), 14 + 2 * words + 460 * (not words)))
    sums = [list(accumulate(row, initial=0)) for row in zip(*blocks, strict=True)]
    return tuple((*row, row[-1]) for row in sums)


def _ads(random: Random, seams: int, outside: int) -> list[Item]:
    """Slots of the flow in the order of their ideal places, copies of a repeat among them; some outside."""
    wished, left, number = [], random.randint(1, 6), 0
    while left:
        copies = random.randint(1, min(left, 4))
        flow = copies > 1 or not outside or random.random() < 0.7
        found = _item(random, f"slot{number}", "ad", seams, outside, copies, flow)
        for copy, item in enumerate(found, 1):
            wished.append((copy / (copies + 1) if copies > 1 else random.random(), number, copy, item))
        left, number = left - copies, number + 1
    return [one[-1] for one in sorted(wished, key=lambda one: one[:-1])]


def _boxes(random: Random, seams: int, outside: int) -> list[Item]:
    return [
        item
        for number in range(random.randint(0, 3))
        for item in _item(random, f"box{number}", "box", seams, outside, 1, not outside or random.random() < 0.8)
    ]


def _item(random: Random, name: str, kind: Kind, seams: int, outside: int, copies: int, flow: bool) -> list[Item]:
    mandatory, value = random.random() < 0.2, random.choice((0, 50, 50, 100, 100, 130))
    whole = list(range(seams)) if flow else list(range(seams, seams + outside))
    share = random.choice((1.0, 0.6, 0.3, 0.05)) if flow else 1.0
    allowed = [seam for seam in whole if random.random() < share]
    costs = {seam: random.choice((0, 6, 6, 6, 8, 11, 14, 22)) for seam in allowed}
    top = random.randrange(2)
    rungs = tuple(
        Rung(
            str(step),
            3 * step,
            (0, 0) if kind == "box" or (not flow and random.random() < 0.7) else (_SIZES[top + step], _SIZES[step]),
            costs if random.random() < 0.8 else {seam: cost for seam, cost in costs.items() if random.random() < 0.7},
        )
        for step in range(1 if kind == "box" else random.randint(1, 2))
    )
    return [Item(name, kind, rungs, copy, copies, flow, mandatory, value) for copy in range(1, copies + 1)]


def _gaps(random: Random) -> list[Gap]:
    words, px = random.choice((60, 150, 250, 350)), random.choice((0, 500, 750))
    between = random.choice((0, 60, 120))
    return [
        Gap("ad", "ad", "words", words),
        Gap("ad", "ad", "mobile", px),
        Gap("ad", "ad", "desktop", px),
        Gap("box", "box", "words", random.choice((100, 250))),
        Gap("ad", "box", "words", between),
        Gap("box", "ad", random.choice(("words", "paragraphs")), between if random.random() < 0.5 else 1),
    ]
