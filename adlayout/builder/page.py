"""What a worker does: one file of the site, from its bytes to its place, and whatever goes wrong is one outcome."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from adlayout import checker, pipeline
from adlayout.builder.diff import difference
from adlayout.builder.lock import Lock
from adlayout.builder.memory import Row
from adlayout.builder.model import Outcome, Task, Wanted, Worked
from adlayout.builder.outcomes import KILLED, noted, outcome_of, recalled, said
from adlayout.builder.packed import NO_BROTLI, can
from adlayout.builder.put import Target, begin, carry, put_siblings
from adlayout.builder.stamps import digest, joined, resting
from adlayout.builder.walk import address, key
from adlayout.builder.write import read_steady
from adlayout.errors import PageError
from adlayout.related.index import Index
from adlayout.related.needs import Needs
from adlayout.related.needs import digest as answer
from adlayout.rulefile import Rules


@dataclass(slots=True)
class _Bench:
    """What each worker process holds: the build, its rule files, and the lock on its target."""

    wanted: Wanted
    rules: tuple[Rules, ...]
    related: Index | None = None
    digest: bytes = b""
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """A page's outcome, its bytes, and what its links depend on."""

    outcome: Outcome
    html: bytes
    needs: Needs | None = None


_bench: list[_Bench] = []


def prepare(wanted: Wanted, rules: tuple[Rules, ...], related: bytes = b"", lock: Lock | None = None) -> None:
    """Sets this process up; done once, so that a task is only a name. ``related``: the digest of the related index."""
    begin()
    _bench[:] = [_Bench(wanted, rules, Index(wanted.related) if wanted.related else None, related, lock)]


def work(task: Task) -> Worked:
    """Does one file. Never raises: what goes wrong with a page is its outcome, and the page stays as it came."""
    bench = _bench[0]
    started = time.perf_counter()
    try:
        done = _page(task, bench) if task.kind == "page" else _other(task, bench.wanted)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a build)
        done = Worked(Outcome(task.name, "failed", said(error)))
    return replace(done, outcome=replace(done.outcome, seconds=time.perf_counter() - started))


def lost(task: Task) -> Worked:
    """The outcome of a page on which the worker process itself died."""
    return Worked(Outcome(task.name, "failed", KILLED))


def _other(task: Task, wanted: Wanted) -> Worked:
    """Everything that is no page: copied with its times and mode; in place there is nothing to do."""
    source = wanted.source / task.name
    if task.kind == "closed":
        next(source.iterdir(), None)
    source.lstat()
    came = resting(str(source))
    changed, stands = carry(task, wanted, source)
    row = Row(key(task.name), task.kind, came=came, stands=stands, made=task.made)
    return Worked(Outcome(task.name, "carried", changed=changed), row)


def _page(task: Task, bench: _Bench) -> Worked:
    wanted = bench.wanted
    source = wanted.source / task.name
    if wanted.out is None and ".br" in task.packed and not can(".br"):
        raise PageError(f"its .br would stay the old one; {NO_BROTLI.partition(': ')[2]}")
    # Noted before reading: whatever changes the file from here on gives it another stamp.
    came = [resting(f"{source}{ending}") for ending in ("", *task.packed)]
    raw, state = read_steady(source)
    target = Target(wanted, task, raw, state, came[0])
    made = _kept(task, raw, target) or _made(task, bench, raw)
    put = target.put(made.html)
    changed, stands, warnings = put_siblings(target, made.html, put, bool(made.outcome.insertions))
    shown = difference(task.name, raw, made.html) if wanted.diff else b""
    outcome = replace(
        made.outcome,
        changed=changed,
        diff=shown,
        warnings=(*made.outcome.warnings, *warnings),
        because="" if made.outcome.status == "up-to-date" else _because(task, raw),
    )
    row = Row(
        key(task.name), "page", " ".join(task.packed), joined(came), digest(raw), stands, digest(made.html),
        bench.rules[task.rules].digest if bench.rules else "", task.made if outcome.status != "failed" else "",
        made.needs.text() if made.needs else "",
        answer(bench.related, made.needs) if made.needs and bench.related else b"",
        bench.digest if made.needs else b"", noted(made.outcome),
    )  # fmt: skip
    if task.row and outcome.status == "up-to-date":
        row = row._replace(needs=task.row.needs, links=task.row.links, related=bench.digest if task.row.needs else b"")
    return Worked(outcome, row)


def _because(task: Task, raw: bytes) -> str:
    """Why the page is made: other bytes tell more than what follows from them."""
    if task.because in ("", "links") and digest(raw) != task.digest:
        return "page"
    return task.because or "output"


def _kept(task: Task, raw: bytes, target: Target) -> _Made | None:
    """The page as it stands, if that is what would be made of it."""
    row, there = task.row, target.there
    if row is None or there is None or digest(there) != row.written:
        return None
    if target.wanted.out is not None and digest(raw) != row.digest:
        return None
    return _Made(recalled(task.name, row.facts), there)


def _made(task: Task, bench: _Bench, raw: bytes) -> _Made:
    """A page's outcome and bytes. Where the rooms below break down, the page stays as it came: no page is lost."""
    make: Callable[[Task, _Bench, bytes], _Made] = _stripped if bench.wanted.action == "strip" else _finished
    try:
        return make(task, bench, raw)
    except Exception as error:  # noqa: BLE001  (the same boundary; reported as failed)
        return _Made(Outcome(task.name, "failed", said(error)), raw)


def _finished(task: Task, bench: _Bench, raw: bytes) -> _Made:
    wanted = bench.wanted
    url = f"{wanted.url.rstrip('/')}/{address(task.name)}"
    rules = bench.rules[task.rules]
    made, known = pipeline.finish_and_tell(raw, rules, url=url, encoding=wanted.encoding, related=bench.related)
    if wanted.verify and known:
        checker.proven(raw, made.html, rules, (known.page, known.article), url=url, encoding=wanted.encoding)
    outcome = outcome_of(task.name, made, known)
    return _Made(outcome, made.html, known.needs if known else None)


def _stripped(task: Task, bench: _Bench, raw: bytes) -> _Made:
    html = pipeline.strip(raw, bench.wanted.encoding)
    return _Made(Outcome(task.name, *(("passed", "nothing-to-strip") if html == raw else ("stripped", None))), html)
