"""Wheels as they would be released, and empty environments of several Pythons to put them into."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.needs import missing

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
UNREACHABLE = ("dns error", "error sending request", "No matching distribution", "Failed to establish", "client error")
# Any day will do, so long as it is the same one; this is when the project was begun.
EPOCH = "1763942400"


def run(*words: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """What a command prints; skips where the registry cannot be reached."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode and any(sign in done.stderr + done.stdout for sign in UNREACHABLE):
        missing("registry", "the package registry cannot be reached: " + done.stderr[-300:])
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def tree(folder: Path) -> Path:
    """A copy of what git knows (or would take) of this tree, so that nothing else can get into a package."""
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def build(folder: Path) -> dict[str, str]:
    """The sdist, and from it the wheel, in ``folder/dist``: names and digests."""
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", tree(folder / "tree"), SOURCE_DATE_EPOCH=EPOCH)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "dist").iterdir())}


def uv(*words: str | Path) -> str:
    """Runs uv."""
    return run(sys.executable, "-m", "uv", "--quiet", *words)


def _known(python: str) -> str:
    """The newest of pyenv's, which uv does not see unless one is chosen; else uv looks for itself."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(versions.glob(f"{python}.*/bin/python{python}"))
    return str(found[-1]) if found else python


def environment(folder: Path, python: str = "3.11") -> Path:
    """A new environment with nothing in it, and its ``python``; skips where there is no such Python."""
    made = subprocess.run(
        [sys.executable, "-m", "uv", "--quiet", "venv", "--python", _known(python), "--no-project", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        missing(
            "python", f"there is no Python {python}, and none can be fetched ({made.stderr.splitlines()[-1].strip()})"
        )
    return folder / "bin" / "python"
