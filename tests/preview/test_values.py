"""What needs no browser: style sheets, sums, knobs, where files may lie."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import adlayout
from adlayout.errors import UsageError
from adlayout.explaining import explain
from adlayout.preview.assets import HOST, Assets
from adlayout.preview.css import rewritten
from adlayout.preview.frame import frame
from adlayout.preview.knobs import knobs, turned
from adlayout.preview.tally import tally
from adlayout.rulefile import show, show_changes
from adlayout.source import read

P = "<p>" + "Der Fluss stieg in der Nacht um zwei Meter und blieb dann stehen. " * 5 + "</p>"
PAGE = f"<!doctype html><title>T</title><article><h1>T</h1>{P * 16}</article>".encode()


@pytest.mark.parametrize(
    ("css", "made"),
    [
        ("a{color:red}", "a{color:red}"),
        ("a{background:url(b.png)}", "a{background:<b.png>}"),
        ("a{background:URL( 'b c.png' )}", "a{background:<b c.png>}"),
        ("/* url(b.png) 100vh */", "/* url(b.png) 100vh */"),
        ('a{content:"url(b.png) 100vh"}', 'a{content:"url(b.png) 100vh"}'),
        ("a{height:100vh}", "a{height:calc(100*T-vh-)}"),
        ("a{height:calc(100dvh - 2px)}", "a{height:calc(calc(100*T-vh-) - 2px)}"),
        ("a{margin:-.5vmin}", "a{margin:calc(-.5*T-vmin-)}"),
        (".h-100vh{} .x\\[100vh\\]{}", ".h-100vh{} .x\\[100vh\\]{}"),
        ("@import 'b.css';a{}", "(b.css)a{}"),
        ("@import url(b.css) print;", "@media print{(b.css)}"),
        (
            "@import url(b.css) layer(x) supports(display:grid) screen;",
            "@media screen{@supports (display:grid){@layer x{(b.css)}}}",
        ),
    ],
)  # fmt: skip
def test_style_sheets_are_rewritten(css: str, made: str) -> None:
    assert rewritten(css, lambda url: f"<{url}>", lambda url: f"({url})", "T-") == made


@pytest.fixture
def framed(tmp_path: Path) -> Callable[[str], str]:
    """A page's document in the frame; its site has pictures a.png and b.png."""
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"PNG")

    def made(html: str) -> str:
        return frame(read(f"<!doctype html>{html}".encode(), None), [], Assets(tmp_path, f"{HOST}/page.html"), "T-")

    return made


@pytest.mark.parametrize(
    ("srcset", "kept"),
    [
        ("a.png 1x, b.png 2x", "T-0- 1x, T-1- 2x"),
        ("a.png 1x,b.png 2x", "T-0- 1x, T-1- 2x"),
        ("\n  a.png 400w,\n\tb.png 800w,\n", "T-0- 400w, T-1- 800w"),
        ("a.png, b.png 2x", "T-0-, T-1- 2x"),
        ("none.png 1x,b.png 2x", "T-0- 2x"),
        ("/cdn/w=40,h=30/a.png 1x, b.png 2x", "T-0- 2x"),
        ("data:image/png;base64,AA 1x, b.png 2x", "T-0- 2x"),
    ],
)
def test_the_pictures_of_a_srcset_are_found_as_browsers_find_them(
    framed: Callable[[str], str], srcset: str, kept: str
) -> None:
    assert f'srcset="{kept}"' in framed(f'<img srcset="{srcset}">')


def test_a_srcset_of_nothing_ends(framed: Callable[[str], str]) -> None:
    assert "data-adlayout-off" in framed(f'<img srcset="{"," * 200_000} ">')


@pytest.mark.parametrize("many", [1, 2], ids=["itself", "one another"])
def test_style_sheets_that_import_themselves_end(framed: Callable[[str], str], tmp_path: Path, many: int) -> None:
    names = [f"{number}.css" for number in range(8 * many - 7)]
    for name in names:
        imports = "".join(f"@import '{one}';" for one in names * 9)
        (tmp_path / name).write_text(f"{imports}.x{name[0]}{{color:red}}", "utf-8")
    made = framed("<style>@import '0.css';</style>")
    assert 1 <= made.count(".x0{color:red}") <= 1_000
    assert many > 1 or made.count(".x0") == 1


def test_the_sums_are_those_of_the_plan() -> None:
    rules = adlayout.load_rules("default")
    told = explain(PAGE, rules)
    sums = tally(told)
    assert sums["ads"] == len(told["plan"]["insertions"])
    for one in sums["density"].values():
        assert one["share"] == round(100 * one["ads"] / (one["ads"] + one["content"]), 1) <= one["limit"]
    seams = [one["seam"] for one in told["plan"]["insertions"]]
    words = [sum(block["words"] for block in told["article"]["blocks"][:seam]) for seam in seams]
    assert [gap["actual"]["words"] for gap in sums["gaps"]] == [b - a for a, b in pairwise(words)]
    assert all(gap["actual"]["words"] >= gap["asked"]["words"] == 250 for gap in sums["gaps"])


def test_a_page_that_is_passed_through_has_no_sums() -> None:
    assert tally(explain(b"", adlayout.load_rules("default")))["density"] == {}


@pytest.mark.parametrize("preset", ["default", "magazin"])
def test_each_knob_turns_one_number_of_the_rule_file(preset: str) -> None:
    rules = adlayout.load_rules(preset)
    assert turned(rules, {}) == rules
    for knob in knobs(rules):
        value = knob.least if knob.value != knob.least else knob.most
        after = turned(rules, {knob.key: value})
        assert [one.key for one, other in zip(knobs(rules), knobs(after), strict=True) if one.value != other.value] == [
            knob.key
        ]
        assert turned(after, {knob.key: knob.value}) == rules or knob.value == 0 or value == 0


def test_changes_are_shown_as_lines_that_load(tmp_path: object) -> None:
    rules = adlayout.load_rules("default")
    after = turned(rules, {"limits.ads": 2, "weights.rung": 9, "slot.body.repeat": 5})
    assert show_changes(rules, rules) == ""
    lines = show_changes(rules, after)
    assert lines.count("=") == 4
    path = tmp_path / "a.toml"  # type: ignore[operator]
    path.write_text(f'extends = "default"\n{lines}', "utf-8")
    assert show(adlayout.load_rules(path)) == show(after)


def test_no_knob_beyond_its_range() -> None:
    with pytest.raises(UsageError, match="from 0 to 12"):
        turned(adlayout.load_rules("default"), {"limits.ads": 13})
