"""What a worker does: one file of the site, from its bytes to its place, and whatever goes wrong is one outcome."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import diff_bytes, unified_diff
from pathlib import Path

from adlayout import checker, pipeline
from adlayout.builder.figures import figures
from adlayout.builder.model import Outcome, Task, Wanted
from adlayout.builder.walk import address
from adlayout.builder.write import copy_link, copy_whole, write_whole
from adlayout.errors import AdlayoutError
from adlayout.related.index import Index
from adlayout.rulefile import Rules


@dataclass(slots=True)
class _Bench:
    """What each worker process holds: the build and its rule files."""

    wanted: Wanted
    rules: tuple[Rules, ...]
    related: Index | None = None


_bench: list[_Bench] = []


def prepare(wanted: Wanted, rules: tuple[Rules, ...]) -> None:
    """Sets this process up; done once, so that a task is only a name."""
    _bench[:] = [_Bench(wanted, rules, Index(wanted.related) if wanted.related else None)]


def work(task: Task) -> Outcome:
    """Does one file. Never raises: what goes wrong with a page is its outcome, and the page stays as it came."""
    bench = _bench[0]
    started = time.perf_counter()
    source, target = bench.wanted.source / task.name, bench.wanted.target / task.name
    try:
        if task.kind == "closed":
            next(source.iterdir(), None)
        if task.kind != "page":
            return _carried(task, bench.wanted, source, target)
        raw = source.read_bytes()
        outcome, html = _made(task, bench, raw)
        outcome = _put(outcome, bench.wanted, raw, html, source, target)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a build)
        outcome = Outcome(task.name, "failed", _said(error))
    return replace(outcome, seconds=time.perf_counter() - started)


def lost(task: Task) -> Outcome:
    """The outcome of a page on which the worker process itself died."""
    return Outcome(task.name, "failed", "the process that worked on it was killed (too little memory?)")


def _made(task: Task, bench: _Bench, raw: bytes) -> tuple[Outcome, bytes]:
    """A page's outcome and bytes. Where the rooms below break down, the page stays as it came: no page is lost."""
    make: Callable[[Task, _Bench, bytes], tuple[Outcome, bytes]]
    make = _stripped if bench.wanted.action == "strip" else _finished
    try:
        return make(task, bench, raw)
    except Exception as error:  # noqa: BLE001  (the same boundary; reported as failed)
        return Outcome(task.name, "failed", _said(error)), raw


def _finished(task: Task, bench: _Bench, raw: bytes) -> tuple[Outcome, bytes]:
    wanted = bench.wanted
    url = f"{wanted.url.rstrip('/')}/{address(task.name)}"
    rules = bench.rules[task.rules]
    made, known = pipeline.finish_and_tell(raw, rules, url=url, encoding=wanted.encoding, related=bench.related)
    if wanted.verify and known:
        checker.proven(raw, made.html, rules, (known.page, known.article), url=url, encoding=wanted.encoding)
    outcome = Outcome(
        task.name,
        made.status,
        made.reason,
        tuple((one.name, one.kind) for one in made.plan.insertions),
        tuple((one.name, one.reason) for one in made.plan.left_out),
        made.warnings,
        figures=figures(known) if known else None,
    )
    return outcome, made.html


def _stripped(task: Task, bench: _Bench, raw: bytes) -> tuple[Outcome, bytes]:
    html = pipeline.strip(raw, bench.wanted.encoding)
    return Outcome(task.name, *(("passed", "nothing-to-strip") if html == raw else ("stripped", None))), html


def _put(outcome: Outcome, wanted: Wanted, raw: bytes, html: bytes, source: Path, target: Path) -> Outcome:
    """Writes the page where it differs from what is there."""
    there = raw if wanted.out is None else _bytes_of(target)
    changed = html != there
    if changed and wanted.write:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, html, source.stat().st_mode & 0o7777)
    return replace(outcome, changed=changed, diff=difference(outcome.page, raw, html) if wanted.diff else b"")


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _carried(task: Task, wanted: Wanted, source: Path, target: Path) -> Outcome:
    """Everything that is no page: copied with its times and mode; in place there is nothing to do."""
    if wanted.out is None or not wanted.write:
        return Outcome(task.name, "carried")
    target.parent.mkdir(parents=True, exist_ok=True)
    changed = copy_link(source, target) if task.kind == "link" else copy_whole(source, target)
    return Outcome(task.name, "carried", changed=changed)


def difference(name: str, before: bytes, after: bytes) -> bytes:
    """A unified diff, bytes as they are (a page's encoding is its own); empty if nothing changes."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    shown = name.encode("utf-8", "surrogateescape")
    lines = diff_bytes(unified_diff, old, new, shown, shown + b" (finished)")
    return b"".join(line if line.endswith((b"\n", b"\r")) else line + b"\n" for line in lines)


def _said(error: Exception) -> str:
    """An error in words: what the system says of a file, else the kind of error and its message."""
    if isinstance(error, OSError):
        return f"cannot be read or written: {error.strerror or error}"
    return str(error) if isinstance(error, AdlayoutError) else f"{type(error).__name__}: {error}"
