"""Files appear whole or not at all, even when the process is killed: written beside their place, then moved there.

A killed process may leave its hidden half-written file behind; the next build takes it away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

LEFTOVER = ".adlayout-tmp"


def write_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Puts ``data`` at ``path``. The file keeps its mode; a new one gets ``mode`` (permission bits), if given."""
    with replacing(path, mode) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` at the end; not if an error ends it before."""
    with suppress(OSError):
        mode = path.stat().st_mode & 0o7777
    # What a link points to is written, and the link stays.
    path = path.resolve()
    beside = _beside(path)
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


def copy_whole(source: Path, path: Path) -> bool:
    """Copies a file with its mode and times; False if the same is there already, by size and time."""
    before = source.stat()
    with suppress(OSError):
        there = path.stat()
        if (there.st_size, there.st_mtime_ns, there.st_mode) == (before.st_size, before.st_mtime_ns, before.st_mode):
            return False
    beside = _beside(path)
    try:
        shutil.copy2(source, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def copy_link(source: Path, path: Path) -> bool:
    """Makes the same link at ``path``; False if it is there already."""
    target = source.readlink()
    with suppress(OSError):
        if path.readlink() == target:
            return False
    beside = _beside(path)
    try:
        beside.symlink_to(target)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def sweep(folder: Path) -> None:
    """Takes away what killed processes left half-written below ``folder``; running ones keep theirs."""
    for path in folder.rglob(f".*{LEFTOVER}"):
        if not _runs(path.name.removesuffix(LEFTOVER).rpartition(".")[2]):
            path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:200]}.{os.getpid()}{LEFTOVER}")


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
