"""A page's figures are those that explain's own words add up to."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

import adlayout
from adlayout.builder.figures import Figures, figures, unevenness
from adlayout.explaining import explained
from adlayout.pipeline import finish_and_tell
from adlayout.preview.tally import tally

SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
PAGES = sorted(SITE.rglob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_they_agree_with_what_explain_says(page: Path) -> None:
    finished, known = finish_and_tell(page.read_bytes(), adlayout.load_rules(str(SITE / "adlayout.toml")))
    if known is None:
        assert finished.status == "passed"
        return
    found, told = figures(known), explained(known, rivals=False)
    sums = tally(told)
    assert found.words == told["article"]["words"]
    assert [one / 10 for one in found.density] == [one["share"] for one in sums["density"].values()]
    assert [one / 10 for one in found.limit] == [one["limit"] for one in sums["density"].values()]
    assert (found.uneven, found.unsure) == (sums["uneven"], sums["unsure"])
    seams = [one["seam"] for one in told["plan"]["insertions"] if one["kind"] == "ad" and one["seam"] is not None]
    words = [sum(block["words"] for block in told["article"]["blocks"][:seam]) for seam in seams]
    assert list(found.gaps) == [below - above for above, below in pairwise(words)]
    assert Figures.of(json.loads(json.dumps(found.numbers()))) == found


@pytest.mark.parametrize(
    ("gaps", "uneven"), [((), None), ((300,), None), ((0, 0), None), ((300, 300), 0.0), ((100, 300), 0.5)]
)
def test_gaps_that_are_alike_are_even(gaps: tuple[int, ...], uneven: float | None) -> None:
    assert unevenness(gaps) == uneven
