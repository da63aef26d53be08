"""Lines of tools over a number: their times as ratios to lxml's, printed and drawn."""

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from benchmarks._contest import BARE, ROOT, Given, Run, part
from benchmarks._plot import Line, plot

FAST = (
    "adlayout, preset default",
    "adlayout, same work",
    "lxml.html",
    "selectolax",
    "turbohtml",
    "part, lol-html (Python)",
)
SLOW = (
    "BeautifulSoup, lxml",
    "BeautifulSoup, html.parser",
    "html5lib",
    "rehype",
    "posthtml",
    "part, html-rewriter-wasm",
)
BANDS = (0, 20_000, 60_000, 120_000, 200_000, 350_000, 2_000_000)
"""Bytes of a page; the point of a band stands at the mean of its pages."""

Runs = dict[str, list[Run]]
Lines = dict[str, Line]


def lines_of(named: Iterable[str]) -> Lines:
    """A line for each tool that is drawn."""
    there = set(named)
    return {tool: Line(part(tool)) for tool in (*FAST, *SLOW) if tool in there}


def times(runs: Runs, tool: str, pages: Iterable[int]) -> float:
    """Time of a tool over pages by their numbers, as a ratio to lxml's: the median of the rounds."""
    chosen = list(pages)
    both = zip(runs[tool], runs[BARE], strict=True)
    return median(sum(mine.seconds[n] for n in chosen) / sum(bare.seconds[n] for n in chosen) for mine, bare in both)


def sizes(pages: list[Given], runs: Runs) -> Lines:
    """Times over bands of the page's size in kB."""
    lines = lines_of(runs)
    for low, high in pairwise(BANDS):
        band = [number for number, page in enumerate(pages) if low <= len(page.data) < high]
        mean = sum(len(pages[number].data) for number in band) / max(1, len(band)) / 1000
        for tool, line in lines.items() if band else ():
            line.points.append((mean, times(runs, tool, band)))
    return lines


def draw(name: str, x: str, panels: Iterable[tuple[str, Iterable[str]]], lines: Lines) -> None:
    """Prints the points, and draws them where a name is given."""
    print(f"== {name or 'the same runs'}: {x}", flush=True)
    for tool, line in lines.items():
        print(f"{part(tool):28}", "  ".join(f"{at:.0f}: {value:.2f}" for at, value in line.points), flush=True)
    shown = [(y, found) for y, named in panels if (found := [lines[tool] for tool in named if tool in lines])]
    if name:
        (ROOT / "docs" / f"peers-{name}.svg").write_text(plot(x, shown), "utf-8")
