"""``build --watch`` as a person uses it: in a process of its own, with files that really change."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = " ".join(["Am Steg liegen drei Boote, und keines davon fährt heute hinaus."] * 5)
HEAD = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Boote</title></head>"
PATIENCE = 150
"""Seconds: only a broken watch waits so long."""


def page(paragraphs: int) -> str:
    return f"{HEAD}<body><article><h1>Boote</h1>{f'<p>{TEXT}</p>' * paragraphs}</article></body></html>"


class Watching:
    """A running watch, and what it has said."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-m", "adlayout", "build", *map(str, arguments), "--watch"]
        self.log = Path(arguments[0]).parent / "log"
        with self.log.open("wb") as log:
            # A shell's background jobs ignore Ctrl-C, and so would all that they start.
            self.process = subprocess.Popen(command, stderr=log, cwd=ROOT, preexec_fn=_listen)
        self.until(lambda: "Watching" in self.said)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    def quiet(self) -> str:
        """What it says now, and goes on saying for a while."""
        time.sleep(1)
        return self.said


def _listen() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "boote.html").write_text(page(14), encoding="utf-8")
    (tmp_path / "adlayout.toml").write_text('extends = "default"\n', encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def watching(site: Path, tmp_path: Path) -> Iterator[Watching]:
    found = Watching(site, "-o", tmp_path / "out")
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.wait()


def test_what_changes_is_finished_again(watching: Watching, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "a" / "boote.html"
    assert out.read_bytes().count(b"<aside data-adlayout") >= 2
    (site / "a" / "boote.html").write_text(page(15), encoding="utf-8")
    watching.until(lambda: out.read_text("utf-8").count("<p>") == 15)
    assert out.read_bytes().count(b"<aside data-adlayout") >= 2
    (site / "neu").mkdir()
    (site / "neu" / "seite.html").write_text(page(16), encoding="utf-8")
    new = tmp_path / "out" / "neu" / "seite.html"
    watching.until(lambda: new.exists() and b"<aside data-adlayout" in new.read_bytes())
    (site / "neu" / "seite.html").unlink()
    watching.until(lambda: not new.exists())
    (site / "bild.svg").write_text("<svg/>", encoding="utf-8")
    watching.until((tmp_path / "out" / "bild.svg").exists)
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 0
    assert "Traceback" not in watching.said


def test_a_changed_rule_file_counts_for_all_pages_and_a_wrong_one_is_told(watching: Watching, tmp_path: Path) -> None:
    out, rules = tmp_path / "out" / "a" / "boote.html", tmp_path / "adlayout.toml"
    rules.write_text('extends = "default"\nlangauge = "de"\n', encoding="utf-8")
    watching.until(lambda: "language" in watching.said)
    assert b">Anzeige<" in out.read_bytes()
    # Editors write a new file and move it to the old one's place.
    beside = tmp_path / "new.toml"
    beside.write_text('extends = "default"\n[[slot]]\nname = "lead"\nlabel = "Werbung"\n', encoding="utf-8")
    beside.replace(rules)
    watching.until(lambda: b">Werbung<" in out.read_bytes())


def test_in_place_its_own_writing_is_no_change(site: Path) -> None:
    watching = Watching(site, "--in-place")
    try:
        (site / "a" / "boote.html").write_text(page(15), encoding="utf-8")
        watching.until(lambda: "1 file written" in watching.said)
        assert watching.quiet().count("written") == 1
        assert (site / "a" / "boote.html").read_bytes().count(b"<aside data-adlayout") >= 2
    finally:
        watching.process.kill()
        watching.process.wait()


@pytest.mark.parametrize("option", ["--report", "--report-html", "--files-from"])
def test_what_cannot_go_with_it_is_told(site: Path, tmp_path: Path, option: str) -> None:
    (tmp_path / "file").write_text("a/boote.html\n", encoding="utf-8")
    run = CliRunner().invoke(
        main, ["build", str(site), "-o", str(tmp_path / "out"), "--watch", option, str(tmp_path / "file")]
    )
    assert run.exit_code == 2
    assert "--watch" in run.stderr
    assert not (tmp_path / "out").exists()
