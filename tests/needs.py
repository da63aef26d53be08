"""What a test may need that a machine may lack: skipped there with the reason, or failed where required.

``ADLAYOUT_REQUIRE=browser,registry,hosts,java,corpus`` (CI sets it) turns skips of the things it names into failures.
"""

import os
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("ADLAYOUT_REQUIRE", "").split(",")))


def missing(what: str, reason: str) -> None:
    """Skips the running test, or fails it where ``ADLAYOUT_REQUIRE`` names ``what``."""
    (pytest.fail if what in REQUIRED else pytest.skip)(f"{what}: {reason}")


CACHE = Path(__file__).resolve().parents[1] / ".cache" / "npm"


def npm(package: str) -> Path:
    """The folder of a package (``name@version``) of npm's registry, kept in the cache; its files are in ``package``."""
    place = CACHE / package.replace("/", "-").lstrip("@")
    if place.is_dir():
        return place
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE) as fetched:
        command = ["npm", "pack", "--silent", "--pack-destination", fetched, package]
        try:
            subprocess.run(command, check=True, capture_output=True, cwd=fetched, timeout=180)
        except (OSError, subprocess.SubprocessError) as error:
            missing("registry", f"npm pack {package}: {error}")
        (packed,) = Path(fetched).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(f"{fetched}/whole", filter="data")
        # Definitely typed packages are packed in a folder of another name.
        (inner,) = Path(f"{fetched}/whole").iterdir()
        inner.rename(inner.with_name("package"))
        try:
            Path(f"{fetched}/whole").replace(place)
        except OSError:  # another worker was faster
            if not place.is_dir():
                raise
    return place
