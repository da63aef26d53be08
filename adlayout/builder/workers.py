"""Work in parallel, results in order, memory flat; a worker that is killed costs one page, not the build.

``ProcessPoolExecutor`` and not ``multiprocessing.Pool``: the pool waits for ever when a worker is killed.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Tasks on their way per worker: enough that none waits for the parent, few enough that results do not pile up.
AHEAD = 8


@dataclass(frozen=True, slots=True)
class Workers(Generic[T, R]):
    """``work`` done by ``jobs`` processes; ``prepare(*arguments)`` sets up each of them once.

    ``lost`` makes the result of a task whose worker was killed while that task was alone at work.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]
    jobs: int
    prepare: Callable[..., None]
    arguments: tuple[object, ...]

    def results(self, tasks: Iterable[T]) -> Iterator[R]:
        """One result a task, in the order of the tasks. With one job everything happens in this process."""
        return self._parallel(iter(tasks)) if self.jobs > 1 else self._here(tasks)

    def _here(self, tasks: Iterable[T]) -> Iterator[R]:
        self.prepare(*self.arguments)
        for task in tasks:
            yield self.work(task)

    def _parallel(self, tasks: Iterator[T]) -> Iterator[R]:
        again: list[T] = []
        while True:
            again = yield from self._until_broken(tasks)
            if not again:
                return
            # One of these killed its worker. Each alone in a pool of its own: only the guilty one is lost.
            for task in again:
                yield self._alone(task)

    def _until_broken(self, tasks: Iterator[T]) -> Generator[R, None, list[T]]:
        """Results until a worker dies; returns the tasks that were on their way then (none at the end)."""
        running: deque[T] = deque()
        futures: deque[Future[R]] = deque()
        with self._pool(self.jobs) as pool, suppress(BrokenProcessPool):
            while True:
                for task in islice(tasks, self.jobs * AHEAD - len(running)):
                    # Noted first: handing it over may find the pool broken.
                    running.append(task)
                    futures.append(pool.submit(self.work, task))
                if not running:
                    return []
                result = futures.popleft().result()
                running.popleft()
                yield result
        return list(running)

    def _alone(self, task: T) -> R:
        try:
            with self._pool(1) as pool:
                return pool.submit(self.work, task).result()
        except BrokenProcessPool:
            return self.lost(task)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a forked process inherits the locks that the caller's threads happen to hold.
        return ProcessPoolExecutor(jobs, get_context("spawn"), self.prepare, self.arguments)
