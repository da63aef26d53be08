"""Writes a file whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Through a temporary file beside it; ``mode``: permissions, by default what a new file gets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".adlayout-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path) if mode is None else mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
