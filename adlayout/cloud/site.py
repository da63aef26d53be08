"""A whole site: listed, compared with what is remembered, and object by object through threads and worker processes."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from adlayout.builder.model import Outcome, Wanted
from adlayout.builder.patterns import skipping
from adlayout.builder.walk import ENDINGS
from adlayout.cloud.address import is_address, said
from adlayout.cloud.crew import Crew
from adlayout.cloud.memory import FOLDER, Memory
from adlayout.cloud.model import Refused, Row, Stored
from adlayout.cloud.page import Settings
from adlayout.cloud.place import opened
from adlayout.cloud.rules import Book
from adlayout.cloud.way import CARRIED, Task, Way, Went, kind_of
from adlayout.errors import AdlayoutError, UsageError
from adlayout.related.index import Index
from adlayout.related.needs import Needs, digest

AT_ONCE, AT_ONCE_EACH = 32, 16
"""Objects on their way, at least and for each process: a page waits some 100 ms for a store, and works for 10."""
REFUSALS = 20
"""After so many refusals and no success it is the credentials, and not the objects."""
_NEVER = datetime.fromtimestamp(0, UTC)
_MISPLACED = "a rule file below the site's root is not read in a bucket: name one for the whole site with --rules"


def build(wanted: Wanted) -> Iterator[Outcome]:
    """The outcome of each object; see ``adlayout.cloud.build``."""
    _check(wanted)
    source = opened(wanted.source, read=True)
    target = source if wanted.out is None else opened(wanted.out, read=False)
    with ExitStack() as stack:
        book = Book(wanted, source)
        stack.callback(book.close)
        memory = Memory(target)
        if wanted.only is None:
            memory.load(target.listed(FOLDER if wanted.out is None else ""))
        index = Index(wanted.related) if wanted.related else None
        crew = Crew(wanted.jobs, Settings(wanted.url, wanted.encoding, wanted.related, wanted.verify, wanted.diff))
        stack.callback(crew.close)
        way = Way(source, target, crew, wanted.write, index.digest if index else "")
        run = _Run(wanted, way, memory, book, index)
        yield from run.all()


def _check(wanted: Wanted) -> None:
    if wanted.out is None:
        return
    source, out = (said(where) + "/" for where in (wanted.source, wanted.out))
    if is_address(wanted.source) != is_address(wanted.out):
        return
    if out == source:
        raise UsageError(f"{out[:-1]} is SRC itself; to write the pages where they stand use --in-place")
    if out.startswith(source):
        raise UsageError(f"{out[:-1]} lies inside of SRC and would become part of it; choose a place outside")
    if source.startswith(out):
        raise UsageError(f"{source[:-1]} lies inside of OUT, which could overwrite it; choose another place")


class _Run:
    """One build on its way."""

    def __init__(self, wanted: Wanted, way: Way, memory: Memory, book: Book, index: Index | None) -> None:
        self._wanted, self._way, self._memory, self._book, self._index = wanted, way, memory, book, index
        self._skip = skipping(wanted.exclude) or (lambda name: False)
        self._refused, self._succeeded = 0, False
        self._pages = 0

    def all(self) -> Iterator[Outcome]:
        """Every object; then what vanished from SRC."""
        try:
            yield from self._objects()
            if self._wanted.only is None:
                self._some()
                yield from self._vanished()
        finally:
            if self._wanted.write:
                with suppress(AdlayoutError, Refused):  # a store that does not answer was said already
                    self._memory.flush()
        if self._wanted.write and self._wanted.only is None:
            self._memory.pack()

    def _objects(self) -> Iterator[Outcome]:
        most = max(AT_ONCE, AT_ONCE_EACH * self._wanted.jobs)
        waiting: deque[Future[Went] | Went] = deque()
        with ThreadPoolExecutor(most) as threads:
            try:
                for source in self._sources():
                    task = self._task(source)
                    known = self._at_once(task)
                    waiting.append(known or threads.submit(self._way.go, task))
                    while waiting and (len(waiting) >= most or _done(waiting[0])):
                        yield self._told(waiting.popleft())
                while waiting:
                    yield self._told(waiting.popleft())
            finally:
                threads.shutdown(wait=True, cancel_futures=True)

    def _sources(self) -> Iterator[Stored]:
        for one in self._way.source.listed() if self._wanted.only is None else self._chosen():
            if not one.name.startswith(FOLDER) and not self._skip(one.name):
                yield one

    def _chosen(self) -> Iterator[Stored]:
        """The objects that were named, each once; one that is gone fails on its way."""
        for name in sorted({_below(one, self._wanted.source) for one in self._wanted.only or ()}):
            yield self._way.source.look(name) or Stored(name, "", -1, _NEVER)

    def _task(self, source: Stored) -> Task:
        kind = kind_of(source.name)
        self._pages += kind != "file"
        row = self._memory.row(source.name)
        there = source if self._way.in_place else self._there(source.name)
        return Task(source, kind, row, there, *(self._book.of(source.name) if kind != "file" else ("", CARRIED)))

    def _there(self, name: str) -> Stored | None:
        return self._memory.there(name) if self._wanted.only is None else self._way.target.look(name)

    def _at_once(self, task: Task) -> Went | None:
        """The outcome that needs no request: up to date, or a rule file where none is read."""
        name, row = task.source.name, task.row
        if self._book.misplaced(name) and not self._wanted.rules:
            return Went(Outcome(name, "failed", _MISPLACED))
        if self._way.in_place and task.kind == "file":
            return Went(Outcome(name, "carried"))
        if not row or row.source != task.source.stamp or not task.there or row.target != task.there.stamp:
            return None
        if row.key == CARRIED and task.kind != "page":
            return Went(Outcome(name, "carried"))
        return self._up_to_date(row) if row.key == task.key else None

    def _up_to_date(self, row: Row) -> Went | None:
        """What came of a page before, if the index, too, says what it said then."""
        known = Went(Outcome(row.name, "up-to-date"))
        if not row.needs or self._index is None or row.related == self._way.related:
            return known
        if digest(self._index, Needs.of(row.needs)).hex() != row.links:
            return None
        return replace(known, row=replace(row, related=self._way.related))

    def _told(self, done: "Future[Went] | Went") -> Outcome:
        went = done.result() if isinstance(done, Future) else done
        if went.row and self._wanted.write:
            self._memory.note(went.row)
        self._succeeded |= went.outcome.status != "failed"
        if went.refused and not self._succeeded:
            self._refused += 1
            if self._refused >= REFUSALS:
                raise UsageError(
                    f"{self._way.target.said}: {went.outcome.reason}, each of the first {REFUSALS} objects; "
                    "check what these credentials may do"
                )
        return went.outcome

    def _some(self) -> None:
        if not self._pages:
            endings = ", ".join(ENDINGS)
            raise UsageError(f"{self._way.source.said}: there is no page in it ({endings}); is it the rendered site?")

    def _vanished(self) -> Iterator[Outcome]:
        """What SRC has no more goes from OUT, if it still is what a build has put there."""
        for row in self._memory.vanished() if self._wanted.write else ():
            there = None if self._way.in_place else self._memory.there(row.name)
            if there and there.stamp == row.target:
                now = self._way.target.look(row.name)
                if now and now.stamp == row.target:
                    self._way.target.remove(row.name)
                    yield Outcome(row.name, "removed", changed=True)


def _done(one: "Future[Went] | Went") -> bool:
    return not isinstance(one, Future) or one.done()


def _below(path: Path, source: Path) -> str:
    """The name below the source of a listed page: said as it is, as its address, or as its path from here."""
    if is_address(source):
        return said(path).removeprefix(f"{said(source)}/")
    root, absolute = source.resolve(), path.parent.resolve() / path.name
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()
