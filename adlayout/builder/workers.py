"""Work in parallel, results in order, memory flat; a worker that is killed costs one page, not the build.

``ProcessPoolExecutor`` and not ``multiprocessing.Pool``: the pool waits for ever when a worker is killed.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")
Given = TypeVar("Given")

AHEAD = 8
"""Tasks on their way per worker: enough that none waits for the parent, few enough that results do not pile up."""
FEW = 40
"""Below so many tasks a second process costs more than it gains: it takes as long to start as some dozen pages."""
WINDOW = 2048
"""So many tasks in a row are looked at for work; those whose result is known already wait for their turn there."""


@dataclass(frozen=True, slots=True)
class Known(Generic[R]):
    """Stands for a task whose result is known already: it takes its place in the order, and no worker."""

    value: R

    def result(self) -> R:
        """As a future's."""
        return self.value


@dataclass(frozen=True, slots=True)
class Workers(Generic[T, R]):
    """``work`` done by ``jobs`` processes; ``prepare(*arguments)`` sets up each of them once.

    ``lost`` makes the result of a task whose worker was killed while that task was alone at work. Processes are
    started, and anything is prepared, only where there is work for them. ``died`` is called when a worker was killed,
    to clear up what it left.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]
    jobs: int
    prepare: Callable[..., None]
    arguments: tuple[object, ...]
    died: Callable[[], object] = bool

    def results(self, tasks: "Iterable[T | Known[R]]") -> Iterator[R]:
        """One result a task, in the order of the tasks. Few tasks, or with one job all, are done in this process."""
        given = iter(tasks)
        prepared = False
        while True:
            window, waiting = _window(given, FEW if self.jobs > 1 else 1)
            if waiting >= FEW and self.jobs > 1:
                yield from self._parallel(chain(window, given))
                return
            if not window:
                return
            if waiting and not prepared:
                self.prepare(*self.arguments)
                prepared = True
            for task in window:
                yield task.value if isinstance(task, Known) else self.work(task)

    def _parallel(self, tasks: "Iterator[T | Known[R]]") -> Iterator[R]:
        again: list[T | Known[R]] = []
        while True:
            again = yield from self._until_broken(tasks)
            if not again:
                return
            self.died()
            # One of these killed its worker. Each alone in a pool of its own: only the guilty one is lost.
            for task in again:
                yield task.value if isinstance(task, Known) else self._alone(task)

    def _until_broken(self, tasks: "Iterator[T | Known[R]]") -> "Generator[R, None, list[T | Known[R]]]":
        """Results until a worker dies; returns the tasks that were on their way then (none at the end)."""
        from concurrent.futures.process import BrokenProcessPool

        running: deque[T | Known[R]] = deque()
        futures: deque[Future[R] | Known[R]] = deque()
        at_work = 0
        with self._pool(self.jobs) as pool, suppress(BrokenProcessPool):
            while True:
                while at_work < self.jobs * AHEAD and len(running) < WINDOW:
                    task = next(tasks, None)
                    if task is None:
                        break
                    # Noted first: handing it over may find the pool broken.
                    running.append(task)
                    at_work += not isinstance(task, Known)
                    futures.append(task if isinstance(task, Known) else submit(pool, self.work, task))
                if not running:
                    return []
                result = futures.popleft().result()
                at_work -= not isinstance(running.popleft(), Known)
                yield result
        return list(running)

    def _alone(self, task: T) -> R:
        from concurrent.futures.process import BrokenProcessPool

        try:
            with self._pool(1) as pool:
                return submit(pool, self.work, task).result()
        except BrokenProcessPool:
            self.died()
            return self.lost(task)

    @contextmanager
    def _pool(self, jobs: int) -> "Iterator[ProcessPoolExecutor]":
        pool = processes(jobs, self.prepare, self.arguments)
        try:
            yield pool
        finally:
            # Stopped by Ctrl-C, what is being worked on ends; what waits does not begin.
            pool.shutdown(cancel_futures=True)


def processes(jobs: int, prepare: Callable[..., None], arguments: tuple[object, ...]) -> "ProcessPoolExecutor":
    """Processes that end with this one, each set up by ``prepare(*arguments)``; work is handed over by :func:`submit`.

    They are started by the first tasks.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: a forked process inherits the locks that the caller's threads happen to hold.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (prepare, arguments))


def _window(tasks: Iterator[Given], enough: int) -> tuple[list[Given], int]:
    """Tasks up to the one with which there is enough to do, and how many of them have to be done."""
    window: list[Given] = []
    waiting = 0
    for task in tasks:
        window.append(task)
        waiting += not isinstance(task, Known)
        if waiting >= enough or len(window) >= WINDOW:
            break
    return window, waiting


def submit(pool: "ProcessPoolExecutor", work: Callable[[T], R], task: T) -> "Future[R]":
    """Hands a task over. The first one starts the processes; Ctrl-C is the parent's to answer, they never hear it.

    What went wrong when the process was set up is raised by the result.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_do, work, task)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_do, work, task)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Sets a worker up. It ends with its parent, also when that is killed: else it would wait for work for ever."""
    from multiprocessing import parent_process
    from threading import Thread

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
    try:
        prepare(*arguments)
    except Exception as error:  # noqa: BLE001  (raised here it would only be a process that ended)
        _wrong.append(error)


def _do(work: Callable[[T], R], task: T) -> R:
    if _wrong:
        raise _wrong[0]
    return work(task)


_wrong: list[Exception] = []
"""Why this process, a worker, could not be set up."""
