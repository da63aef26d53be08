"""What a whole site costs, each number beside its floor: ``python -m benchmarks.build [PAGES [LARGE [RELATED]]]``.

PAGES is the largest site of small pages (an unchanged build, memory), LARGE the number of pages of 60 kB (two workers,
what a page costs beyond ``finish``), RELATED the same with a related index, of which one page changes. Time is that of
the processors (user and system, of all processes) unless it says "clock": that is what another process on the machine
changes least. The plot goes to docs/build.svg.
"""

import filecmp
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from lxml import etree, html

import adlayout
from benchmarks._plot import Line, plot
from benchmarks.related_speed import RULES, write

PAGES, LARGE, RELATED = 20_000, 10_000, 10_000
SHARES = (0.05, 0.1, 0.25, 0.5, 1)
"""The small sites, as shares of the largest."""
ROUNDS = 5
TEXT = "Am Abend zogen sie die Boote an Land und zählten, was der Fluss übrig gelassen hatte. " * 3
PICTURE = Path(__file__).parents[1] / "docs" / "build.svg"
_BUILD = """
import json, resource, sys
from pathlib import Path
from adlayout.builder import Totals, Wanted, build
wanted = json.loads(sys.argv[1])
paths = {key: Path(wanted[key]) for key in ("source", "out", "related") if key in wanted}
totals = Totals()
for outcome in build(Wanted(**{**wanted, **paths})):
    totals.add(outcome)
peaks = [resource.getrusage(one).ru_maxrss / 1024 for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([peaks, totals.status, totals.because, totals.changed]))
"""


class Run:
    """A build in a process of its own: its seconds, and what it says."""

    def __init__(self, source: Path, out: Path, **options: object) -> None:
        given = json.dumps({"source": str(source), "out": str(out), **options})
        self.seconds, self.clock, said = spent([sys.executable, "-c", _BUILD, given])
        self.peaks, self.status, self.because, self.changed = json.loads(said)


def spent(command: list[str]) -> tuple[float, float, str]:
    """Processor and clock seconds of a command with all its processes, and what it prints."""
    before, started = os.times(), time.perf_counter()
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL).stdout
    after = os.times()
    both = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return both, time.perf_counter() - started, said


def small(folder: Path, pages: int) -> Path:
    """A site of small pages, each in a folder of its own as generators have it."""
    for number in range(pages):
        body = f"<h1>Seite {number}</h1>" + f"<p>{TEXT}</p>" * 6
        here = folder / f"{number % 97:02}" / f"seite-{number}"
        here.mkdir(parents=True)
        (here / "index.html").write_text(f"<!DOCTYPE html><title>{number}</title><article>{body}</article>", "utf-8")
    return folder


def walked(*folders: Path) -> float:
    """Processor seconds of a plain walk that asks for each file's state."""
    started = time.process_time()
    for folder in folders:
        for above, _, names in os.walk(folder):
            for name in names:
                os.stat(os.path.join(above, name))  # noqa: PTH116, PTH118
    return time.process_time() - started


def unchanged(source: Path, out: Path) -> tuple[float, float, float]:
    """The best of some rounds, one after the other: start-up, walk, and a build in which nothing has changed."""
    best = [float("inf")] * 3
    command = [sys.executable, "-m", "adlayout"]
    for _ in range(ROUNDS):
        found = (
            spent([*command, "--version"])[0],
            walked(source, out),
            spent([*command, "build", str(source), "-o", str(out)])[0],
        )
        best = list(map(min, best, found))
    return best[0], best[1], best[2]


def sites(folder: Path, most: int) -> None:
    """Over the number of pages: an unchanged build beside its floor, and peak memory."""
    lines = {name: Line(name) for name in ("unchanged build", "start-up + 3 × walk", "peak of a full build, MB")}
    for pages in (round(most * share) for share in SHARES):
        source, out = small(folder / f"small{pages}", pages), folder / f"small{pages}-out"
        full = Run(source, out, jobs=2)
        startup, walk, build = unchanged(source, out)
        floor = startup + 3 * walk
        print(f"{pages:>6,} small pages: unchanged {build:.3f} s; start-up {startup:.3f} + 3 × walk {walk:.3f} ="
              f" {floor:.3f} s, {build / floor:.2f} times that; peak of the full build {full.peaks[0]:.1f} MB,"
              f" of a worker {full.peaks[1]:.1f} MB", flush=True)  # fmt: skip
        for name, value in zip(lines, (build, floor, full.peaks[0]), strict=True):
            lines[name].points.append((pages, value))
    *times, memory = lines.values()
    tenth = next(value for pages, value in memory.points if pages == round(most * 0.1))
    print(f"peak memory at {most:,} pages: {memory.points[-1][1] / tenth:.3f} × that at a tenth of them")
    PICTURE.write_text(plot("pages", [("seconds", times), ("MB", [memory])]), "utf-8")


