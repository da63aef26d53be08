"""How long a plan takes as texts grow, beside HiGHS, which solves the same printed problem as an integer programme.

    python -m benchmarks.planner [--write]

The problems have evenness, gaps, two sizes of ads and a density that binds; the costs are random, with a seed. Of five
problems a size the median and the longest are told. HiGHS gets the small ones; building its rows is not
counted. ``--write`` draws docs/planner.svg.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from adlayout.planner import Evenness, Gap, Item, Problem, Profile, Rung
from adlayout.planner.export import to_json
from adlayout.planner.search import plan
from tests.planner.integer_programme import Programme

PICTURE = Path(__file__).parents[1] / "docs" / "planner.svg"
UNITS = ("words", "mobile")
SHAPES = ((3, 1), (12, 3))
"""Ads and boxes."""
SEAMS = (25, 50, 100, 200, 400, 800, 1_600, 3_200, 5_000)
SOLVED = {(3, 1): 100, (12, 3): 0}
"""The most seams that HiGHS is asked for: beyond them, and with twelve ads, it takes minutes."""
SEEDS = 5
COSTS = (0, 5, 6, 6, 6, 8, 11, 14, 22)
"""What seams of real articles cost, by the preset."""
LIMIT = 0.5
"""Seconds that 5,000 seams, 12 ads and 3 boxes may take."""

Times = dict[tuple[int, int], list[tuple[int, float, float]]]


def problem(seams: int, ads: int, boxes: int, seed: int) -> Problem:
    """Paragraphs of 15 to 65 words, and room for all ads but one at its largest."""
    random = Random(seed)
    words = [0]
    while len(words) < seams:
        words.append(words[-1] + random.randint(15, 65))
    gap = words[-1] // (2 * ads)
    costs = {seam: random.choice(COSTS) for seam in range(2, seams - 2)}
    rungs = (Rung("300x250", 0, (0, 298), costs), Rung("320x100", 3, (0, 148), costs))
    items = [Item("body", "ad", rungs, copy, ads, value=100) for copy in range(1, ads + 1)]
    items += [Item(f"box{number}", "box", (Rung("", 0, (0, 0), costs),), value=50) for number in range(boxes)]
    between = [Gap(above, below, "words", 60) for above, below in (("ad", "box"), ("box", "ad"))]
    px = tuple(5 * word for word in words)
    return Problem(
        units=UNITS,
        positions=(tuple(words), px),
        lengths=(words[-1], px[-1]),
        items=tuple(items),
        most={"ad": 99, "box": 9},
        gaps=(Gap("ad", "ad", "words", gap), Gap("box", "box", "words", gap // 2), *between),
        profiles=(Profile("mobile", (1, 2), 298 * ads - 100),),
        evenness=Evenness("mobile", 60),
    )


def main() -> None:
    found: dict[str, Times] = {"adlayout": {}, "HiGHS": {}}
    print(f"{'seams':>6} {'ads':>4} {'boxes':>6} {'median ms':>10} {'longest ms':>11} {'HiGHS, times':>13}")
    for shape in SHAPES:
        for seams in SEAMS:
            given = [problem(seams, *shape, seed) for seed in range(SEEDS)]
            ours = sorted(seconds(lambda one=one: plan(one), 3) for one in given)
            found["adlayout"].setdefault(shape, []).append((seams, median(ours), ours[-1]))
            times = ""
            if seams <= SOLVED[shape]:
                theirs = sorted(_solving(one) for one in given)
                found["HiGHS"].setdefault(shape, []).append((seams, median(theirs), theirs[-1]))
                times = f"{median(theirs) / median(ours):.0f}"
            ms = [1000 * one for one in (median(ours), ours[-1])]
            print(f"{seams:>6} {shape[0]:>4} {shape[1]:>6} {ms[0]:>10.2f} {ms[1]:>11.2f} {times:>13}", flush=True)
    if "--write" in sys.argv:
        _draw(found)


def seconds(action: Callable[[], object], times: int) -> float:
    """Of the processor, so that what else runs does not count; the shortest of so many runs."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        action()
        best = min(best, time.process_time() - started)
    return best


def _solving(one: Problem) -> float:
    programme = Programme(json.loads(json.dumps(to_json(one))))
    return seconds(programme.least, 1)


def _draw(found: dict[str, Times]) -> None:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # Text stays text, and the file is the same for the same numbers; grey is seen on light and dark pages.
    grey = "#808080"
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "adlayout", "font.family": "sans-serif"})
    mpl.rcParams.update(dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), grey))
    figure = Figure(figsize=(7, 4.2), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.add_subplot(xscale="log", yscale="log", xlabel="seams", ylabel="seconds")
    axes.patch.set_alpha(0)
    looks = {("adlayout", (3, 1)): "#2a7fd4", ("adlayout", (12, 3)): "#d4572a"}
    for (name, (ads, boxes)), colour in looks.items():
        seams, middle, longest = zip(*found[name][ads, boxes], strict=True)
        axes.plot(seams, middle, "o-", color=colour, markersize=4, label=f"{ads} ads, {boxes} box{'es'[: boxes - 1]}")
        axes.fill_between(seams, middle, longest, color=colour, alpha=0.25, linewidth=0)
        if theirs := found["HiGHS"].get((ads, boxes)):
            seams, middle, _ = zip(*theirs, strict=True)
            axes.plot(seams, middle, "s:", color=colour, markersize=4, label="the same by HiGHS")
    axes.axhline(LIMIT, color=grey, linewidth=0.8, linestyle="--")
    axes.text(SEAMS[0], LIMIT * 1.15, "half a second", fontsize=8)
    axes.set_xticks(SEAMS, [f"{one:,}" for one in SEAMS], fontsize=8)
    axes.minorticks_off()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(grey)
    axes.legend(frameon=False, fontsize=8)
    figure.savefig(PICTURE, metadata={"Date": None, "Creator": None})
    # One line end the world over, and none at a line's end that an editor would take away.
    lines = PICTURE.read_text("utf-8").splitlines()
    PICTURE.write_text("\n".join(line.rstrip() for line in lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
