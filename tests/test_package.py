"""The wheel holds all that a publisher needs: built, installed into an empty environment, and asked."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import adlayout
from tests.needs import missing

ROOT = Path(__file__).resolve().parents[1]
UNREACHABLE = ("No matching distribution", "Could not find a version", "Failed to establish a new connection")
pytestmark = pytest.mark.registry


def pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode and any(sign in run.stderr for sign in UNREACHABLE):
        missing("registry", "the package registry cannot be reached: " + run.stderr.strip().splitlines()[-1])
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``adlayout`` as it is after installing the wheel, and nothing else, into an empty environment."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False)
    pip("--python", folder / "bin" / "python", "install", wheel)
    return folder / "bin" / "adlayout"


def said(command: Path, *words: str) -> str:
    run = subprocess.run([command, *words], capture_output=True, text=True, check=False, cwd=command.parent)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_wheel_holds_the_whole_package_and_the_presets(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / "adlayout").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    # Pelican's plugin lies in the wheel where Pelican looks for it, and nowhere else.
    names = {str(path.relative_to(ROOT)) for path in files} - {"adlayout/integrations/pelican.py"}
    assert names <= inside
    assert {f"adlayout/presets/{path.name}" for path in (ROOT / "rules").glob("*.toml")} <= inside
    assert {name for name in inside if name.startswith("pelican")} == {"pelican/plugins/adlayout/__init__.py"}
    assert {name.split("/")[0] for name in inside} == {
        "adlayout",
        "pelican",
        f"adlayout-{adlayout.__version__}.dist-info",
    }


def test_it_says_its_version(command: Path) -> None:
    assert adlayout.__version__ in said(command, "--version")


def test_it_lists_the_presets(command: Path) -> None:
    names = {path.stem for path in (ROOT / "rules").glob("*.toml")}
    assert names >= {"default", "magazin"}
    assert names <= set(said(command, "rules", "list").split())
