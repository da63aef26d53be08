"""The commands as a user runs them: results, messages, exit status, and nothing lost."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adlayout.cli import main
from tests.needs import missing

TEXT = " ".join(["Der Fluss stieg in der Nacht um zwei Meter und blieb dann stehen."] * 5)
HEAD = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>T</title></head>"
PAGE = f"{HEAD}<body><article><h1>Hochwasser</h1>{f'<p>{TEXT}</p>' * 12}</article></body></html>"


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=given)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "style.css").write_text("p{margin:0}", encoding="utf-8")
    return folder


def test_a_page_from_standard_input_is_finished_and_can_be_stripped() -> None:
    finished = run("finish", "-q", given=PAGE.encode())
    assert finished.exit_code == 0
    assert finished.stdout_bytes.count(b"<aside data-adlayout") >= 2
    assert b">Anzeige<" in finished.stdout_bytes
    assert run("strip", "-", given=finished.stdout_bytes).stdout_bytes == PAGE.encode()


def test_dry_run_writes_nothing_and_says_so_by_its_exit_status(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert run("finish", page, "--dry-run", "-o", tmp_path / "out.html").exit_code == 1
    assert not (tmp_path / "out.html").exists()
    assert b"+" in run("finish", page, "--diff").stdout_bytes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""], ids=repr)
@pytest.mark.parametrize("command", ["finish", "build"])
def test_a_diff_makes_the_finished_page_of_the_page(command: str, end: str, tmp_path: Path) -> None:
    """In Latin-1, with what Python takes for ends of lines and ``patch`` does not."""
    if shutil.which("patch") is None:
        missing("patch", "is not installed")
    page = tmp_path / "site" / "page.html"
    page.parent.mkdir()
    text = PAGE.replace("utf-8", "latin-1").replace("Fluss", "Fl\u00fc\u00dfchen \f\x85").replace("</p>", f"</p>{end}")
    page.write_bytes(text.encode("latin-1"))
    source = (page,) if command == "finish" else (page.parent, "-o", tmp_path / "out")
    diff = run(command, *source, "--diff").stdout_bytes
    finished = run("finish", "-q", page).stdout_bytes
    subprocess.run(["patch", "--binary", "-s", page], input=diff, check=True)
    assert page.read_bytes() == finished != text.encode("latin-1")


def test_a_site_is_built_and_stripped_again(site: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out", tmp_path / "report.jsonl"
    built = run("build", site, "-o", out, "--report", report)
    assert built.exit_code == 0, built.stderr
    assert "1 page" in built.stderr
    assert (out / "style.css").read_bytes() == (site / "style.css").read_bytes()
    first, last = (json.loads(line) for line in report.read_text(encoding="utf-8").splitlines())
    assert first["status"] == "finished"
    assert last["totals"]["pages"] == 1
    assert run("strip", out, "--in-place").exit_code == 0
    assert (out / "a" / "index.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("finish", "{site}"), 2, "is a folder"),
        (("finish", "{site}/none.html"), 2, "there is no such file"),
        (("finish", "{site}/a/index.html", "--rules", "defualt"), 2, 'did you mean "default"?'),
        (("build", "{site}", "-o", "{site}/out"), 2, "inside"),
        (("build", "{site}"), 2, "-o OUT"),
        (("build", "{empty}", "-o", "{site}-out"), 2, "there is no page in it"),
        (("strip", "{site}/a/index.html", "--in-place", "-o", "{site}/x.html"), 2, "neither -o nor standard input"),
        (("strip", "-", "--in-place"), 2, "neither -o nor standard input"),
        (("strip", "{site}", "--in-place", "-o", "{site}-out"), 2, "not both"),
        (("preview", "{site}", "--serve", "-o", "{site}-out"), 2, "--serve writes nothing"),
        (("preview", "{site}", "--root", "{site}", "-o", "{site}-out"), 2, "--root goes with a page only"),
        (("biuld", "{site}"), 2, 'there is no command "biuld"; did you mean "build"?'),
        (("qwertz", "{site}"), 2, "No such command"),
        (("build", "{site}", "-o", "{site}-out", "--url", "http://["), 2, "is no address"),
        (("build", "{site}", "-o", "{site}-out", "--url", "example.de"), 2, "write https://"),
        (("index", "{site}", "-o", "{site}-index", "--url", "example.de"), 2, "write https://"),
        (("check", "{site}", "--url", "ftp://example.de/"), 2, "write https://"),
        (("finish", "{site}/a/index.html", "--url", "https:///a/"), 2, "write https://"),
        (("rules", "diff", "default", "magazin", "{site}", "--url", "example.de"), 2, "write https://"),
        (("finish", "{empty}/binary"), 0, "left unchanged"),
        (("finish", "{empty}/nothing"), 0, "left unchanged: empty"),
    ],
)
def test_bad_input_gets_a_clear_message(
    arguments: tuple[str, ...], status: int, words: str, site: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "binary").write_bytes(bytes(range(256)) * 4)
    (empty / "nothing").write_bytes(b"")
    result = run(*(one.format(site=site, empty=empty) for one in arguments))
    assert result.exit_code == status
    assert words in result.stderr


def test_what_is_no_page_comes_out_as_it_went_in() -> None:
    binary = bytes(range(256)) * 4
    assert run("finish", "-q", given=binary).stdout_bytes == binary


def test_explain_shows_blocks_and_seams(site: Path) -> None:
    told = run("explain", site / "a" / "index.html")
    assert told.exit_code == 0
    assert "paragraph" in told.stdout
    assert "after-lead" in told.stdout
    as_json = json.loads(run("explain", site / "a" / "index.html", "--format", "json").stdout)
    assert as_json["plan"]["insertions"]
    assert any(seam["forbidden"] for seam in as_json["seams"])


def test_explain_tells_no_plan_where_there_is_none() -> None:
    told = run("explain", given=b"<!doctype html><title>T</title><p>Impressum")
    assert "no-article" in told.stdout
    assert "Plan" not in told.stdout


def test_rules_can_be_listed_shown_and_validated(tmp_path: Path) -> None:
    assert {"default", "magazin"} <= {line.split()[0] for line in run("rules", "list").stdout.splitlines()}
    shown = tmp_path / "own.toml"
    shown.write_text(run("rules", "show", "magazin").stdout, encoding="utf-8")
    assert run("rules", "validate", shown).exit_code == 0
    assert json.loads(run("rules", "schema").stdout)["type"] == "object"


def test_all_wrong_rule_files_are_told_at_once(tmp_path: Path) -> None:
    files = {"a": "[limit]", "b": 'extends = "default"', "c": "[page]", "d": "extends = 1"}
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    told = run("rules", "validate", *(tmp_path / f"{name}.toml" for name in files), "defualt")
    assert told.exit_code == 2
    assert told.stdout == f"{tmp_path / 'b.toml'}: all is well\n"
    assert all(f"{name}.toml:1:" in told.stderr for name in "acd")
    assert 'did you mean "default"?' in told.stderr


@pytest.mark.parametrize("address", ["https://example.com/a/", "/a/", ""])
def test_an_address_is_whole_or_a_path(address: str) -> None:
    assert run("finish", "-q", "--url", address, given=PAGE.encode()).exit_code == 0


def test_helps_say_whole_sentences_and_what_goes_where() -> None:
    assert "..." not in run("rules", "--help").stdout.partition("Commands:")[2]
    assert "-o, --output OUT" in run("build", "--help").stdout
