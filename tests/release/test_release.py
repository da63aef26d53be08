"""What is released: built twice with the same bytes, whole, and at work in every Python that is here, with the oldest
dependencies that `pyproject.toml` allows, and under the type checkers. `make release-check`.
"""

import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import adlayout
from tests.release.making import PYTHONS, ROOT, build, environment, run, uv

pytestmark = [pytest.mark.slow, pytest.mark.registry]
MAGAZINE = ROOT / "examples" / "magazin"
PROGRAM = Path(__file__).with_name("program.py")
EXTRAS = ("arrow", "build", "cloud", "measure", "related", "template")  # Spark's, half a gigabyte, is left out
# Rooms whose tests ask no more of click than to be there: its test runner changed with 8.2.
ROOMS = ("source", "article", "rulefile", "seams", "planner/test_schema.py", "related", "engines/test_batches.py")
NEEDED = ("pytest", "hypothesis", "html5lib", "jsonschema", "lxml", "highspy")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``dist`` and the tree that it was made of."""
    folder = tmp_path_factory.mktemp("release")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(made: Path) -> Path:
    return next((made / "dist").glob("*.whl"))


def test_built_again_elsewhere_it_has_the_same_bytes(made: Path, tmp_path: Path) -> None:
    first = {path.name for path in (made / "dist").iterdir()}
    again = build(tmp_path)
    assert set(again) == first == {f"adlayout-{adlayout.__version__}{end}" for end in (".tar.gz", "-py3-none-any.whl")}
    for name in first:
        assert (tmp_path / "dist" / name).read_bytes() == (made / "dist" / name).read_bytes()


def test_its_metadata_are_as_the_registry_wants_them(made: Path) -> None:
    told = run(sys.executable, "-m", "twine", "--no-color", "check", "--strict", *sorted((made / "dist").iterdir()))
    assert told.count("PASSED") == 2


def test_the_wheel_from_the_sdist_holds_the_whole_package(made: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tree = {path.relative_to(made / "tree").as_posix() for path in (made / "tree" / "adlayout").rglob("*.*")}
    assert tree - {"adlayout/integrations/pelican.py"} <= inside, "that one is where Pelican looks for plugins"
    assert "adlayout/py.typed" in inside
    assert {name.split("/")[0] for name in inside} == {
        "adlayout", "pelican", f"adlayout-{adlayout.__version__}.dist-info",
    }  # fmt: skip
    with tarfile.open(next((made / "dist").glob("*.tar.gz"))) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "rules/default.toml", *tree} <= names
    assert not [name for name in names | inside if "__pycache__" in name or name.startswith(("tests", "docs/"))]


@pytest.mark.parametrize("python", PYTHONS)
def test_it_works_in_an_empty_environment(wheel: Path, python: str, tmp_path: Path) -> None:
    here = environment(tmp_path / "empty", python)
    uv("pip", "install", "--python", here, wheel)
    command = here.with_name("adlayout")
    assert set(run(command, "rules", "list").split()) >= {"default", "magazin"}
    assert run(command, "--version").split()[-1] == adlayout.__version__
    page, finished = MAGAZINE / "wissen" / "ein-moor-lernt-schwimmen.html", tmp_path / "finished.html"
    run(command, "finish", page, "-o", finished, "--verify")
    assert (
        finished.read_bytes()
        == adlayout.finish(page.read_bytes(), adlayout.load_rules(MAGAZINE / "adlayout.toml")).html
    )
    run(command, "check", finished, "--rules", MAGAZINE / "adlayout.toml")
    assert run(command, "strip", finished).encode() == page.read_bytes()


def test_the_oldest_dependencies_do(made: Path, wheel: Path, tmp_path: Path) -> None:
    """The same bytes from the same index, and the tests of the rooms that use them."""
    oldest, here = tmp_path / "oldest.txt", environment(tmp_path / "old", "3.11")
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    uv(
        "pip", "compile", made / "tree" / "pyproject.toml", "--python-version", "3.11", "--resolution", "lowest-direct",
        "--only-binary", ":all:", *extras, "-o", oldest,
    )  # fmt: skip
    uv("pip", "install", "--python", here, "-r", oldest)
    uv("pip", "install", "--python", here, "--no-deps", wheel)
    index = tmp_path / "index"
    run(sys.executable, "-m", "adlayout", "index", MAGAZINE, "-o", index, PYTHONPATH=str(ROOT))
    for name, python, path in (("new", sys.executable, str(ROOT)), ("old", here, "")):
        run(
            python, "-m", "adlayout", "build", MAGAZINE, "-o", tmp_path / name, "--related", index, "--verify",
            PYTHONPATH=path, XDG_CACHE_HOME=str(tmp_path / "cache"), cwd=tmp_path,
        )  # fmt: skip
    finished = {one.relative_to(tmp_path / "new"): one.read_bytes() for one in (tmp_path / "new").rglob("*.html")}
    assert len(finished) > 40
    for path, page in finished.items():
        assert (tmp_path / "old" / path).read_bytes() == page, path
    uv("pip", "install", "--python", here, "-c", oldest, *NEEDED)
    rooms = [ROOT / "tests" / room for room in ROOMS]
    run(here, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *rooms, PYTHONPATH=str(ROOT))


def test_a_users_program_passes_the_strict_type_checkers(wheel: Path, tmp_path: Path) -> None:
    """Against the wheel, where ``py.typed`` is all that speaks for the types; and it runs."""
    here = environment(tmp_path / "typed", "3.11")
    uv("pip", "install", "--python", here, wheel)
    (tmp_path / "program.py").write_bytes(PROGRAM.read_bytes())
    (tmp_path / "page.html").write_bytes((MAGAZINE / "kolumne" / "im-wartezimmer.html").read_bytes())
    checked = run(sys.executable, "-m", "mypy", "--strict", "--python-executable", here, "program.py", cwd=tmp_path)
    assert "Success: no issues found in 1 source file" in checked
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "include": ["program.py"]}')
    told = run(sys.executable, "-m", "pyright", "--pythonpath", here, cwd=tmp_path)
    assert "0 errors, 0 warnings" in told
    run(here, "program.py", cwd=tmp_path)
    (tmp_path / "program.py").write_text(PROGRAM.read_text() + "\nx: int = adlayout.__version__\n")
    with pytest.raises(AssertionError, match="Incompatible types"):
        run(sys.executable, "-m", "mypy", "--strict", "--python-executable", here, "program.py", cwd=tmp_path)
