"""Random problems small enough for an exhaustive search; the same for the same seed.

Hypothesis shrinks what fails, but draws simple problems most of the time; these are crowded: short gaps and equal
positions, several ads for few seams, and the text's end within reach of all of it.
"""

from itertools import accumulate
from random import Random

from adlayout.planner import Evenness, Gap, Item, Kind, Problem, Profile, Rung

UNITS = ("words", "mobile")
PAIRS: tuple[tuple[Kind, Kind], ...] = (("ad", "ad"), ("ad", "ad"), ("ad", "box"), ("box", "ad"), ("box", "box"))


def problem(seed: int) -> Problem:
    """2 to 7 seams, 1 to 4 items, copies of a repeat among them; some places outside of the flow."""
    random = Random(seed)
    seams, outside = random.randint(2, 7), random.choice((0, 0, 0, 1, 2))
    positions = tuple(_positions(random, seams) for _ in UNITS)
    even = Evenness(random.choice(UNITS), random.randint(0, 20))
    return Problem(
        units=UNITS,
        positions=positions,
        lengths=tuple(row[-1] for row in positions),
        items=tuple(_items(random, seams, outside)),
        most={"ad": random.randint(0, 4), "box": random.randint(0, 3)},
        gaps=tuple(
            Gap(*random.choice(PAIRS), random.choice(UNITS), random.randint(0, 9)) for _ in range(random.randint(0, 4))
        ),
        profiles=tuple(
            Profile(name, random.choice(((3, 10), (1, 2), (3, 4), (1, 1))), random.randint(0, 20), random.randint(0, 3))
            for name in UNITS
        ),
        evenness=random.choice((None, even, even)),
        outside=outside,
        end_free=random.random() < 0.7,
    )


def _positions(random: Random, seams: int) -> tuple[int, ...]:
    row = list(accumulate((random.choice((0, 0, 1, 2, 3, 5)) for _ in range(seams - 2)), initial=0))
    return (*row, row[-1])


def _items(random: Random, seams: int, outside: int) -> list[Item]:
    found: list[Item] = []
    wanted = random.randint(1, 4)
    while len(found) < wanted:
        kind: Kind = random.choice(("ad", "ad", "ad", "box"))
        copies = random.randint(1, min(3, wanted - len(found))) if kind == "ad" else 1
        flow = not outside or random.random() < 0.75
        spots = range(seams) if flow else range(seams, seams + outside)
        name, rungs = f"{kind}{len(found)}", tuple(_rung(random, spots) for _ in range(random.choice((1, 1, 2))))
        mandatory, value = random.random() < 0.2, random.randint(0, 4)
        found += [Item(name, kind, rungs, copy, copies, flow, mandatory, value) for copy in range(1, copies + 1)]
    return found


def _rung(random: Random, spots: range) -> Rung:
    costs = {seam: random.randint(0, 4) for seam in spots if random.random() < 0.7}
    return Rung("", random.randint(0, 3), (random.choice((0, 0, 1, 3)), random.choice((0, 0, 1, 3))), costs)
