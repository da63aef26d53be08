"""One page: opened, walked, read; the frames are the finished page, and everything drawn is where it belongs."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python import base as axe

import adlayout
from tests.corpus import pages
from tests.dom.chromium import HERE, Chromium
from tests.dom.tree import Node, Tree, merged
from tests.preview.watch import Watched, structure, watched, written

SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
ARTICLE = "reportage/die-letzte-faehre.html"
AXE = Path(axe.__file__).with_name("axe.min.js").read_text("utf-8")
RULES = str(SITE / "adlayout.toml")
CORPUS = pages()[:: max(1, len(pages()) // 30)][:30]
FEW = 3
"""So many of them in the short run."""
REAL = [pytest.param(page, marks=[pytest.mark.slow] if n >= FEW else [], id=page.name) for n, page in enumerate(CORPUS)]
SLACK = 1.5
"""Px of rounding that an outline may be off."""
WHERE = """() => [...document.querySelectorAll(".pane")].map((pane) => {
  const frame = pane.querySelector("iframe"), at = frame.getBoundingClientRect(), scale = at.width / frame.width;
  const select = (css) => Document.prototype.querySelectorAll.call(frame.contentDocument, css);
  const all = select("[data-adlayout]:not(style, script, link)");
  const rect = (r) => [r.left, r.top, r.width, r.height];
  return {
    slots: [...all].map((one) => one.getBoundingClientRect()).map((r) => rect({
      left: at.left + r.left * scale, top: at.top + r.top * scale, width: r.width * scale, height: r.height * scale })),
    drawn: [...pane.querySelectorAll(".outline")].map((one) =>
      [Number(one.dataset.insertion), ...rect(one.getBoundingClientRect())]),
    overflow: select("html")[0].scrollHeight - frame.height,
  };
})"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return written(tmp_path, (SITE / ARTICLE).read_bytes(), RULES, root=SITE, below=ARTICLE)


def trees(tab: Watched) -> list[Tree]:
    """The tree of each frame, by the judge's own script."""
    script = (HERE / "tree.js").read_text("utf-8")
    found = [json.loads(frame.evaluate(script)) for frame in tab.frames()]
    return [
        merged(Node(depth, kind, value, tuple(map(tuple, pairs))) for depth, kind, value, pairs in one) for one in found
    ]


def is_quiet(tab: Watched) -> None:
    assert tab.outside == []
    assert tab.said == []
    assert tab.errors == []


def is_drawn_right(tab: Watched, placed: int) -> None:
    """As many insertions as the plan has, in both frames, and an outline exactly over each that is shown."""
    panes = tab.tab.evaluate(WHERE)
    assert len(panes) == 2
    for pane in panes:
        assert len(pane["slots"]) == placed
        assert pane["overflow"] <= 0, "the frame is as high as its page"
        shown = [number for number, (_, _, width, height) in enumerate(pane["slots"]) if width or height]
        assert [number for number, *_ in pane["drawn"]] == shown
        for number, *drawn in pane["drawn"]:
            assert drawn == pytest.approx(pane["slots"][number], abs=SLACK)


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_axe_finds_nothing(chromium: Chromium, example: Path, scheme: str, language: str) -> None:
    with watched(chromium, color_scheme=scheme) as seen:
        seen.open(example.as_uri())
        if language == "en":
            seen.settled(lambda: seen.tab.get_by_role("button", name="English").click())
        seen.tab.locator(".rail button.place").nth(12).focus()
        assert violations(seen) == []


def violations(seen: Watched, within: str = "html") -> list[str]:
    seen.tab.evaluate(AXE)
    found = seen.tab.evaluate("within => axe.run(within, { iframes: false })", within)
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']][:3]}" for one in found["violations"]]


def test_axe_can_find_something(chromium: Chromium, example: Path) -> None:
    with watched(chromium) as seen:
        seen.open(example.as_uri())
        seen.tab.evaluate("document.querySelector('.choice button').textContent = ''")
        assert violations(seen)


def test_the_frames_are_the_finished_page(chromium: Chromium, example: Path) -> None:
    finished = adlayout.finish((SITE / ARTICLE).read_bytes(), adlayout.load_rules(RULES))
    theirs = structure(chromium.tree(finished.html, scripting=False))
    with watched(chromium) as seen:
        seen.open(example.as_uri())
        for tree in trees(seen):
            assert structure(tree) == theirs
        is_drawn_right(seen, len(finished.plan.insertions))
        is_quiet(seen)
        widths = [frame.evaluate("innerWidth") for frame in seen.frames()]
        assert widths == [390, 1280]
        pictures = seen.frames()[1].evaluate("[...document.images].map((one) => one.naturalWidth)")
        assert pictures
        assert all(pictures), "the page's own pictures came along"


