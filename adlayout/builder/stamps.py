"""Whether a file is the one that was there: by size, times and number where these are proof, by its content else."""

import hashlib
import os
import struct
import sys
import time
from collections.abc import Iterable

TICK = 20_000_000
"""Nanoseconds: what changes a file twice within one tick of the file system's clock may leave it the same times. Linux
ticks every 1 to 10 ms."""
_COARSE = 2_000_000_000
_CLOCK_REALTIME_COARSE = 5
_pack = struct.Struct("<qqqQ").pack
LENGTH = struct.calcsize("<qqqQ")
NOTHING = bytes(LENGTH)
"""In place of the stamp of a file that is not there."""


def stamp(known: os.stat_result) -> bytes:
    """Size, times and number of a file. The time of the last change of anything, which no program can set back,
    is among them (not on Windows).
    """
    return _pack(known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)


def clock() -> int:
    """Nanoseconds by the clock that local file systems stamp files with. On Linux it stands still between ticks, and
    for longer where the machine is held up: by the finer clock a file would seem at rest that the next write can still
    leave with the same stamp.
    """
    return time.clock_gettime_ns(_CLOCK_REALTIME_COARSE) if sys.platform == "linux" else time.time_ns()


def settled(known: os.stat_result, now: int) -> bool:
    """Whether the file was at rest at ``now`` (of :func:`clock`): whatever changes it later gives it another stamp."""
    changed = max(known.st_ctime_ns, known.st_mtime_ns) if os.name == "nt" else known.st_ctime_ns
    # Where the clock counts in whole milliseconds or seconds, a tick is far longer.
    return now - changed > (TICK if changed % 1_000_000 else _COARSE)


def stands(path: str) -> bytes:
    """The stamp of what stands at ``path``, a link not followed; all 0 if nothing does."""
    try:
        return stamp(os.lstat(path))
    except OSError:
        return NOTHING


def resting(path: str, *, follow: bool = False) -> bytes:
    """The same of a file that others write; empty if it may still be changed within the same tick. ``follow``: of the
    file that a link leads to.
    """
    now = clock()
    try:
        known = os.stat(path, follow_symlinks=follow)  # noqa: PTH116  (a Path for each file costs more than the call)
    except OSError:
        return NOTHING
    return stamp(known) if settled(known, now) else b""


def written(path: str) -> bytes:
    """The same of a file that we have just written, see :func:`wait`; empty where the clock is too coarse for that."""
    known = os.lstat(path)
    return stamp(known) if known.st_ctime_ns % 1_000_000 else b""


def joined(stamps: Iterable[bytes]) -> bytes:
    """Several stamps as one; empty if one of them is."""
    found = list(stamps)
    return b"".join(found) if all(found) else b""


def wait() -> None:
    """Lets the clock tick, so that what others do to the files written last gives these another stamp."""
    # By the finer clock: Linux (6.13 and newer) stamps by it a file that somebody has just looked at.
    begun = time.time_ns()
    while clock() - begun <= TICK:
        time.sleep(TICK / 1e9)


def digest(data: bytes) -> bytes:
    """16 bytes that change when the content does."""
    return hashlib.sha256(data).digest()[:16]
