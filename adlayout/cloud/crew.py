"""Worker processes that many threads hand pages to; one that is killed costs one page, not the build."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock

from adlayout.builder.workers import FEW, processes, submit
from adlayout.cloud import page
from adlayout.cloud.page import Job, Made, Settings


class Crew:
    """``jobs`` processes. ``finish`` may be called by any number of threads, and waits for its page.

    The first ``FEW`` pages, and all of them with one job, are made in a thread of this process.
    """

    def __init__(self, jobs: int, settings: Settings) -> None:
        self._jobs, self._settings = jobs, settings
        self._here = ThreadPoolExecutor(1, "adlayout", page.prepare, (settings,))
        self._begun = 0
        self._changing = Lock()
        self._alone = Lock()
        self._pool = self._new(jobs)

    def finish(self, job: Job) -> Made:
        """The finished page."""
        self._begun += 1
        if self._jobs == 1 or self._begun <= FEW:
            return self._here.submit(page.work, job).result()
        pool = self._pool
        try:
            return submit(pool, page.work, job).result()
        except (BrokenProcessPool, RuntimeError):  # broken while we waited, or given up by another thread just now
            self._renew(pool)
        return self._by_itself(job)

    def close(self) -> None:
        """Ends the processes; pages that are waiting are not begun."""
        self._here.shutdown(wait=True, cancel_futures=True)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._changing:
            if self._pool is broken:
                self._pool = self._new(self._jobs)
                broken.shutdown(wait=False)

    def _by_itself(self, job: Job) -> Made:
        """One of the pages that were at work killed its worker: each again, alone, so that only that one is lost."""
        with self._alone:
            try:
                with self._new(1) as pool:
                    return submit(pool, page.work, job).result()
            except BrokenProcessPool:
                return page.lost(job)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return processes(jobs, page.prepare, (self._settings,))
