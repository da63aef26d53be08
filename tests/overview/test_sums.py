"""The sums are those of the pages, and stay small however many pages there are."""

from collections import Counter
from pathlib import Path

import pytest

from adlayout.builder import Outcome, Wanted, build
from adlayout.builder.figures import Figures
from adlayout.overview.sums import DENSITY_STEP, GAP_STEP, MOST_FOLDERS, MOST_LOOKS, MOST_SLOW, OTHER, Sums

SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    found = list(build(Wanted(SITE, tmp_path_factory.mktemp("o") / "out")))
    return [one for one in found if one.status != "carried"]


def summed(outcomes: list[Outcome]) -> Sums:
    sums = Sums()
    for one in outcomes:
        sums.add(one)
    return sums


def test_they_are_those_of_the_pages(outcomes: list[Outcome]) -> None:
    sums = summed(outcomes)
    known = [one.figures for one in outcomes if one.figures and one.figures.words]
    assert (sums.pages, sums.articles) == (len(outcomes), len(known))
    assert sums.all_ads == sum(kind == "ad" for one in outcomes for _, kind in one.insertions) > 0
    assert sum(sums.gaps.values()) == sum(len(one.gaps) for one in known) > 0
    assert sum(sums.lengths.values()) == len(known)
    for number in (0, 1):
        assert sums.density[number] == Counter(one.density[number] // DENSITY_STEP for one in known)
        assert sums.mean_density[number].value == sum(one.density[number] for one in known) / len(known)
    gaps = [gap for one in known for gap in one.gaps]
    assert sums.mean_gap.value == sum(gaps) / len(gaps)
    assert sums.gaps == Counter(gap // GAP_STEP for gap in gaps)
    assert sum(one.pages for one in sums.folders.values()) == len(outcomes)
    stand = {name: sum(name in dict(one.insertions) for one in outcomes) for _, name in sums.standing}
    assert {name: one.pages for (_, name), one in sums.standing.items()} == stand


def test_the_order_of_pages_counts_nothing(outcomes: list[Outcome]) -> None:
    assert summed(outcomes).line() == summed(outcomes[::-1]).line()


def test_pages_that_are_up_to_date_count_as_they_were(tmp_path: Path) -> None:
    first, second = (summed(list(build(Wanted(SITE, tmp_path / "out")))) for _ in range(2))
    assert second.status == {"up-to-date": first.pages}
    assert {**second.line(), "status": None} == {**first.line(), "status": None}
    assert [(one.page, one.why) for one in second.looked()] == [(one.page, one.why) for one in first.looked()]


def test_what_stands_nowhere_comes_last(outcomes: list[Outcome]) -> None:
    assert summed(outcomes).names()[-2:] == [("", "inline"), ("", "more")]


def test_many_pages_make_them_no_larger() -> None:
    sums = Sums()
    for number in range(3_000):
        numbers = Figures(number, (number % 1000, number % 900), (300, 500), (number, 10 * number), 2)
        page = f"{number}/page.html"
        sums.add(
            Outcome(
                page, "finished", None, (("body", "ad"),) * 3, (("end", "no-room"),), (), number, True, b"", numbers
            )
        )
    assert sums.stand_out == 3_000
    assert (len(sums.looks), len(sums.slow), len(sums.folders)) == (MOST_LOOKS, MOST_SLOW, MOST_FOLDERS + 1)
    assert sums.folders[OTHER].pages == 3_000 - MOST_FOLDERS
    assert max(sums.slow)[1] == "2999/page.html"
    assert len(sums.gaps) <= 50
    assert [one.weight for one in sums.looked()] == sorted((one.weight for one in sums.looked()), reverse=True)


@pytest.mark.parametrize("status", ["passed", "failed"])
def test_a_page_that_nobody_understood_is_no_article(status: str) -> None:
    sums = summed([Outcome("a.html", status, "no-html")])
    assert (sums.pages, sums.articles, sums.mean_ads, sums.mean_gap.value) == (1, 0, None, None)
