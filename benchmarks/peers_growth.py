"""How time and memory of the tools in ``peers.py`` grow over the number of pages, and what workers gain.

    python -m benchmarks.peers_growth [pages] [workers]

Writes docs/peers-pages.svg and docs/peers-workers.svg, and prints their numbers. Times are of the
processor, as ratios to lxml's parse and serialise of the same pages in the same round; the gain of workers alone goes
by the clock, and stands beside lxml's own gain.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks._contest import BARE, Given, Run, part, run, tools, write
from benchmarks._growing import FAST, SLOW, draw, lines_of, times
from benchmarks._plot import Line
from benchmarks._subjects import synthetic

ROUNDS = 3
COUNTS = (50, 100, 200, 400)
SHARED = 400
"""Pages that the workers share."""
GAINING = (BARE, "adlayout, preset default", "selectolax", "html5lib")

Runs = dict[str, list[Run]]


def rounds(folder: Path, named: Iterable[str]) -> Runs:
    """The tools' runs over a folder of pages, interleaved."""
    found: Runs = {tool: [] for tool in (BARE, *named)}
    for _ in range(ROUNDS):
        for tool, runs in found.items():
            runs.append(run(tool, folder))
    return found


def pages(folder: Path) -> None:
    """One process over more and more invented articles: what it holds at most, and whether a page costs the same."""
    memory, spent = lines_of(tools()), lines_of(tools())
    for number in COUNTS:
        write(folder / str(number), _invented(number))
        runs = rounds(folder / str(number), memory)
        for tool in memory:
            memory[tool].points.append((number, median(one.peak for one in runs[tool])))
            spent[tool].points.append((number, times(runs, tool, range(number))))
    draw("pages", "pages", [("peak MB", FAST), ("peak MB", SLOW)], memory)
    draw("", "pages", [("time, × lxml", FAST), ("time, × lxml", SLOW)], spent)


def workers(folder: Path) -> None:
    """The same pages shared by more and more processes: pages a second of the clock, against one process."""
    lines = {tool: Line(part(tool)) for tool in GAINING}
    most = max(2, cpu_count() or 1)
    for count in range(1, most + 1):
        for number in range(count):
            write(folder / f"{count}-{number}", list(_invented(SHARED))[number::count])
    gains: dict[tuple[str, int], list[float]] = {}
    for _ in range(ROUNDS):
        for tool in lines:
            alone = _clock(tool, folder, 1)
            for count in range(1, most + 1):
                took = alone if count == 1 else _clock(tool, folder, count)
                gains.setdefault((tool, count), []).append(alone / took)
    for (tool, count), found in gains.items():
        lines[tool].points.append((count, median(found)))
    draw("workers", "workers", [("pages a second, × one worker", GAINING)], lines)


def _clock(tool: str, folder: Path, count: int) -> float:
    """Seconds of the slowest of so many processes, begun together, start-up apart."""
    with ThreadPoolExecutor(count) as pool:
        return max(one.clock for one in pool.map(lambda number: run(tool, folder / f"{count}-{number}"), range(count)))


def _invented(number: int) -> Iterator[Given]:
    return (Given(f"{n:04}.html", page, "utf-8") for n, page in enumerate(synthetic(number)))


STEPS: dict[str, Callable[[Path], None]] = {"pages": pages, "workers": workers}


def main(*named: str) -> None:
    for name in named or STEPS:
        with TemporaryDirectory() as folder:
            STEPS[name](Path(folder) / "pages")


if __name__ == "__main__":
    main(*sys.argv[1:])
