"""Two builds into one folder do not mix: the second waits a while, then says so."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from adlayout.errors import UsageError

PATIENCE = 10.0
"""Seconds that a build waits for another one to end."""


class Lock:
    """A lock on the folder itself: no file lies about, and it ends with the processes that hold it, however they end.

    Handed to a worker process it is held by that one too: after a kill no worker can still write beside a new build.
    """

    def __init__(self, held: int) -> None:
        self.held = held

    def __reduce__(self) -> tuple[Any, ...]:
        from multiprocessing.reduction import DupFd

        return _handed, (DupFd(self.held),)


def _handed(held: Any) -> Lock:
    return Lock(held.detach())


@contextmanager
def alone(folder: Path, patience: float = PATIENCE) -> Iterator[Lock | None]:
    """Holds the folder. None where the system has no such locks. Raises ``UsageError`` when patience has ended."""
    try:
        import fcntl
    except ImportError:
        yield None
        return
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        until = time.monotonic() + patience
        while not _locked(fcntl, held):
            if time.monotonic() > until:
                raise UsageError(f"{folder}: another build is writing this folder; start again when it has ended")
            time.sleep(0.1)
        yield Lock(held)
    finally:
        os.close(held)


def _locked(fcntl: Any, held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A network folder without locks: better a build without one than none.
        return True
    return True
