"""P2: stripping gives the input back; finishing again, with any rules, starts from the stripped page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import adlayout
from adlayout import edits
from tests.cases import Case, all_cases, rules_of
from tests.checked import bare, finish_checked
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases, rules
from tests.promises.drawn import rules_of as drawn_rules

TWICE = st.tuples(cases(), rules())


def judge(drawn: tuple[Drawn, str]) -> None:
    """A page under its rules, then under others."""
    case, others = drawn[0], drawn_rules(drawn[1])
    first = case.finish().html
    base = bare(case.page)
    assert adlayout.strip(first) == base
    assert adlayout.strip(base) == base
    assert adlayout.finish(first, case.rules, **case.options).html == first, "a second time changes the page"
    once, again = (adlayout.finish(page, others, **case.options).html for page in (base, first))
    assert once == again, "other rules do not start from the stripped page"


@pytest.mark.parametrize("case", all_cases())
def test_stripping_gives_the_input_back_and_other_rules_start_from_it(case: Case) -> None:
    page = bare(case.data)
    first = adlayout.finish(page, rules_of(case.rules)).html
    assert adlayout.strip(first) == page
    assert finish_checked(first, rules_of("magazin")).html == adlayout.finish(page, rules_of("magazin")).html


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 4)
@given(TWICE)
def test_any_page_any_rules_and_others_after_them(drawn: tuple[Drawn, str]) -> None:
    judge(drawn)


def test_nothing_is_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "strip", lambda page, encoding=None: page)
    complaint(judge, TWICE)


def test_one_insertion_is_left_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = edits._marked
    monkeypatch.setattr(edits, "_marked", lambda page, encoding: marked(page, encoding)[1:])
    complaint(judge, TWICE)


def test_a_byte_too_many_is_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = edits._marked
    monkeypatch.setattr(
        edits, "_marked", lambda page, encoding: [(start, end + 1) for start, end in marked(page, encoding)]
    )
    complaint(judge, TWICE)
