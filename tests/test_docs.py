"""What the documents say is what the code does."""

import ast
import inspect
import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import adlayout
import adlayout.errors
from adlayout.cli import main
from adlayout.integrations.asgi import AdlayoutMiddleware
from adlayout.rulefile.keys import TABLES
from adlayout.rulefile.model import Weights
from adlayout.source.page import DEEPEST, LARGEST
from tests.docs_examples import DOCUMENTS, Example, commands, fenced, parsed
from tests.documenting import PAGE, page
from tests.planner import test_integer_programme as programme
from tests.planner import test_optimum as optimum

ROOT = Path(__file__).parents[1]


def test_the_reference_of_the_rule_file_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it anew"


def test_the_reference_names_every_key() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{key}` |" in told for keys in TABLES.values() for key in keys)


def test_the_readme_names_commands_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^    adlayout (\w+)", readme, re.M))
    assert named == set(main.list_commands(None))  # type: ignore[arg-type]


TOML = list(fenced("toml"))
WRONG = "wrong.toml"  # shown for what is said of it
NO_RULES = {"hugo.toml"}  # another program's


@pytest.mark.parametrize("example", TOML, ids=lambda one: one.where)
def test_a_rule_file_loads(example: Example, tmp_path: Path) -> None:
    if example.name in NO_RULES:
        tomllib.loads(example.text)
        return
    path = tmp_path / "adlayout.toml"
    own = example.text if "extends = " in example.text else 'extends = "default"\n' + example.text
    path.write_text(own, encoding="utf-8")
    if example.name == WRONG:
        with pytest.raises(adlayout.errors.RuleFileError):
            adlayout.load_rules(path)
    else:
        assert adlayout.load_rules(path).slots


ALONE = [one for one in fenced("python") if not one.where.startswith(("docs/steps/", "docs/spark.md"))]
FOLLOWED = [one for one in fenced("python") if one not in ALONE]  # by the tests of the steps, and of Spark


@pytest.mark.parametrize("example", ALONE, ids=lambda one: one.where)
def test_python_runs(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "adlayout.toml").write_text('extends = "default"\n', encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    page_bytes = (ROOT / "examples" / "magazin" / "reportage" / "die-letzte-faehre.html").read_bytes()
    exec(compile(example.text, example.where, "exec"), {"page_bytes": page_bytes})


@pytest.mark.parametrize("example", FOLLOWED, ids=lambda one: one.where)
def test_python_of_the_steps_can_be_read(example: Example) -> None:
    ast.parse(example.text, example.where)


@pytest.mark.parametrize("example", list(commands()), ids=lambda one: one.where)
def test_a_command_line_is_one(example: Example) -> None:
    parsed(main, example.text)


@pytest.mark.parametrize(
    "line", ["adlayout bild x", "adlayout build x --outt y", "adlayout check x --format xml", "adlayout finish a b"]
)
def test_a_wrong_command_line_is_found(line: str) -> None:
    with pytest.raises((click.UsageError, AssertionError)):
        parsed(main, line)


def test_there_are_examples() -> None:
    assert (len(TOML) > 25, len(ALONE) >= 3, len(list(commands())) > 60) == (True, True, True)


def test_the_summary_of_a_build_is_what_comes(tmp_path: Path) -> None:
    """The example magazine's, with other seconds."""
    (shown,) = re.findall(
        r"^(?:    43 pages in .*\n)(?:    .*\n)+", (ROOT / "docs" / "build.md").read_text("utf-8"), re.M
    )
    out = tmp_path / "out"
    ran = CliRunner().invoke(main, ["build", str(ROOT / "examples" / "magazin"), "-o", str(out), "--jobs", "1"])
    came = re.sub(r" in [\d.]+ s:", " in 1.2 s:", ran.stderr.replace(str(out), "out"))
    assert came == re.sub("^    ", "", shown, flags=re.M)


def test_a_finding_reads_as_the_docs_show_it(tmp_path: Path) -> None:
    shown = re.findall(
        r"^    finished/\S+:\d+:\d+: (label-hidden: .*)$", (ROOT / "docs" / "check.md").read_text("utf-8"), re.M
    )
    page = (ROOT / "examples" / "magazin" / "wissen" / "ein-moor-lernt-schwimmen.html").read_bytes()
    finished = adlayout.finish(page, adlayout.load_rules("default")).html.replace(b"<span>Anz", b"<span hidden>Anz", 1)
    (tmp_path / "page.html").write_bytes(finished)
    came = CliRunner().invoke(main, ["check", str(tmp_path / "page.html"), "--rules", "default"]).output
    assert re.findall(r"page\.html:\d+:\d+: (label-hidden: .*)$", came, re.M) == shown


def test_the_prices_of_a_place_are_the_weights() -> None:
    told = (ROOT / "docs" / "planning.md").read_text("utf-8")
    points = re.findall(r"^\| `([\w-]+)` \| (\d+)\b", told, re.M)
    names = {"silent": "speaks"}
    distance = iter(("distance", "evenness"))
    shown = {next(distance) if part == "distance" else names.get(part, part): int(number) for part, number in points}
    assert shown == {key.replace("_", "-"): value for key, value in asdict(Weights()).items()}


def test_the_proofs_are_as_many_as_the_docs_say() -> None:
    told = (ROOT / "docs" / "planning.md").read_text("utf-8")
    more = f"{optimum.LONG.max_examples + 40_000 - optimum.CROWDED:,}"
    for said in (
        f"{optimum.QUICK.max_examples} random and {optimum.CROWDED:,} crowded ones, {more} more in `make prove`",
        f"{programme.SAMPLE} problems, {programme.ALL} in `make prove`",
        f"{programme.FEWER.max_examples} random problems",
    ):
        assert said in told, f"docs/planning.md has other numbers than: {said}"


def test_the_limits_are_as_the_docs_say() -> None:
    told = (ROOT / "docs" / "security.md").read_text("utf-8")
    assert f"Pages above {LARGEST // 1_000_000} MB pass through" in told
    assert f"nest deeper than {DEEPEST}" in told
    assert f"above {inspect.signature(AdlayoutMiddleware).parameters['limit'].default:,} bytes alone" in told


def test_files_of_the_repository_that_are_named_are_there() -> None:
    for path in DOCUMENTS:
        for name in re.findall(r"`((?:tests|benchmarks|adlayout|examples|rules)/[\w./-]+)`", path.read_text("utf-8")):
            assert "NAME" in name or (ROOT / name).exists(), f"{path.name} names {name}"


def test_each_document_has_its_place_on_the_site() -> None:
    """`make site` is strict, too; this says it sooner, and what to do."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    documents = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    missing = [name for name in documents if not re.search(rf"[ :]{re.escape(name)}$", nav, re.M)]
    assert not missing, "enter them in the nav of mkdocs.yml"


def test_what_the_law_page_calls_refused_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "adlayout.toml"
    told = (ROOT / "docs" / "law.md").read_text("utf-8")
    for word in ("Advertorial", "Sponsored Post", "Partnerinhalt", "sponsored by", "Sponsored", "#ad"):
        assert f'"{word}"' in told
        path.write_text(f'extends = "default"\n[[slot]]\nname = "lead"\nlabel = "{word}"\n', encoding="utf-8")
        with pytest.raises(adlayout.errors.RuleFileError, match="label"):
            adlayout.load_rules(path)
