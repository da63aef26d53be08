"""P3: the same bytes, rules and index give the same bytes: in a process with other hashes, clock, zone and locale,
in any order, with any number of workers.
"""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adlayout import pipeline
from adlayout.planner import Plan, Problem
from adlayout.planner.model import Choice
from tests.builder.sites import built, page, tree, write
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases, pages, rules
from tests.promises.elsewhere import Elsewhere

FEW = st.lists(cases(), min_size=1, max_size=3)
SITES = st.tuples(st.lists(pages(), min_size=8, max_size=8).map(lambda few: few * 6), rules())
"""48 pages: below 40, one process does all."""
LARGE = [page(str(number), number % 9) for number in range(45)], 'extends = "magazin"\n'
Judge = Callable[[list[Drawn]], None]


def judge(other: Elsewhere, few: list[Drawn]) -> None:
    """A few cases in this process, in both orders, and in another."""
    once = [one.finish().html for one in few]
    assert [one.finish().html for one in few[::-1]] == once[::-1], "another order"
    assert [other.finish(one) for one in few] == once, "another process"


def judge_site(drawn: tuple[list[bytes], str]) -> None:
    """A site built by one process, and by two."""
    files = {f"{number:02}.html": one for number, one in enumerate(drawn[0])} | {"adlayout.toml": drawn[1].encode()}
    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder, "site"), files)
        for jobs in (1, 2):
            built(source, Path(folder, f"by-{jobs}"), jobs=jobs)
        assert tree(Path(folder, "by-1")) == tree(Path(folder, "by-2"))


@pytest.fixture(scope="module")
def judged() -> Iterator[Judge]:
    with Elsewhere(seed=1) as other:
        yield partial(judge, other)


@pytest.mark.drawn
def test_any_pages_any_rules_anywhere(judged: Judge) -> None:
    settings(max_examples=settings.default.max_examples // 10)(given(FEW)(lambda few: judged(few)))()


@pytest.mark.slow
@settings(max_examples=20)
@given(SITES)
def test_any_site_by_two_processes(drawn: tuple[list[bytes], str]) -> None:
    judge_site(drawn)


def test_a_site_by_two_processes() -> None:
    judge_site(LARGE)


@pytest.mark.slow
def test_a_plan_that_goes_by_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "search", lambda problem: other_plan(problem, lambda: 0))
    with pytest.raises(AssertionError):
        judge_site(LARGE)


def other_plan(given_problem: Problem, turn: Callable[[], int]) -> Plan:
    """The plan, but in every second turn without its last insertion."""
    plan = pipeline_search(given_problem)
    placed = [number for number, choice in enumerate(plan.choices) if choice is not None]
    if not placed or turn() % 2:
        return plan
    kept: list[Choice | None] = list(plan.choices)
    kept[placed[-1]] = None
    return Plan(tuple(kept), plan.score)


pipeline_search = pipeline.search


def test_a_plan_that_changes_from_call_to_call(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count()
    monkeypatch.setattr(pipeline, "search", lambda problem: other_plan(problem, lambda: next(calls)))
    assert "another order" in complaint(judged, FEW)


def test_a_plan_that_goes_by_hashes(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "search", lambda problem: other_plan(problem, lambda: hash(str(problem))))
    assert "another process" in complaint(judged, FEW)


def test_a_plan_that_goes_by_what_was_before(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [0]

    def after(problem: Problem) -> Plan:
        sizes.append(len(problem.items))
        return other_plan(problem, lambda: sizes[-2])

    monkeypatch.setattr(pipeline, "search", after)
    complaint(judged, FEW)
