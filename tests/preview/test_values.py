"""What needs no browser: style sheets, sums, knobs, where files may lie."""

from itertools import pairwise

import pytest

import adlayout
from adlayout.errors import UsageError
from adlayout.explaining import explain
from adlayout.preview.css import rewritten
from adlayout.preview.facts import facts
from adlayout.preview.knobs import knobs, turned
from adlayout.rulefile import show, show_changes

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


def test_the_sums_are_those_of_the_plan() -> None:
    rules = adlayout.load_rules("default")
    told = explain(PAGE, rules)
    sums = facts(told)
    assert sums["ads"] == len(told["plan"]["insertions"])
    for one in sums["density"].values():
        assert one["share"] == round(100 * one["ads"] / (one["ads"] + one["content"]), 1) <= one["limit"]
    seams = [one["seam"] for one in told["plan"]["insertions"]]
    words = [sum(block["words"] for block in told["article"]["blocks"][:seam]) for seam in seams]
    assert [gap["actual"]["words"] for gap in sums["gaps"]] == [b - a for a, b in pairwise(words)]
    assert all(gap["actual"]["words"] >= gap["asked"]["words"] == 250 for gap in sums["gaps"])


def test_a_page_that_is_passed_through_has_no_sums() -> None:
    assert facts(explain(b"", adlayout.load_rules("default")))["density"] == {}


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