def test_places_are_walked_by_keyboard_and_say_why(chromium: Chromium, example: Path) -> None:
    with watched(chromium) as seen:
        seen.open(example.as_uri())
        places = seen.tab.locator(".rail button.place")
        places.first.focus()
        said = set()
        for _ in range(places.count()):
            said.add(seen.tab.locator(".why").inner_text())
            seen.tab.keyboard.press("ArrowDown")
        assert len(said) == places.count(), "each place has its own reason"
        assert any("direkt unter einer Überschrift" in one and "after-heading" in one for one in said)
        assert any(re.search(r"Nötig\s+\d+ \S+.*\s+Vorhanden\s+\d+ ", one) for one in said), "required and actual"
        assert any("Ohne diese Stelle" in one for one in said)
        seen.tab.keyboard.press("Home")
        seen.tab.keyboard.press("PageDown")
        assert "taken" in (seen.tab.evaluate("document.activeElement.className"))
        reachable = seen.tab.locator(".rail [tabindex='0']").count()
        assert reachable == 1, "one stop for Tab, arrow keys inside"


def test_a_click_on_the_page_says_why(chromium: Chromium, example: Path) -> None:
    with watched(chromium) as seen:
        seen.open(example.as_uri())
        seen.tab.locator(".pane.desktop .outline .tab", has_text="lead").click()
        assert "lead" in seen.tab.locator(".why .headline").inner_text()
        seen.tab.locator(".pane.mobile .mark.cost-2").first.click()
        assert "12" in seen.tab.locator(".why .costs tfoot").inner_text()


def test_two_rule_files_stand_side_by_side(chromium: Chromium, tmp_path: Path) -> None:
    path = written(tmp_path, (SITE / ARTICLE).read_bytes(), RULES, "default", root=SITE, below=ARTICLE)
    with watched(chromium) as seen:
        seen.open(path.as_uri())
        assert [frame.evaluate("innerWidth") for frame in seen.frames()] == [390, 390]
        counts = [frame.evaluate("document.querySelectorAll('aside[data-adlayout]').length") for frame in seen.frames()]
        assert counts[0] > counts[1] > 0
        row = seen.tab.locator("tr.differs", has_text="Anzeigen").first.inner_text().split()
        assert [int(one) for one in row[-2:]] == counts
        assert violations(seen) == []


def test_a_page_without_doctype_is_laid_out_in_quirks_mode(chromium: Chromium, tmp_path: Path) -> None:
    raw = (SITE / ARTICLE).read_bytes()
    assert raw.lower().startswith(b"<!doctype html>")
    for page, mode in ((raw, "CSS1Compat"), (raw[len("<!doctype html>") :], "BackCompat")):
        with watched(chromium) as seen:
            seen.open(written(tmp_path, page, "default").as_uri())
            assert [frame.evaluate("document.compatMode") for frame in seen.frames()] == [mode] * 2


@pytest.mark.parametrize("start", [b"", b"<!doctype html><style>html, body { height: 100% }</style>"])
def test_what_is_as_high_as_the_window_does_not_grow_with_the_frame(
    chromium: Chromium, tmp_path: Path, start: bytes
) -> None:
    text = f"<p>{'Die Fähre legte ab, und am Steg blieb niemand zurück. ' * 9}</p>" * 12
    raw = start + f"<title>x</title><div style='height: 100%'></div><article>{text}</article>".encode()
    with watched(chromium) as seen:
        seen.open(written(tmp_path, raw, "default").as_uri())
        is_drawn_right(seen, len(adlayout.finish(raw, adlayout.load_rules("default")).plan.insertions))


def test_a_page_that_was_passed_through_says_why(chromium: Chromium, tmp_path: Path) -> None:
    path = written(tmp_path, b"<frameset><frame src=a></frameset>", "default")
    with watched(chromium) as seen:
        seen.tab.goto(path.as_uri())
        assert "Frames" in seen.tab.locator("header").inner_text()
        assert seen.errors == []


@pytest.mark.corpus
@pytest.mark.parametrize("page", REAL)
def test_real_pages_open_with_every_slot_where_the_plan_says(chromium: Chromium, tmp_path: Path, page: object) -> None:
    raw = page.data  # type: ignore[attr-defined]
    finished = adlayout.finish(raw, adlayout.load_rules("default"))
    with watched(chromium) as seen:
        seen.open(written(tmp_path, raw, "default").as_uri())
        is_quiet(seen)
        is_drawn_right(seen, len(finished.plan.insertions))
        tree = chromium.tree(finished.html, scripting=False)
        for mine in trees(seen):
            assert structure(mine) == structure(tree)
