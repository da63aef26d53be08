"""P7: every ad slot carries its label as real text: seen under the page's own style sheet, and spoken."""

import re

import pytest

import adlayout
from tests.cases import Case, corpus_cases, house_cases, rules_of
from tests.dom.chromium import Chromium, Words

LABELS = {"Anzeige", "Advertisement"}
PHONE, DESKTOP = 390, 1280
# It hides an AMP page until AMP's runtime has come, which takes it away; no test loads anything from the network.
BOILERPLATE = re.compile(rb"<style amp-boilerplate>.*?</style>", re.S)


def slots(chromium: Chromium, case: Case, width: int) -> list[Words]:
    """The ad slots of the finished page as a reader meets them."""
    finished = adlayout.finish(case.data, rules_of(case.rules))
    ads = [one.name for one in finished.plan.insertions if one.kind == "ad"]
    shown = BOILERPLATE.sub(b"", finished.html)
    met = [one for one in chromium.words(shown, width=width) if one.name in ads] if ads else []
    assert sorted(one.name for one in met) == sorted(ads), "a slot without any words"
    return met


def assert_labelled(met: list[Words]) -> None:
    for one in met:
        assert LABELS & {*one.seen, *(text for text, _ in one.hidden)}, f"{one.name} has no label"
        if not one.place:
            assert LABELS & set(one.seen), f"the label of {one.name} is hidden: {one.hidden}"
            assert LABELS & set(one.spoken), f"the label of {one.name} is not in the accessibility tree"
    called = [one.called for one in met if not one.place]
    assert all(called)
    assert len(set(called)) == len(called), "two slots have one accessible name"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("case", house_cases())
def test_labels_on_our_own_pages(chromium: Chromium, case: Case, width: int) -> None:
    met = slots(chromium, case, width)
    assert_labelled(met)
    assert not [one.name for one in met if one.place and not LABELS & set(one.seen)], "our own pages hide no place"


@pytest.mark.parametrize("case", corpus_cases())
def test_labels_on_real_pages(chromium: Chromium, case: Case) -> None:
    assert_labelled(slots(chromium, case, PHONE))


@pytest.mark.slow
@pytest.mark.parametrize("case", corpus_cases())
def test_labels_on_real_pages_on_a_desktop(chromium: Chromium, case: Case) -> None:
    assert_labelled(slots(chromium, case, DESKTOP))
