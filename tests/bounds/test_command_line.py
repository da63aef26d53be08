"""Names, pipes and files that a command line may meet: a clear message or the work done, and nothing else is harmed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.cli import main

TEXT = "<p>The ferry to Kragenholm leaves twice a day, and who misses it sleeps beside the stove.</p>\n"
PAGE = f"<!DOCTYPE html><title>Ferry</title><article>{TEXT * 60}</article>"
LONG = "x" * 300
DEEP = "/".join(["y" * 200] * 30)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.html").symlink_to("loop.html")
    (tmp_path / "gone.html").symlink_to("nowhere")
    return tmp_path


def told(*arguments: str, code: int = 2) -> str:
    """What a command says; it ends with ``code`` and no error of Python's."""
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("folder", "is a folder"),
        ("loop.html", "symbolic links"),
        ("gone.html", "no such file"),
        (LONG, "too long"),
        (DEEP, "too long"),
        (os.fsdecode(b"\xff.html"), "no such file"),
    ],
)
def test_a_page_that_is_none_is_told(folder: Path, page: str, says: str) -> None:
    assert says in told("finish", page)


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("folder", "is a folder"),
        ("loop.html", "symbolic links"),
        ("nowhere/page.html", "no folder nowhere"),
        (LONG, "too long"),
        (DEEP, "too long"),
    ],
)
def test_an_output_that_cannot_be_is_told(folder: Path, output: str, says: str) -> None:
    assert says in told("finish", "page.html", "-q", "-o", output)
    assert sorted(one.name for one in folder.iterdir()) == ["folder", "gone.html", "loop.html", "page.html"]


@pytest.mark.parametrize("rules", ["folder", "loop.html", LONG, DEEP, os.fsdecode(b"\xff"), "/dev/zero"])
def test_rules_that_are_none_are_told(folder: Path, rules: str) -> None:
    assert "no such rule file" in told("finish", "page.html", "--rules", rules)


@pytest.mark.parametrize("encoding", [os.fsdecode(b"\xff"), "x" * 10_000, "replacement-", "\0"])
def test_an_encoding_that_is_none_is_told(folder: Path, encoding: str) -> None:
    assert "no encoding" in told("finish", "page.html", "--encoding", encoding)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_read_and_written_and_stays_a_pipe(folder: Path) -> None:
    for name in ("in", "out"):
        os.mkfifo(folder / name)
    script = f"{sys.executable} -m adlayout finish -q in -o out & cat page.html > in; cat out"
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=60, check=True)
    assert b"data-adlayout" in done.stdout
    assert stat.S_ISFIFO((folder / "out").stat().st_mode)
    assert not [one for one in folder.iterdir() if one.name.startswith(".")]


def test_an_index_takes_no_place_of_what_is_no_file(folder: Path) -> None:
    assert "is no file" in told("index", ".", "-o", "folder")


def test_an_article_without_a_title_ends_no_index(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE.replace("<title>Ferry</title>", ""))
    assert "1 no-title" in told("index", ".", "-o", "index", code=0)


@pytest.mark.parametrize(
    ("script", "status", "says"),
    [
        ("finish page.html >&-", 2, b"standard output is closed"),
        ("finish - <&-", 2, b"standard input is closed"),
        ("finish -q page.html > /dev/full", 2, b"No space left"),
        ("explain --format json page.html | head -c 1", 0, b""),  # what head ends with
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_streams_that_end_early_are_told_in_a_line(folder: Path, script: str, status: int, says: bytes) -> None:
    whole = f"{sys.executable} -m adlayout {script}"
    done = subprocess.run(["sh", "-c", whole], capture_output=True, timeout=60, check=False)
    assert done.returncode == status
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_list_of_names_between_zero_bytes_is_told(folder: Path) -> None:
    (folder / "list").write_bytes(b"page.html\0other.html\0")
    assert "zero byte" in told("build", ".", "-o", f"{folder}-out", "--files-from", "list")


def test_a_site_is_not_built_into_a_circle_of_links(folder: Path) -> None:
    assert "loop.html" in told("build", "folder", "-o", "loop.html")


def test_ten_thousand_arguments_are_read(folder: Path) -> None:
    assert "unexpected extra argument" in told("finish", *["page.html"] * 10_000)
    (folder / "short.html").write_text("<p>x")
    assert "10000 pages checked" in told("check", *["short.html"] * 10_000, code=0)
