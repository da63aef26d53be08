"""How long a plan takes as texts grow: seams, ads and boxes, with evenness, gaps and a density that binds.

python benchmarks/planner.py
"""

import time

from adlayout.planner import Evenness, Gap, Item, Problem, Profile, Rung
from adlayout.planner.search import plan

UNITS = ("words", "mobile")
SIZES = ((25, 3, 1), (60, 5, 1), (300, 12, 3), (1_200, 12, 3), (5_000, 12, 3))


def problem(seams: int, ads: int, boxes: int) -> Problem:
    """A text of even paragraphs; costs that vary with the seam, and room for all ads but one."""
    words = tuple(40 * seam for seam in range(seams))
    gap = 40 * seams // (2 * ads)
    costs = {seam: (seam * 7919) % 17 for seam in range(2, seams - 2)}
    rungs = (Rung("300x250", 0, (0, 298), costs), Rung("320x100", 3, (0, 148), costs))
    items = [Item("body", "ad", rungs, copy, ads, value=100) for copy in range(1, ads + 1)]
    items += [Item(f"box{number}", "box", (Rung("", 0, (0, 0), costs),), value=50) for number in range(boxes)]
    gaps = (Gap("ad", "ad", "words", gap), Gap("box", "box", "words", gap // 2), *(
        Gap(above, below, "words", 60) for above, below in (("ad", "box"), ("box", "ad"))
    ))  # fmt: skip
    room = 298 * ads - 100
    return Problem(
        UNITS, (words, tuple(5 * word for word in words)), (words[-1], 5 * words[-1]), tuple(items),
        {"ad": 99, "box": 9},
        gaps, (Profile("mobile", (1, 2), room),), Evenness("words", 40, words[-1]),
    )  # fmt: skip


def main() -> None:
    print(f"{'seams':>6} {'ads':>4} {'boxes':>6} {'ms':>9}")
    for seams, ads, boxes in SIZES:
        given = problem(seams, ads, boxes)
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            plan(given)
            best = min(best, time.perf_counter() - started)
        print(f"{seams:>6} {ads:>4} {boxes:>6} {best * 1000:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
