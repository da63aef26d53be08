"""A whole site in one pass: asks for mistakes first, then file by file through the workers, in order."""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adlayout.builder.lock import Lock, alone
from adlayout.builder.memory import Memory, remembered
from adlayout.builder.model import Outcome, Task, Wanted, Worked
from adlayout.builder.plan import Made, Plan
from adlayout.builder.stamps import wait
from adlayout.builder.survey import Site, check, files, survey
from adlayout.builder.vanish import vanished
from adlayout.builder.versions import versions
from adlayout.builder.walk import key
from adlayout.builder.workers import Workers
from adlayout.builder.write import sweep
from adlayout.errors import UsageError

if TYPE_CHECKING:
    from adlayout.related.index import Index


@dataclass(slots=True)
class Counted(Iterator[Outcome]):
    """Outcomes, and how many there will be: progress bars ask for ``operator.length_hint``."""

    outcomes: Generator[Outcome, None, None]
    number: int
    memory: Memory

    def __next__(self) -> Outcome:
        return next(self.outcomes)

    def close(self) -> None:
        """Ends the build before its end: what is done is noted."""
        self.outcomes.close()

    def __length_hint__(self) -> int:
        return self.number

    @property
    def warning(self) -> str:
        """Why the next build will begin anew; empty if it will not."""
        return self.memory.warning


def build(wanted: Wanted) -> Counted:
    """The outcome of each file: first what the source has no more, then in the order of names. Wrong calls and rule
    files raise before anything is written.
    """
    check(wanted)
    index = _index(wanted)
    with ExitStack() as held:
        lock = held.enter_context(alone(wanted.target)) if wanted.target.is_dir() else None
        memory = held.enter_context(closing(remembered(wanted.source, wanted.target, write=wanted.write)))
        site = survey(wanted, memory)
        if lock is None and wanted.write:
            _make(wanted.target)
            lock = held.enter_context(alone(wanted.target))
        outcomes = _built(wanted, index, _Held(held.pop_all(), lock, memory), site)
        return Counted(outcomes, site.count + len(site.gone), memory)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a build holds until it ends."""

    stack: ExitStack
    lock: Lock | None
    memory: Memory


def _built(wanted: Wanted, index: "Index | None", held: _Held, site: Site) -> Generator[Outcome, None, None]:
    memory, changed = held.memory, False
    with held.stack:
        if wanted.write and (memory.unfinished or memory.is_new):
            sweep(wanted.target)
        related = index.digest.encode() if index else b""
        made = Made(tuple(one.digest for one in site.rules) or ("",), _call(wanted), index, related)
        for outcome in vanished(wanted, memory, site.gone):
            changed = True
            yield outcome
        plan = Plan(wanted, memory, made)
        arguments = (wanted, tuple(site.rules), related, held.lock)
        workers = Workers(_work, _lost, wanted.jobs, _prepare, arguments, partial(sweep, wanted.target))
        for done in workers.results(plan.tasks(files(wanted, memory, site))):
            changed |= _note(done, wanted, memory)
            yield done.outcome
        if changed and wanted.write:
            wait()


def _make(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{target}: cannot be made: {error.strerror}; choose another folder") from None


def _note(done: Worked, wanted: Wanted, memory: Memory) -> bool:
    """Remembers what was worked on. Whether something was written."""
    if wanted.write and done.row is not None:
        memory.put(done.row)
    elif wanted.write and done.outcome.status == "failed":
        memory.end(key(done.outcome.page))
    return done.outcome.changed


def _call(wanted: Wanted) -> str:
    """Changes with all that pages are made with besides their bytes, rules and links."""
    options = (wanted.action, wanted.url, wanted.encoding, wanted.verify, wanted.related is not None)
    return hashlib.sha256(repr((versions(), options)).encode()).hexdigest()[:16]


def _index(wanted: Wanted) -> "Index | None":
    if wanted.related is None:
        return None
    from adlayout.related.index import Index

    return Index(wanted.related)


def _prepare(*arguments: object) -> None:
    # Loaded where there is work, and not before: a build in which nothing has changed needs no parser.
    from adlayout.builder import page

    page.prepare(*arguments)  # type: ignore[arg-type]


def _work(task: Task) -> Worked:
    from adlayout.builder import page

    return page.work(task)


def _lost(task: Task) -> Worked:
    from adlayout.builder import page

    return page.lost(task)
