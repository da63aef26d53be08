"""P1: take the inserted spans out of the finished page, and what is left is the input, byte for byte."""

import pytest
from hypothesis import given, settings

import adlayout
from adlayout import edits
from tests.cases import Case, all_cases, rules_of
from tests.checked import bare, finish_checked
from tests.dom.alignment import inserted
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases

HEAD = ("<style", "<script", "<link")


def judge(drawn: Drawn) -> None:
    """Only insertions were made, each one element, and the plan names those of the body."""
    page = bare(drawn.page)
    assert_only_insertions(page, adlayout.finish(page, drawn.rules, **drawn.options))


def assert_only_insertions(page: bytes, finished: adlayout.Finished) -> None:
    found = inserted(page, finished.html)
    assert bool(found) == (finished.html != page)
    assert finished.status == "finished" or not found
    in_the_body = [(one.name, one.offset) for one in found if not one.text.startswith(HEAD)]
    assert sorted((one.name, one.offset) for one in finished.plan.insertions) == sorted(in_the_body)


@pytest.mark.parametrize("case", all_cases())
def test_only_insertions_and_the_plan_names_each(case: Case) -> None:
    page = bare(case.data)
    assert_only_insertions(page, finish_checked(page, rules_of(case.rules)))


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 3)
@given(cases())
def test_any_page_any_rules(drawn: Drawn) -> None:
    judge(drawn)


BREAKS = {
    "a byte of the page": lambda page: page.replace(b"</p>", b"</P>", 1),
    "line ends": lambda page: page.replace(b"\r", b"\n"),
    "a byte behind an insertion": lambda page: page.replace(b"</aside>", b"</aside>\n"),
    "the root's mark": lambda page: page.replace(b' data-adlayout="', b' data-ad="'),
    "the root's end": lambda page: page.replace(b"</aside>", b""),
    "what stood last": lambda page: page[:-1],
    "a comment of ours": lambda page: page + b"<!-- finished -->",
}


@pytest.mark.parametrize("what", BREAKS)
def test_broken_on_purpose(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    splice = edits.splice
    monkeypatch.setattr(edits, "splice", lambda page, insertions: BREAKS[what](splice(page, insertions)))
    complaint(judge, cases(mutants=False))


def test_a_place_that_is_not_the_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    splice = edits.splice
    monkeypatch.setattr(
        edits, "splice", lambda page, insertions: splice(page, [_down(page, one) for one in insertions])
    )
    complaint(judge, cases(mutants=False))


def _down(page: bytes, one: edits.Insertion) -> edits.Insertion:
    return edits.Insertion(min(one.offset + 7, len(page)), one.markup)
