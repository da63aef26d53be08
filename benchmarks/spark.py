"""What Spark costs beside two processes on the same pages, and how time and memory grow with their number.

    python -m benchmarks.spark [side [PAGES]]            the same pages in one run: three ways, in turns
    python -m benchmarks.spark grow [PAGES …] [--size N] facts, index and finished pages, at each number of pages

Pages are those of ``related_speed``, of 60 kB or as said. Besides seconds there are seconds of processor time, over all
processes of a way: on a machine that others use, too, only these tell much.
"""

import argparse
import os
import resource
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import adlayout.spark
from adlayout import arrow
from adlayout.builder import Wanted, build
from benchmarks.related_speed import RULES, made_up
from tests.engines.session import processes_below, spark, used

PAGES, GROWTH = 5_000, (2_000, 10_000)
FILES = 8
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("what", nargs="?", default="side", choices=("side", "grow"))
    given.add_argument("pages", type=int, nargs="*")
    given.add_argument("--size", type=int, default=60_000)
    given.add_argument("--rounds", type=int, default=2)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "adlayout.toml").write_text(RULES, "utf-8")
        if asked.what == "side":
            side(folder, (asked.pages or [PAGES])[0], asked.size, asked.rounds)
        else:
            for pages in asked.pages or GROWTH:
                grow(folder, pages, asked.size)


def side(folder: Path, pages: int, size: int, rounds: int) -> None:
    """``build``, two plain processes over Parquet, and Spark: in turns, start-up of Spark apart."""
    rules, given, site = folder / "adlayout.toml", folder / "pages", folder / "site"
    store(given, pages, size)
    site.mkdir()
    for row in (row for file in sorted(given.iterdir()) for row in pq.read_table(file).to_pylist()):
        (site / row["path"]).write_bytes(row["content"])
    print(f"{pages:,} pages of {size / 1000:.0f} kB; two processes each", flush=True)
    started = time.perf_counter()
    with spark(folder / "spark", "local[2]", **{"spark.sql.execution.arrow.maxRecordsPerBatch": "256"}) as session:
        frame = session.read.parquet(str(given))
        adlayout.spark.finish(frame.limit(8).repartition(2), rules).collect()
        print(f"Spark has started, and both workers have finished some pages: {time.perf_counter() - started:.1f} s")
        ways: dict[str, Callable[[Path], object]] = {
            "build --jobs 2, files": lambda out: list(build(Wanted(site, out, rules=str(rules), jobs=2))),
            "two processes, Parquet": lambda out: plainly(given, rules, out),
            "Spark local[2], Parquet": lambda out: adlayout.spark.finish(frame, rules).write.parquet(str(out)),
        }
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for number in range(rounds):
            for name, way in ways.items():
                found[name].append(measured(way, folder / f"out{number}"))
                shutil.rmtree(folder / f"out{number}")
    report(found, pages)


def report(found: dict[str, list[tuple[float, float, float]]], pages: int) -> None:
    floor: tuple[float, ...] = ()
    print("way; pages/s; s; processor s (of which Java); time and processor time against two processes")
    for name in ("two processes, Parquet", "build --jobs 2, files", "Spark local[2], Parquet"):
        wall, cpu, java = (statistics.median(values) for values in zip(*found[name], strict=True))
        floor = floor or (wall, cpu)
        print(
            f"{name}: {pages / wall:.0f}/s; {wall:.1f} s; {cpu:.1f} s ({java:.1f}); "
            f"{wall / floor[0]:.2f} ×, {cpu / floor[1]:.2f} ×",
            flush=True,
        )


def measured(way: Callable[[Path], object], out: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds of this process and all below it, and those of Java."""
    wall, cpu, java = time.perf_counter(), processor(), processor("java")
    way(out)
    return time.perf_counter() - wall, processor() - cpu, processor("java") - java


def processor(name: str = "") -> float:
    """Seconds that the processes below this one, and those of them that have ended, have used; with this one's own.

    With a name: of the processes called so alone, without what they have started.
    """
    if name:
        return sum(used(pid, own=True) for pid, called in processes_below().items() if called == name) / TICKS
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    below = sum(used(pid) for pid in processes_below()) / TICKS
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + below


def plainly(given: Path, rules: Path, out: Path) -> None:
    """The pages' own work: two processes, each with its share of the files, and no engine."""
    out.mkdir()
    files = sorted(given.glob("*.parquet"))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(one_file, files, [rules] * len(files), [out / file.name for file in files]))


def one_file(given: Path, rules: Path, out: Path) -> None:
    with pq.ParquetWriter(out, arrow.schema(arrow.FINISHED)) as writer:
        for batch in arrow.finish(pq.ParquetFile(given).iter_batches(256), rules):
            writer.write_batch(batch)


def store(given: Path, pages: int, size: int) -> None:
    """The pages as Parquet."""
    given.mkdir()
    coming = made_up(pages, size)
    for number in range(FILES):
        share = pages // FILES + (number < pages % FILES)
        with pq.ParquetWriter(
            given / f"{number}.parquet", pa.schema({"path": pa.string(), "content": pa.binary()})
        ) as to:
            while some := list(islice(coming, min(256, share))):
                share -= len(some)
                to.write_batch(pa.record_batch([*map(list, zip(*some, strict=True))], to.schema.names))


def grow(folder: Path, pages: int, size: int) -> None:
    """The three passes at a number of pages, with the most memory that each kind of process takes."""
    here = folder / str(pages)
    here.mkdir()
    rules, given, index = folder / "adlayout.toml", here / "pages", here / "index"
    store(given, pages, size)
    with spark(here / "spark", "local[2]") as session, Peaks() as peaks:
        frame = session.read.parquet(str(given))
        adlayout.spark.finish(frame.limit(8).repartition(2), rules).collect()
        table, out = str(here / "facts"), str(here / "out")
        read = timed(lambda: adlayout.spark.facts(frame, rules).write.parquet(table))
        made = timed(lambda: adlayout.spark.make_index(session.read.parquet(table), index, rules))
        done = timed(lambda: adlayout.spark.finish(frame, rules, related=index).write.parquet(out))
        count = session.read.parquet(out).where("status = 'finished'").count()
    megabytes = ", ".join(f"{name} {most / 1e6:.0f} MB" for name, most in sorted(peaks.most.items()))
    print(f"{pages:,} pages of {size / 1000:.0f} kB, {count:,} finished", flush=True)
    print(f"  facts {told(read)}; index {told(made)}; finished {told(done)}")
    print(
        f"  facts {weight(Path(table)):.1f} MB, index {index.stat().st_size / 1e6:.1f} MB; most memory: {megabytes}",
        flush=True,
    )
    shutil.rmtree(here)


def timed(call: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), processor()
    call()
    return time.perf_counter() - wall, processor() - cpu


def told(took: tuple[float, float]) -> str:
    return f"{took[0]:.0f} s ({took[1]:.0f} s of processor time)"


def weight(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.glob("*.parquet")) / 1e6


class Peaks:
    """The most memory that a process of each kind has taken: looked at five times a second."""

    def __init__(self) -> None:
        self.most: dict[str, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Peaks":
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            for name, memory in _memory():
                self.most[name] = max(self.most.get(name, 0), memory)


def _memory() -> Iterator[tuple[str, int]]:
    for pid, name in {os.getpid(): "driver's Python", **processes_below()}.items():
        status = Path(f"/proc/{pid}/status")
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if "VmRSS" in lines:
            yield (
                {"java": "Java"}.get(name, name if name.startswith("driver") else "a worker"),
                int(lines["VmRSS"].split()[0]) * 1024,
            )


if __name__ == "__main__":
    main()
