"""The html5lib-tests as pages, in Chromium: some in each run, all of them with ``make prove``, against what is pinned.

``python -m tests.conformance`` writes the figures and the list of what is passed through anew.
"""

import json

import pytest

from tests.conformance.__main__ import DOCS, FIGURES, PASSED, pinned, tables
from tests.conformance.measure import made, measured, wrong_finished
from tests.conformance.suite import SUITE, WHERE, Case, cases, every_case
from tests.dom.chromium import Chromium
from tests.dom.tree import Node

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/html5lib-tests is not there"),
]
EACH = 150
"""One case in so many is judged in each run."""


ALL = [case for where in WHERE for case in cases(where)] if SUITE.is_dir() else []


def reasons() -> dict[str, str]:
    """By case and where it stands, why it is passed through."""
    lines = (line.rpartition(" ") for line in PASSED.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {case: reason for case, _, reason in lines}


def test_some_cases(chromium: Chromium) -> None:
    some = ALL[::EACH]
    figures = measured(some, chromium.trees)
    assert figures.wrong == []
    named = [f"{one.name} {one.where}" for one in some]
    assert figures.passed == {name: reason for name, reason in reasons().items() if name in named}


def test_what_is_passed_through_still_is_and_for_the_same_reason() -> None:
    known = {f"{one.name} {one.where}": one for one in ALL}
    some = dict(list(reasons().items())[::6])
    assert {name: made(known[name]).reason for name in some} == some


def test_the_figures_are_those_of_the_docs_and_of_this_suite() -> None:
    counts = json.loads(FIGURES.read_text("utf-8"))
    assert tables(counts) in DOCS.read_text("utf-8")
    assert counts["wrong"] == 0
    assert sum(counts[name] for name in counts if name.endswith(": cases")) == len(ALL)
    assert len(list(every_case())) >= 1_796


@pytest.mark.slow
def test_every_case(chromium: Chromium) -> None:
    figures = measured(ALL, chromium.trees)
    assert figures.wrong == []
    assert pinned(figures) == PASSED.read_text("utf-8"), "run python -m tests.conformance, and look at the difference"
    assert {**figures.counts, "wrong": 0} == json.loads(FIGURES.read_text("utf-8"))


AD, TEXT = Node(1, "element", "aside", (("data-adlayout", "body"),)), Node(1, "text", "a")
HTML = Node(0, "document", "")


def test_a_tree_that_is_wrong_is_seen() -> None:
    assert wrong_finished([HTML, TEXT], [HTML, TEXT, AD], ["body"]) == ""
    assert "expected" in wrong_finished([HTML, TEXT], [HTML, TEXT._replace(value="b"), AD], ["body"])
    assert "missing" in wrong_finished([HTML, TEXT], [HTML, AD], ["body"])
    assert "another order" in wrong_finished([HTML, TEXT], [HTML, TEXT], ["body"])


def test_a_fragment_stands_in_an_article_as_any_other() -> None:
    case = Case("x:1", "fragment", b"<td>a")
    assert case.markup in case.page
    assert len(made(case).names) > 4
