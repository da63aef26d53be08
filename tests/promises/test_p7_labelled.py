"""P7: every ad slot carries its label as real text: seen under the page's own style sheet, and spoken."""

import re
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings

import adlayout
from adlayout import markup
from tests.cases import Case, corpus_cases, house_cases, rules_of, thinned
from tests.dom.chromium import Chromium, Words
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases

LABELS = {"Anzeige", "Advertisement"}
DRAWN = {"Anzeige", "Werbung", "Anzeigen"}
PHONE, DESKTOP = 390, 1280
# It hides an AMP page until AMP's runtime has come, which takes it away; no test loads anything from the network.
BOILERPLATE = re.compile(rb"<style amp-boilerplate>.*?</style>", re.S)


def slots(chromium: Chromium, case: Case, width: int) -> list[Words]:
    """The ad slots of the finished page as a reader meets them."""
    rules = rules_of(case.rules)
    return met(chromium, adlayout.finish(case.data, rules), rules, width)


def met(chromium: Chromium, finished: Any, rules: Any, width: int) -> list[Words]:
    """The ad slots of a finished page, without those that have no size at this width: nothing of them is seen."""
    profile = "mobile" if width < 768 else "desktop"
    without = {one.name for one in rules.slots if one.sizes and profile not in dict(one.sizes)}
    names = [one.name for one in finished.plan.insertions if one.kind == "ad"]
    ads = [name for name in names if name not in without]
    shown = BOILERPLATE.sub(b"", finished.html)
    if without & set(names):
        heights = {bottom - top for name, top, bottom in chromium.boxes(shown, width=width) if name in without}
        assert heights == {0}, "a slot is seen where it has no size"
    found = [one for one in chromium.words(shown, width=width) if one.name in ads] if ads else []
    assert sorted(one.name for one in found) == sorted(ads), "a slot without any words"
    return found


def assert_labelled(found: list[Words], labels: set[str] = LABELS) -> None:
    for one in found:
        assert labels & {*one.seen, *(text for text, _ in one.hidden)}, f"{one.name} has no label"
        if not one.place:
            assert labels & set(one.seen), f"the label of {one.name} is hidden: {one.hidden}"
            assert labels & set(one.spoken), f"the label of {one.name} is not in the accessibility tree"
    called = [one.called for one in found if not one.place]
    assert all(called)
    assert len(set(called)) == len(called), "two slots have one accessible name"


def judge(chromium: Chromium, drawn: Drawn) -> None:
    """A drawn case on a phone."""
    assert_labelled(met(chromium, drawn.finish(), drawn.rules, PHONE), DRAWN)


def own_pages() -> list[Any]:
    """All on a phone; a third of them on a desktop too, the others in the long run."""
    pages = [(PHONE, house_cases()), (DESKTOP, thinned(house_cases(), 3))]
    return [
        pytest.param(*case.values, width, id=f"{case.id}-{width}", marks=case.marks)
        for width, cases in pages
        for case in cases
    ]


@pytest.mark.parametrize(("case", "width"), own_pages())
def test_labels_on_our_own_pages(chromium: Chromium, case: Case, width: int) -> None:
    met = slots(chromium, case, width)
    assert_labelled(met)
    assert not [one.name for one in met if one.place and not LABELS & set(one.seen)], "our own pages hide no place"


@pytest.mark.parametrize("case", thinned(corpus_cases(), 4))
def test_labels_on_real_pages(chromium: Chromium, case: Case) -> None:
    assert_labelled(slots(chromium, case, PHONE))


@pytest.mark.slow
@pytest.mark.parametrize("case", corpus_cases())
def test_labels_on_real_pages_on_a_desktop(chromium: Chromium, case: Case) -> None:
    assert_labelled(slots(chromium, case, DESKTOP))


@pytest.mark.drawn
def test_any_page_any_rules(chromium: Chromium) -> None:
    judged = partial(judge, chromium)
    settings(max_examples=settings.default.max_examples // 20)(given(cases())(lambda drawn: judged(drawn)))()


BREAKS = {
    "no label": lambda html: re.sub(">(Anzeige|Werbung|Anzeigen)<", "><", html),
    "a label that nobody hears": lambda html: re.sub("<span", "<span aria-hidden=true", html, count=1),
    "a label that nobody sees": lambda html: re.sub("<span", '<span style="opacity:0!important"', html, count=1),
    "a label of three pixels": lambda html: re.sub("<span", '<span style="font-size:3px!important"', html, count=1),
    "one name for all": lambda html: re.sub('aria-label="[^"]*"', 'aria-label="Anzeige"', html),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_slot_that_is_wrong(what: str, chromium: Chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    slot = markup.slot
    monkeypatch.setattr(markup, "slot", lambda *given, **more: BREAKS[what](slot(*given, **more)))
    complaint(partial(judge, chromium), cases(mutants=False))
