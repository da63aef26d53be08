"""The same work beside other tools, over the same pages: time, memory, and what becomes of the rest of the page.

    python -m benchmarks.peers [ROUNDS] [--write]

The work, the tools and what each is told: ``_jobs.py``, ``_jobs.mjs``. In each round each tool goes over all pages
once, in a process of its own; the times are of the processor, without start-up and files. ``--write`` puts the table
into docs/benchmarks.md and draws docs/peers-size.svg. Needs the extra ``bench`` and Linux; the tools of Node need npm,
the trees a Chromium.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Error

from benchmarks._changes import bytes_changed, tree_changed, without_slots
from benchmarks._contest import ROOT, Given, Run, given, part, run, tools, write
from benchmarks._growing import FAST, SLOW, draw, sizes, times
from benchmarks._tables import Table, publish
from tests.dom.chromium import Chromium, running
from tests.dom.tree import Tree

PAGE = ROOT / "docs" / "benchmarks.md"
ROUNDS = 5
SAMPLE = 6
"""Bytes and trees are looked at on one of so many pages: all of them, by sixteen tools, would take it an hour."""


@dataclass
class Looked:
    """What a tool wrote: slots, untouched pages, bytes changed; trees seen, changed, changed in more than space."""

    slots: int = 0
    same: int = 0
    changed: int = 0
    seen: int = 0
    trees: int = 0
    words: int = 0


def main() -> None:
    rounds = next((int(one) for one in sys.argv[1:] if one.isdigit()), ROUNDS)
    with TemporaryDirectory() as name:
        publish([("peers", table(list(given()), Path(name), rounds))], PAGE)


def table(pages: list[Given], folder: Path, rounds: int) -> Table:
    """A row a tool, in the order of its time."""
    write(folder / "pages", pages)
    named = tools()
    runs: dict[str, list[Run]] = {tool: [] for tool in named}
    for number in range(rounds):
        for tool in named:
            runs[tool].append(run(tool, folder / "pages", None if number else folder / tool))
    print(f"{rounds} rounds done", flush=True)
    whole = range(len(pages))
    ratios = {tool: times(runs, tool, whole) for tool in named}
    drawn = "size" if "--write" in sys.argv else ""
    draw(drawn, "kB", [("time, × lxml", FAST), ("time, × lxml", SLOW)], sizes(pages, runs))
    looked = look(pages, folder, named)
    size, sampled = (sum(len(page.data) for page in some) for some in (pages, pages[::SAMPLE]))
    rows = [
        row(tool, ratios[tool], runs[tool], looked[tool], sampled) for tool in sorted(named, key=ratios.__getitem__)
    ]
    titles = ("time, × lxml parse + serialise", "peak MB (before the first page)", "slots", "pages untouched elsewhere")
    more = ("bytes changed, of 1,000", "tree changed in Chromium", "in more than white space", "pages that raised")
    return [[f"{len(pages)} pages, {size / 1e6:.1f} MB", *titles, *more], *rows]


def row(tool: str, time: float, runs: list[Run], looked: Looked, sampled: int) -> list[str]:
    title = f"**{tool}**" if tool.startswith("adlayout") else part(tool)
    peak, start = median(one.peak for one in runs), median(one.start for one in runs)
    told = [f"{time:.2f}", f"{peak:.0f} ({start:.0f})", str(looked.slots or "–"), str(looked.same)]
    trees = [f"{looked.trees} of {looked.seen}", str(looked.words)] if looked.seen else ["not looked at"] * 2
    return [title, *told, f"{1000 * looked.changed / sampled:.1f}", *trees, str(len(runs[0].failed))]


def look(pages: list[Given], folder: Path, named: list[str]) -> dict[str, Looked]:
    """Reads all that was written, page by page."""
    found = {tool: Looked() for tool in named}
    with running() as chromium:
        for number, page in enumerate(pages):
            before = tree(chromium, page.data, page) if number % SAMPLE == 0 else None
            for tool, looked in found.items():
                written = (folder / tool / page.file).read_bytes()
                rest, slots = without_slots(written)
                looked.slots += slots
                looked.same += rest == page.data
                if number % SAMPLE == 0:
                    looked.changed += bytes_changed(page.data, rest)
                if before is not None and (after := tree(chromium, written, page)) is not None:
                    differ, more = tree_changed(before, after)
                    looked.seen += 1
                    looked.trees += differ
                    looked.words += more
    return found


def tree(chromium: Chromium | None, data: bytes, page: Given) -> Tree | None:
    """What Chromium makes of it; None where there is none, or where it takes half a minute (a busy machine)."""
    try:
        return chromium.tree(data, encoding=page.charset) if chromium else None
    except Error as error:
        print(f"{page.file} is not compared: {error}", file=sys.stderr, flush=True)
        return None


if __name__ == "__main__":
    main()