def bare(path: str) -> None:
    page = Path(path).read_bytes()
    etree.tostring(etree.fromstring(page, html.HTMLParser()))


def lxml_clock(paths: list[str], jobs: int) -> float:
    """Clock seconds of lxml's bare parse and serialise over the pages, the processes started before."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        list(pool.map(bare, paths[:40]))
        started = time.perf_counter()
        list(pool.map(bare, paths, chunksize=16))
        return time.perf_counter() - started


def large(folder: Path, pages: int) -> None:
    """What a page costs beyond ``finish``, and what a second worker gains."""
    source = folder / "large"
    write(source, pages)
    rules = adlayout.load_rules("default")
    paths = sorted(map(str, source.glob("*.html")))
    given = [Path(path).read_bytes() for path in paths[:: max(1, pages // 500)]]
    best = {name: float("inf") for name in ("finish", "one", "one, clock", "two, clock", "lxml one", "lxml two")}

    def note(name: str, seconds: float) -> None:
        best[name] = min(best[name], seconds)

    for number in range(2):
        started = time.process_time()
        for page in given:
            adlayout.finish(page, rules)
        note("finish", (time.process_time() - started) / len(given))
        for jobs, name in ((1, "one"), (2, "two")):
            run = Run(source, folder / f"large-{number}-{jobs}", jobs=jobs)
            note(f"{name}, clock", run.clock)
            note(f"lxml {name}", lxml_clock(paths, jobs))
            if jobs == 1:
                note("one", run.seconds)
    alone, all_of_it = best["finish"] * 1e3, best["one"] / pages * 1e3
    beyond = all_of_it / alone - 1
    print(f"{pages:,} pages of 60 kB: {all_of_it:.2f} ms a page, finish alone {alone:.2f} ms: {beyond:.1%} beyond it")
    ours, theirs = best["one, clock"] / best["two, clock"], best["lxml one"] / best["lxml two"]
    print(f"two workers gain {ours:.2f}, two bare lxml processes {theirs:.2f} (clock): {ours / theirs:.2f}")


def related(folder: Path, pages: int) -> None:
    """One changed page: what is made and written, beside a full build."""
    source, index, out = folder / "related", folder / "related.index", folder / "related-out"
    write(source, pages)
    (source / "adlayout.toml").write_text(RULES, "utf-8")
    ask = [sys.executable, "-m", "adlayout", "index", str(source), "-o", str(index)]
    spent(ask)
    options = {"jobs": 2, "related": str(index)}
    first = Run(source, out, **options)
    page = source / f"{pages // 2:05}.html"
    page.write_bytes(page.read_bytes().replace(b"<title>", b"<title>Neu: ").replace(b"<h1>", b"<h1>Neu: "))
    spent(ask)
    again, full = Run(source, out, **options), Run(source, folder / "related-full", **options)
    names = sorted(one.name for one in source.iterdir())
    _, differ, absent = filecmp.cmpfiles(out, folder / "related-full", names, shallow=False)
    print(f"one of {pages:,} pages changed, with an index: made {again.because}, {again.changed} written, "
          f"{again.status.get('up-to-date', 0):,} up to date; {again.seconds:.1f} s, a full build {full.seconds:.1f} s "
          f"(the first {first.seconds:.1f} s); files that differ from it: {len(differ + absent)}")  # fmt: skip


def main(most: int = PAGES, big: int = LARGE, linked: int = RELATED) -> None:
    steps: list[tuple[Callable[[Path, int], None], int]] = [(sites, most), (large, big), (related, linked)]
    for step, pages in steps:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
            if pages:
                step(Path(folder), pages)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
