"""Pages with all kinds of slots, as others judge them: the browser's tree, the AMP validator, the Nu checker, axe."""

from dataclasses import replace
from pathlib import Path

import pytest

import adlayout
from tests.dom.alignment import inserted
from tests.dom.chromium import Chromium
from tests.dom.tree import MARK, assert_same, insertions, without_insertions
from tests.slots.test_kinds import AMP, FERRY, KINDS, PAGES, ROOT
from tests.validators import amp, nu
from tests.validators.axe import Axe, new

GIVEN = {name: (ROOT / "tests/pages" / name / "page.html").read_bytes() for name in PAGES}


def finished(page: bytes, consent: str = "inert") -> bytes:
    """With the rules of all kinds."""
    rules = adlayout.load_rules(KINDS)
    return adlayout.finish(page, replace(rules, ads=replace(rules.ads, consent=consent))).html


@pytest.mark.parametrize(
    "name", [PAGES[2], *(pytest.param(one, marks=pytest.mark.slow) for one in PAGES if one != PAGES[2])]
)
def test_the_browsers_tree_is_the_pages_plus_insertions(chromium: Chromium, name: str) -> None:
    page = GIVEN[name]
    for html in (finished(page), finished(page, "off")):
        names = [one.name for one in inserted(page, html)]
        for scripting in (True, False):
            tree = chromium.tree(html, scripting=scripting)
            assert_same(chromium.tree(page, scripting=scripting), without_insertions(tree))
            assert [tree[at].get(MARK) for at in insertions(tree)] == names


@pytest.mark.slow
def test_an_amp_page_stays_valid(tmp_path: Path) -> None:
    given = AMP.read_bytes()
    verdicts = amp.verdicts([given, finished(given), finished(given, "off")], tmp_path)
    assert [(one.status, one.errors) for one in verdicts] == [("PASS", ())] * 3


@pytest.mark.slow
def test_nu_and_axe_find_nothing_new(chromium: Chromium, tmp_path: Path) -> None:
    given = FERRY.read_bytes()
    pages = {"before": given, **{consent: finished(given, consent) for consent in ("off", "tcf", "inert")}}
    found = nu.errors(pages, tmp_path)
    assert {name: errors for name in pages if (errors := found[name] - found["before"])} == {}
    axe = Axe(chromium)
    try:
        before = axe.violations(given, FERRY)
        for name, html in pages.items():
            assert new(before, axe.violations(html, FERRY)) == [], name
    finally:
        axe.close()
