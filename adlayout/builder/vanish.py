"""What the source has no more goes from the target, if adlayout wrote it and nobody has changed it since."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from adlayout.builder.memory import Memory, Row
from adlayout.builder.model import Outcome, Wanted
from adlayout.builder.stamps import LENGTH, NOTHING, digest, joined, stands
from adlayout.builder.walk import name_of


def vanished(wanted: Wanted, memory: Memory, keys: Iterable[bytes]) -> Iterator[Outcome]:
    """Takes away what was written for these keys, and forgets them; in place it is only forgotten."""
    for key in keys:
        row = memory.row(key)
        if row is not None and wanted.out is not None and _removed(wanted, wanted.out, row):
            yield Outcome(name_of(key), "removed", changed=True)
        if wanted.write:
            memory.drop((key,))


def _removed(wanted: Wanted, out: Path, row: Row) -> bool:
    path = out / name_of(row.key)
    if _is_elsewhere(path.parent, out):
        return False
    paths = [f"{path}{ending}" for ending in ("", *row.packed.split())]
    now = [stands(one) for one in paths]
    # Broken off while it was written: what stands there now is adlayout's, unless it is still what stood there before.
    torn = row.begun is not None and joined(now) != row.begun
    ours = [
        one
        for number, (one, stamp) in enumerate(zip(paths, now, strict=True))
        if stamp != NOTHING and (torn or stamp == _part(row.stands, number) or (not number and _is_same(one, row)))
    ]
    if wanted.write:
        for one in ours:
            os.unlink(one)  # noqa: PTH108
        _fold(path.parent, out)
    return bool(ours)


def _is_elsewhere(folder: Path, out: Path) -> bool:
    """Whether a link has taken the place of a folder of ours: what lies behind it is somebody else's."""
    return folder != out and (folder.is_symlink() or _is_elsewhere(folder.parent, out))


def _part(stamps: bytes, number: int) -> bytes:
    return stamps[LENGTH * number : LENGTH * (number + 1)]


def _is_same(path: str, row: Row) -> bool:
    """Whether the page at ``path`` has the content that was written."""
    if not row.written or not S_ISREG(os.lstat(path).st_mode):
        return False
    return digest(Path(path).read_bytes()) == row.written


def _fold(folder: Path, out: Path) -> None:
    """Takes away folders that hold nothing any more."""
    while folder != out:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
