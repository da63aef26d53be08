"""What each reader gets: on paper, without scripts, in a reader mode, in copied text, in a feed."""

import subprocess
import sys
from pathlib import Path

import pytest

import adlayout
from adlayout.rulefile import find_rules
from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.npm import package
from tests.preview.watch import watched, written
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import Stage

READABILITY = ("@mozilla/readability", "0.6.0")
SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
PAGES = ("reportage/die-letzte-faehre.html", "nachrichten/fernwaerme-preis.html", "en/night-ferry.html")
READ = "new Readability(document.cloneNode(true)).parse().textContent.replace(/\\s+/g, ' ').trim()"
HEIGHT = "document.querySelector('article').getBoundingClientRect().height"


def test_paper_shows_the_page_as_it_came(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    given = page()
    heights = []
    for html in (given, finish_checked(given, rules(tmp_path, GPT_SLOTS)).html):
        with stage.shown(chromium, html) as tab:
            tab.emulate_media(media="print")
            heights.append(tab.evaluate(HEIGHT))
            assert tab.evaluate("[...document.querySelectorAll('aside')].every(one => !one.getClientRects().length)")
    assert heights[0] == heights[1], "no empty boxes"


def test_without_scripts_there_is_the_fallback_or_nothing(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    with stage.shown(chromium, finished.html, java_script_enabled=False) as tab:
        assert tab.locator("aside[data-adlayout=top] .house").is_visible()
        assert tab.locator("aside[data-adlayout=top] > span").is_visible(), "the house's own is labelled as well"
        assert not tab.locator("aside[data-adlayout=body]").is_visible(), "no empty box"
        assert not stage.asked
    with stage.shown(chromium, finished.html) as tab:
        assert tab.locator("aside[data-adlayout=body] > span").is_visible(), "with scripts its space is kept"


@pytest.mark.parametrize("name", [PAGES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in PAGES[1:])])
def test_reader_mode_shows_the_article_unbroken(chromium: Chromium, stage: Stage, name: str) -> None:
    """Firefox's Readability: the text of the finished page is that of the page as it came, box by box apart."""
    library = (package(*READABILITY, "readability") / "package/Readability.js").read_text("utf-8")
    known = adlayout.load_rules(find_rules(SITE / name) or "default")
    given = (SITE / name).read_bytes()
    finished = finish_checked(given, known)
    assert any(one.kind == "ad" for one in finished.plan.insertions)
    texts = []
    for html in (given, finished.html):
        with stage.shown(chromium, html, path=f"/{name}") as tab:
            tab.evaluate(library + "; window.Readability = Readability; 0")
            texts.append(tab.evaluate(READ))
    assert len(texts[0]) > 800
    assert texts[0] == texts[1]


def test_the_label_is_not_copied_with_the_text(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    with stage.shown(chromium, finished.html) as tab:
        copied = tab.evaluate("getSelection().selectAllChildren(document.body) || getSelection().toString()")
        assert "Hafen" in copied
        assert "Anzeige" not in copied
        assert tab.locator("aside[data-adlayout=body] > span").is_visible()


def test_feeds_are_no_pages(tmp_path: Path) -> None:
    """``build`` carries feeds over as they are: what a feed shows is what the site's generator put into it."""
    from adlayout.builder import Wanted, build

    feed = b'<?xml version="1.0"?><rss><channel><item><title>&lt;p&gt;Text&lt;/p&gt;</title></item></channel></rss>'
    source, out = tmp_path / "site", tmp_path / "out"
    source.mkdir()
    (source / "feed.xml").write_bytes(feed)
    (source / "page.html").write_bytes(page())
    list(build(Wanted(source, out)))
    assert (out / "feed.xml").read_bytes() == feed
    assert b"data-adlayout" in (out / "page.html").read_bytes()


def test_the_preview_shows_the_space_of_slots_that_wait_for_a_script(chromium: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "adlayout.toml"
    rules(tmp_path, GPT_SLOTS)
    with watched(chromium) as seen:
        seen.open(written(tmp_path, page(), str(path)).as_uri())
        for frame in seen.frames():
            assert frame.evaluate("[...document.querySelectorAll('aside')].every(one => one.clientHeight > 100)")


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_check_in_a_browser_finds_nothing_on_slots_that_wait_for_a_script(tmp_path: Path) -> None:
    known = rules(tmp_path, GPT_SLOTS)
    (tmp_path / "page.html").write_bytes(finish_checked(page(), known).html)
    command = [sys.executable, "-m", "adlayout", "check", "--browser", str(tmp_path / "page.html")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
