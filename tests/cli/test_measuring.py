"""``rules measure`` as a user runs it: what it writes, where, and what it says where it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.cli import main
from adlayout.rulefile import load_rules
from adlayout.rulefile.lines import replaced

SENTENCE = "Der Fluss stieg in der Nacht um zwei Meter, und am Morgen stand er wieder still. "
STYLE = "body { margin: 0 } article { width: 320px; font: 16px/30px monospace } .t { margin: 0 }"
PAGE = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><meta property="og:type" content="article">'
    '<title>T</title><link rel="stylesheet" href="/css/site.css">%s</head><body><article><h1>Hochwasser</h1>'
    '<div class="t">%s</div></article></body></html>'
)


def measure(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """As a process of its own: Playwright wants to be alone in one."""
    command = [sys.executable, "-m", "adlayout", "rules", "measure", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Pages whose text lies in one box, parted by ``br``; the style sheet is at the root of the site."""
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "css").mkdir()
    (tmp_path / "site" / "css" / "site.css").write_text(STYLE, "utf-8")
    for number in range(4):
        text = "<br><br>".join(SENTENCE * (1 + (piece + number) % 4) for piece in range(12))
        (tmp_path / "site" / "a" / f"{number}.html").write_text(PAGE % ("", text), "utf-8")
    return tmp_path / "site"


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_runs_of_text_are_found_in_the_browser_and_measured(site: Path) -> None:
    told = measure(*sorted((site / "a").glob("*.html")))
    assert told.returncode == 0, told.stderr
    assert "4 pages measured" in told.stderr
    assert "not found" not in told.stderr
    out = site / "out.toml"
    out.write_text(told.stdout, "utf-8")
    around, line, width = dict(dict(load_rules(out).heights.rows)["paragraph"])["mobile"]
    assert line == 30
    assert 28 <= width <= 33, "320 px hold 33 characters of 16 px monospace"
    assert 10 <= around <= 40, "an empty line of 30 px parts the pieces"


@pytest.mark.usefixtures("chromium")
def test_the_table_goes_into_the_rule_file_and_nothing_else_changes(site: Path) -> None:
    rules = site / "adlayout.toml"
    rules.write_text(
        'extends = "default"  # ours\n\n[heights]\nh2 = { mobile = [1] }\n\n# ads\n[limits]\nads = 2\n', "utf-8"
    )
    pages = sorted((site / "a").glob("*.html"))[:2]
    assert measure(*pages, "--write").returncode == 0
    text = rules.read_text("utf-8")
    assert text.startswith('extends = "default"  # ours\n\n[heights]\n')
    assert text.endswith("\n\n# ads\n[limits]\nads = 2\n")
    assert load_rules(rules).limits.ads == 2
    told = measure(*pages, "--write")
    assert rules.read_text("utf-8") == text, "a second time gives the same file"
    assert "before" in told.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_a_finished_page_is_measured_as_the_page_it_was(site: Path) -> None:
    pages = sorted((site / "a").glob("*.html"))
    plain = measure(*pages).stdout
    for page in pages:
        assert CliRunner().invoke(main, ["finish", "-q", str(page), "-o", str(page)]).exit_code == 0
    assert b"data-adlayout" in pages[3].read_bytes()
    assert measure(*pages).stdout == plain


@pytest.mark.usefixtures("chromium")
def test_nothing_is_asked_of_the_net_and_no_script_runs(site: Path) -> None:
    page = site / "a" / "0.html"
    bad = (
        '<script>document.documentElement.innerHTML = ""</script><link rel="stylesheet" href="gone.css">'
        '<link rel="stylesheet" href="http://other.example/x.css">'
    )
    page.write_text(PAGE % (bad, "<br><br>".join([SENTENCE * 2] * 12)), "utf-8")
    told = measure(page)
    assert told.returncode == 0, told.stderr
    assert "1 pages measured" in told.stderr
    assert "not found, so not shown: 1 files" in told.stderr
    assert "gone.css" in told.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-",), "not standard input"),
        (("{page}", "--write"), "no adlayout.toml upward"),
        (("{page}", "--write", "--rules", "magazin"), "a preset is not written to"),
        (("{site}/none.html",), "there is no such file"),
    ],
)
def test_what_cannot_be_measured_or_written_is_said_before_anything_is_done(
    words: tuple[str, ...], message: str, site: Path
) -> None:
    given = [one.format(page=site / "a" / "0.html", site=site) for one in words]
    told = CliRunner().invoke(main, ["rules", "measure", *given], input=b"")
    assert told.exit_code == 2
    assert message in told.stderr


def test_without_playwright_it_says_what_to_install(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    told = CliRunner().invoke(main, ["rules", "measure", str(site / "a" / "0.html")])
    assert told.exit_code == 2
    assert "pip install 'adlayout[measure]'" in told.stderr


@pytest.mark.usefixtures("chromium")
def test_pages_without_an_article_are_left_out(site: Path) -> None:
    page = site / "home.html"
    page.write_text("<!DOCTYPE html><title>T</title><p>Nur ein Satz.", "utf-8")
    told = measure(page)
    assert told.returncode == 2
    assert "left out: no-article" in told.stderr
    assert "none of these pages is an article" in told.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\n", "a = 1\n\n[heights]\nz = 1\n"),
        ("[heights]\nb = 2\n", "[heights]\nz = 1\n"),
        ("[heights]\nb = 2\n# of x\n[x]\n", "[heights]\nz = 1\n# of x\n[x]\n"),
        ("[x]\nb = 2\n\n[heights]  # old\n\n[y]\n", "[x]\nb = 2\n\n[heights]\nz = 1\n\n[y]\n"),
    ],
)
def test_a_table_is_put_in_place_of_the_old_one(before: str, after: str) -> None:
    assert replaced(before, "heights", "[heights]\nz = 1\n") == after
