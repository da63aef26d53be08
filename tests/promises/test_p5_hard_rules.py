"""P5: no finished page breaks a hard rule, and the checker would see it: each rule is knocked out in turn.

The checker shares source and article with the rest, and nothing of seams, planner and markup.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import adlayout
from adlayout import pipeline
from adlayout.planner import Problem
from adlayout.seams import forbid
from tests.cases import Case, corpus_cases, house_cases, thinned
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases

RULES = sorted((Path(__file__).parent / "rules").glob("*.toml"))
LINE = "Am Kai liegen die Boote still, und der Wind trägt Stimmen über das Wasser bis zum Markt am alten Tor. "


def paragraph(sentences: int, end: str = "") -> str:
    return f"<p>{LINE * sentences}{end}</p>"


ARTICLE = "".join(
    [
        paragraph(2),
        paragraph(3),
        "<h2>Am Morgen</h2>",
        paragraph(3),
        paragraph(2, "Mit an Bord sind:"),
        "<ul><li>Netze und Körbe für den Fang</li><li>Brot für zwei Tage</li></ul>",
        paragraph(3),
        '<div class="ad-slot"><iframe src="https://ads.example/x" width="300" height="250"></iframe></div>',
        paragraph(3),
        '<div class="teaser"><a href="/a">Ein anderer Tag am Hafen, von dem alle reden</a></div>',
        paragraph(3),
        paragraph(3),
        paragraph(3),
    ]
)
HEAD = "<!doctype html><html lang=de><head><meta charset=utf-8><title>x</title></head>"
PAGE = f"{HEAD}<body><article>{ARTICLE}</article></body></html>".encode()


def pages_and_rules() -> list[Any]:
    """Each of our own pages with each rule file; of the real pages a third with each, all others in the long run."""
    found = []
    for number, rule_file in enumerate(RULES):
        for case in house_cases() + thinned(corpus_cases(), 3, number % 3):
            found.append(pytest.param(*case.values, rule_file, id=f"{case.id}-{rule_file.stem}", marks=case.marks))
    return found


@pytest.mark.parametrize(("case", "rule_file"), pages_and_rules())
def test_no_finished_page_breaks_a_rule(case: Case, rule_file: Path) -> None:
    rules = adlayout.load_rules(rule_file)
    finished = adlayout.finish(case.data, rules)
    if finished.status == "finished":
        assert adlayout.check(finished.html, rules) == ()


def judge(drawn: Drawn) -> None:
    """The checker finds nothing in the finished page."""
    finished = drawn.finish()
    if finished.status == "finished":
        found = adlayout.check(finished.html, drawn.rules, url=drawn.url)
        assert not found, found[0].rule


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 4)
@given(cases())
def test_any_page_any_rules(drawn: Drawn) -> None:
    judge(drawn)


def slot(name: str, at: str, **more: str) -> str:
    return f'[[slot]]\nname = "{name}"\nat = "{at}"\n' + "".join(f"{key} = {value}\n" for key, value in more.items())


def box(name: str, at: str) -> str:
    return f'[[related]]\nname = "{name}"\nat = "{at}"\nlinks = [{{ title = "Der Markt", url = "/{name}" }}]\n'


def problem(**changes: Any) -> Callable[[pytest.MonkeyPatch], None]:
    """Gives the planner a problem in which something is missing."""
    search = pipeline.search

    def knock_out(patch: pytest.MonkeyPatch) -> None:
        def without(given: Problem) -> Any:
            return search(replace(given, **{k: v(given) if callable(v) else v for k, v in changes.items()}))

        patch.setattr(pipeline, "search", without)

    return knock_out


def seams(function: str, *rules: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Takes rules out of what forbids a seam."""
    asked = getattr(forbid, function)

    def knock_out(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(forbid, function, lambda *given: [one for one in asked(*given) if one.rule not in rules])

    return knock_out


def gaps_but(above: str, below: str) -> Callable[[Problem], Any]:
    return lambda given: tuple(gap for gap in given.gaps if (gap.above, gap.below) != (above, below))


TWO_ADS = slot("one", "after paragraph 2") + slot("two", "after paragraph 3")
TWO_BOXES = box("one", "after paragraph 2") + box("two", "after paragraph 3")
AD_AND_BOX = slot("one", "after paragraph 2") + box("two", "after paragraph 3")
BODY = slot("body", "mid-body", repeat="3")
KNOCKED_OUT = {
    "gap": ('[limits]\ngap = ["400 words"]\n' + TWO_ADS, problem(gaps=gaps_but("ad", "ad"))),
    "gap in px": ('[limits]\ngap = ["3000px mobile"]\n' + TWO_ADS, problem(gaps=gaps_but("ad", "ad"))),
    "gap in characters": ('[limits]\ngap = ["4000 characters"]\n' + TWO_ADS, problem(gaps=gaps_but("ad", "ad"))),
    "gap in paragraphs": ('[limits]\ngap = ["7 paragraphs"]\n' + TWO_ADS, problem(gaps=gaps_but("ad", "ad"))),
    "gap of boxes": ('[limits]\ngap-related = ["400 words"]\n' + TWO_BOXES, problem(gaps=gaps_but("box", "box"))),
    "gap between": ('[limits]\ngap-between = ["400 words"]\n' + AD_AND_BOX, problem(gaps=gaps_but("ad", "box"))),
    "count": ("[limits]\nads = 1\n" + TWO_ADS, problem(most={"ad": 9, "box": 9})),
    "density": (
        '[limits]\ndensity = { mobile = "5%" }\n' + slot("one", "after paragraph 2", sizes='{ mobile = ["300x600"] }'),
        problem(profiles=()),
    ),
    "after-heading": (slot("one", "after heading 1"), seams("structure", "after-heading")),
    "inside-group": (slot("one", "after paragraph 4"), seams("structure", "inside-group")),
    "beside-ad": (slot("one", "after .ad-slot"), seams("structure", "beside-ad")),
    "under-box": (slot("one", "after .teaser"), seams("for_ads", "under-box")),
    "gap to own ads": (
        '[limits]\ngap-own = ["400 words"]\n' + slot("one", "after paragraph 2"),
        seams("near_own_ads", "beside-ad"),
    ),
    "before-first": ('[limits]\nfirst = ["900 words"]\n' + BODY, seams("for_mid_body", "before-first")),
    "after-last": ('[limits]\nlast = ["900 words"]\n' + BODY, seams("for_mid_body", "after-last")),
    "too-short": ('[limits]\nleast = ["900 words"]\n' + BODY, seams("for_mid_body", "too-short")),
}
NAMES = {
    "gap in px": "gap", "gap in characters": "gap", "gap in paragraphs": "gap", "gap of boxes": "gap",
    "gap between": "gap", "gap to own ads": "beside-ad",
}  # fmt: skip


@pytest.mark.parametrize("name", KNOCKED_OUT)
def test_a_planner_without_a_rule_is_caught(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml, knock_out = KNOCKED_OUT[name]
    (tmp_path / "adlayout.toml").write_text(toml, encoding="utf-8")
    rules = adlayout.load_rules(tmp_path / "adlayout.toml")
    assert adlayout.check(adlayout.finish(PAGE, rules).html, rules) == ()
    knock_out(monkeypatch)
    found = adlayout.check(adlayout.finish(PAGE, rules).html, rules)
    assert {finding.rule for finding in found} == {NAMES.get(name, name)}
    assert all(finding.line and finding.column and finding.message for finding in found)


def test_a_planner_without_any_gap_and_limit_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    problem(gaps=(), profiles=(), most={"ad": 99, "box": 99})(monkeypatch)
    assert complaint(judge, cases(mutants=False)).split("\n")[0] in ("gap", "density", "count")


def test_seams_without_any_rule_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    seams("structure", "after-heading", "inside-group", "beside-ad")(monkeypatch)
    seams("for_mid_body", "before-first", "after-last", "too-short")(monkeypatch)
    complaint(judge, cases(mutants=False))
