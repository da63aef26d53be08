"""What ``build`` tells: a summary, a report, a bar on a terminal and nowhere else, annotations on GitHub."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adlayout.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = " ".join(["Am Steg liegen drei Boote, und keines davon fährt heute hinaus."] * 5)
HEAD = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Boote</title></head>"
LONG = f"{HEAD}<body><article><h1>Boote</h1>{f'<p>{TEXT}</p>' * 14}</article></body></html>"
SHORT = f"{HEAD}<body><article><h1>Boote</h1>{f'<p>{TEXT}</p>' * 5}</article></body></html>"
BROKEN = f'{HEAD}<body><article><p data-adlayout="x">{TEXT}</p></article></body></html>'
RULES = """extends = "default"
[[slot]]
name = "beside"
at = "sidebar"
"""


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, [str(one) for one in arguments])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in {"long.html": LONG, "short.html": SHORT, "broken.html": BROKEN, "adlayout.toml": RULES}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def failing(site: Path, tmp_path: Path) -> Path:
    """A list of two pages of which one fails: a folder of somebody else's stands in its way."""
    (tmp_path / "out" / "short.html" / "theirs").mkdir(parents=True)
    (site / "some.txt").write_text("long.html\nshort.html\n", encoding="utf-8")
    return site / "some.txt"


def test_the_summary_names_slots_reasons_and_what_stands_nowhere(site: Path, tmp_path: Path) -> None:
    said = run("build", site, "-o", tmp_path / "out").stderr
    assert "3 pages in " in said
    assert "2 finished, 1 left unchanged." in said
    assert "Placed: " in said
    assert "(lead 1, body 1, end 2)" in said
    assert "  body on 1 page: before-first (too early in the text)" in said
    assert "On no page: beside, most often because no-sidebar" in said
    assert "  1 page: foreign-mark (" in said
    assert f"Look at {tmp_path / 'out' / 'long.html'}" in said


def test_the_report_tells_each_page_and_the_sums(site: Path, tmp_path: Path) -> None:
    run("build", site, "-o", tmp_path / "out", "--report", tmp_path / "report.jsonl")
    *pages, last = (json.loads(line) for line in (tmp_path / "report.jsonl").read_text("utf-8").splitlines())
    by_name = {one["page"]: one for one in pages}
    assert set(by_name) == {"broken.html", "long.html", "short.html"}
    assert {"page", "status", "reason", "insertions", "left_out", "warnings", "seconds"} <= set(by_name["long.html"])
    assert by_name["broken.html"]["warnings"]
    assert {"name": "beside", "reason": "no-sidebar"} in by_name["long.html"]["left_out"]
    totals = last["totals"]
    assert totals["nowhere"] == ["beside"]
    assert sum(one["count"] for one in totals["placed"]) == sum(len(one["insertions"]) for one in pages)


def test_dry_run_says_what_would_change_and_not_where_to_look(site: Path, tmp_path: Path) -> None:
    tried = run("build", site, "-o", tmp_path / "out", "--dry-run")
    assert tried.exit_code == 1
    assert "Nothing was written; " in tried.stderr
    assert "Look at" not in tried.stderr
    assert not (tmp_path / "out").exists()


def test_a_diff_of_a_site_is_all_that_standard_output_gets(site: Path, tmp_path: Path) -> None:
    shown = run("build", site, "-o", tmp_path / "out", "--diff")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("--- long.html\n+++ long.html (finished)\n")
    assert not (tmp_path / "out").exists()


def test_github_gets_an_annotation_for_each_failure(site: Path, tmp_path: Path, failing: Path) -> None:
    call = ("build", site, "-o", tmp_path / "out", "--files-from", failing)
    here, there = run(*call, GITHUB_ACTIONS=""), run(*call, GITHUB_ACTIONS="true")
    assert here.exit_code == there.exit_code == 1
    assert "::error" not in here.stderr
    assert "short.html: failed: cannot be" in here.stderr
    assert f"::error file={site.as_posix()}/short.html,title=adlayout::failed: cannot be" in there.stderr


def test_github_gets_an_annotation_for_each_mistake_in_a_rule_file(site: Path, tmp_path: Path) -> None:
    (site / "adlayout.toml").write_text('extends = "default"\nlangauge = "de"\n', encoding="utf-8")
    failed = run("build", site, "-o", tmp_path / "out", GITHUB_ACTIONS="true")
    assert failed.exit_code == 2
    assert f"::error file={site}/adlayout.toml,line=2,col=1,title=adlayout::" in failed.stderr


def on_a_terminal(*command: str | Path, **environment: str) -> str:
    """What a command prints when standard error is a terminal."""
    ours, theirs = pty.openpty()
    known = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment}
    known = {key: value for key, value in known.items() if value}
    with subprocess.Popen(
        [sys.executable, "-m", "adlayout", *command], stderr=theirs, stdout=subprocess.PIPE, env=known, cwd=ROOT
    ) as process:
        os.close(theirs)
        said = b""
        while chunk := _read(ours):
            said += chunk
        os.close(ours)
        assert process.wait() in (0, 1)
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_a_terminal_shows_a_bar_and_a_pipe_or_ci_none(site: Path, tmp_path: Path, failing: Path) -> None:
    call = ("build", site, "-o", tmp_path / "out", "--files-from", failing)
    drawn = on_a_terminal(*call, CI="")
    assert "Finishing  [####" in drawn
    assert "2/2" in drawn
    assert "\r\x1b[Kshort.html: failed" in drawn
    assert "\r" not in on_a_terminal(*call, CI="true").replace("\r\n", "\n")
    assert "\r" not in on_a_terminal(*call, "-q", CI="").replace("\r\n", "\n")
    assert "Finishing" not in run(*call, CI="").stderr


def completed(words: str, shell: str = "bash") -> list[str]:
    known = {"_ADLAYOUT_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    run = subprocess.run(
        [sys.executable, "-c", "from adlayout.cli import main; main(prog_name='adlayout')"],
        env={**os.environ, **known}, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return [line.partition(",")[2] for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("adlayout bu", ["build"]),
        ("adlayout rules sh", ["show"]),
        ("adlayout build --repo", ["--report"]),
        ("adlayout build --rules mag", ["magazin", "mag"]),
    ],
)
def test_a_shell_is_told_what_may_stand_here(words: str, found: list[str]) -> None:
    assert completed(words)[: len(found)] == found
