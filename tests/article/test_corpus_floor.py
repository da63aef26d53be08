"""The quality of the detection on real pages has a floor, and it only goes up."""

import pytest

from benchmarks import article as benchmark
from tests.corpus import CORPUS, NO_CORPUS

F1 = 0.955
LEADS = 0.87
NON_ARTICLES = 0.95
"""Floors: raise them with the measure, never lower them. Measured 0.965, 0.894 and 1.0 when they were
pinned."""

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.exists(), reason=NO_CORPUS)]


def test_floor() -> None:
    rows = benchmark.index()
    run, _ = benchmark.ours(rows)
    found = benchmark.judge(run, [row["name"] for row in rows])
    alone = benchmark.left_alone(rows)
    assert found.pages >= 75
    assert found.f1 >= F1
    assert found.found >= LEADS
    assert sum(alone) >= NON_ARTICLES * len(alone)


def test_the_verdict_falls_with_the_run() -> None:
    rows = benchmark.index()
    names = [row["name"] for row in rows if benchmark.held_out(row["name"])]
    assert benchmark.judge([{"name": names[0], "paragraphs": [], "others": []}], names).f1 == 0
    assert 0 < len(names) < len(rows) / 2
