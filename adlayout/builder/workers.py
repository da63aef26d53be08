"""Work in parallel, results in order, memory flat; a worker that is killed costs one page, not the build.

``ProcessPoolExecutor`` and not ``multiprocessing.Pool``: the pool waits for ever when a worker is killed.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

# Tasks on their way per worker: enough that none waits for the parent, few enough that results do not pile up.
AHEAD = 8


@dataclass(slots=True)
class Workers[T, R]:
    """``work`` done by ``jobs`` processes. ``prepare`` and its arguments set up each process once.

    ``lost`` makes the result of a task whose worker was killed while it was the only one at work.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]
    jobs: int = 1
    prepare: Callable[..., None] | None = None
    arguments: tuple[object, ...] = ()

    def results(self, tasks: Iterable[T]) -> Iterator[R]:
        """One result a task, in the order of the tasks. With one job everything happens in this process."""
        return _InOrder(self).results(iter(tasks)) if self.jobs > 1 else self._here(tasks)

    def _here(self, tasks: Iterable[T]) -> Iterator[R]:
        if self.prepare:
            self.prepare(*self.arguments)
        for task in tasks:
            yield self.work(task)

    def pool(self, jobs: int) -> ProcessPoolExecutor:
        """Fresh processes. Forked ones would inherit whatever threads of the caller hold, so they are spawned."""
        return ProcessPoolExecutor(jobs, get_context("spawn"), self.prepare, self.arguments)
