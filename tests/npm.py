"""Packages of the npm registry as files: fetched once, kept in .cache."""

import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.needs import missing

CACHE = Path(__file__).resolve().parents[1] / ".cache"


def package(name: str, version: str, kept: str, only: str = "") -> Path:
    """The folder of a package's files; ``kept``: in which folder of the cache; ``only``: no path that begins otherwise.

    Skips the running test, with the reason, where the registry cannot be had.
    """
    place = CACHE / kept / f"{name.split('/')[-1]}-{version}"
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=place.parent) as fetched:
            _fetch(f"{name}@{version}", Path(fetched), only)
            try:
                Path(fetched, "whole").replace(place)
            except OSError:  # another worker was faster
                if not place.is_dir():
                    raise
    return place


def _fetch(wanted: str, folder: Path, only: str) -> None:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    try:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=180)
    except (OSError, subprocess.SubprocessError) as error:
        missing("registry", f"npm pack {wanted}: {error}")
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        members = [one for one in archive.getmembers() if one.name.startswith(only)]
        archive.extractall(folder / "whole", members, filter="data")
