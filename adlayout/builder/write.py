"""Files appear whole or not at all, even when the process is killed: written beside their place, then moved there.

A killed process may leave its hidden half-written file behind; the next build takes it away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ELOOP
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from adlayout.errors import PageError

LEFTOVER = ".adlayout-tmp"
_SINGLE = ".single"
"""In the name of a half-written file that is no build's: no lock says whether its process is at work."""
TRIES = 3
"""So often a file is read that changes meanwhile."""
_FICLONE = 0x40049409
_LONGEST = 200
"""Bytes of a name that its half-written file has, too: together with what is added, no more than a name may have."""


def write_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Puts ``data`` at ``path``. The file keeps its mode; a new one gets ``mode`` (permission bits), if given."""
    with replacing(path, mode) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` at the end; not if an error ends it before. What is no file,
    ``/dev/null`` or a named pipe, is written to and stays what it is.
    """
    try:
        path = path.resolve()  # what a link points to is written, and the link stays
    except RuntimeError:  # links in a circle, before Python 3.13
        raise OSError(ELOOP, os.strerror(ELOOP), str(path)) from None
    with suppress(FileNotFoundError):
        there = path.stat().st_mode
        if not S_ISREG(there):
            with path.open("wb") as file:
                yield file
            return
        mode = there & 0o7777
    beside = _beside(path, _SINGLE)
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            # A name that points to blocks not yet written would be a torn page after a power cut.
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def put(path: Path, data: bytes, mode: int) -> None:
    """Puts ``data`` at ``path`` with this mode, in place of whatever stands there, a link itself included.

    Not forced onto the disk: what it was made of is still there, and after a power cut the file is made again.
    """
    beside = _beside(path)
    try:
        beside.write_bytes(data)
        beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def overwrite(path: Path, data: bytes, before: os.stat_result) -> None:
    """Puts ``data`` in place of the file that was read, which keeps its mode and owner, and forces it onto the disk:
    this may be the only copy. Raises ``PageError`` if the file has changed since it was read (``before``).
    """
    beside = _beside(path)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(PermissionError, AttributeError):
            os.chown(beside, before.st_uid, before.st_gid)
        beside.chmod(before.st_mode & 0o7777)
        if not _same(before, path.lstat()):
            raise PageError("was changed while it was being finished; build again")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_steady(path: Path) -> tuple[bytes, os.stat_result]:
    """A file's content, all of one moment. Raises ``PageError`` for a file that keeps changing."""
    for _ in range(TRIES):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read()
            if _same(before, os.fstat(file.fileno())) and len(data) == before.st_size:
                return data, before
    raise PageError("changes while it is read; build again when it is at rest")


def copy(source: Path, path: Path) -> os.stat_result:
    """Copies a file with its mode and times: a copy of its own, though it may share its blocks until one is written.

    Gives the source's state. Raises ``PageError`` for a file that keeps changing.
    """
    beside = _beside(path)
    try:
        for _ in range(TRIES):
            before = source.stat()
            if not _cloned(source, beside):
                shutil.copyfile(source, beside)
            shutil.copystat(source, beside)
            if _same(before, source.stat()):
                beside.replace(path)
                return before
    finally:
        beside.unlink(missing_ok=True)
    raise PageError("changes while it is read; build again when it is at rest")


def copy_link(source: Path, path: Path) -> None:
    """Makes the same link at ``path``."""
    beside = _beside(path)
    try:
        beside.symlink_to(source.readlink())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Takes away what killed builds left half-written below ``folder``, for one that holds the folder alone: a process
    may be seen for some time after its end, so nobody is asked which ones run. Other writers keep theirs while they do.
    """
    for above, _, names in os.walk(folder):
        for name in names:
            if name.endswith(LEFTOVER) and not _is_at_work(name.removesuffix(LEFTOVER)):
                Path(above, name).unlink(missing_ok=True)


def _is_at_work(name: str) -> bool:
    return name.endswith(_SINGLE) and _runs(name.removesuffix(_SINGLE).rpartition(".")[2])


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return all(
        getattr(one, fact) == getattr(other, fact) for fact in ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
    )


def _cloned(source: Path, path: Path) -> bool:
    """Whether the file system could share the blocks (btrfs, XFS, bcachefs)."""
    try:
        from fcntl import ioctl

        with source.open("rb") as given, path.open("wb") as taken:
            ioctl(taken.fileno(), _FICLONE, given.fileno())
    except (ImportError, OSError):
        return False
    return True


def _beside(path: Path, whose: str = "") -> Path:
    short = os.fsdecode(os.fsencode(path.name)[:_LONGEST])
    return path.with_name(f".{short}.{os.getpid()}{whose}{LEFTOVER}")


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
