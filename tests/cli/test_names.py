"""Files whose names are not UTF-8, as old archives have them, go through every command; so does text that is none."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.cli import main
from adlayout.related.store import reading
from tests.builder.sites import page, write

NAME = os.fsdecode(b"caf\xe9.html")
pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")


def run(*arguments: str, code: int = 0) -> str:
    """What is told, on a standard output that takes nothing but UTF-8."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {f"site/{NAME}": page("Korn"), "site/eins.html": page("Mehl")})


def test_an_index_reads_them_and_knows_them_again(folder: Path) -> None:
    told = ("index", "site", "-o", "index", "--url", "https://leysum.example")
    assert "2 articles of 2 pages" in run(*told)
    with reading(folder / "index") as base:
        found = dict(base.execute("SELECT name, url FROM article"))
    assert found["caf%E9.html"] == "https://leysum.example/caf%E9.html"
    assert "gone" not in run(*told)
    assert "2 pages in" in run("build", "site", "-o", "out", "--related", "index")
    (folder / "site" / NAME).unlink()
    assert "1 gone" in run(*told)


def test_a_preview_leads_to_them(folder: Path) -> None:
    run("preview", "site", "-o", "all")
    assert (folder / "all" / "pages" / f"{NAME}.html").is_file()
    assert "pages/caf%E9.html.html" in (folder / "all" / "index.html").read_text("utf-8")
    run("preview", f"site/{NAME}", "-o", "one.html")
    assert "caf" in (folder / "one.html").read_text("utf-8")


def test_a_list_may_name_them(folder: Path) -> None:
    (folder / "list").write_bytes(os.fsencode(NAME) + b"\n")
    run("build", "site", "-o", "out", "--files-from", "list", "--report-html", "report.html")
    assert os.listdir(folder / "out") == [NAME]  # noqa: PTH208
    assert "caf" in (folder / "report.html").read_text("utf-8")


def test_they_are_told_with_escapes(folder: Path) -> None:
    shown = r"caf\udce9.html"
    assert shown in run("finish", f"site/{NAME}", "-o", "finished.html")
    assert shown in run("finish", f"none-{NAME}", code=2)
    assert shown in run("rules", "diff", "default", "magazin", "site")
    assert "adlayout build site" in run("init", "site")
