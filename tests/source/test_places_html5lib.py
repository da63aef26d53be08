"""Places in the html5lib-tests: what is called a sure place is one in the oddest markup there is.

Each case of the tree construction stands between two paragraphs of an article. Cases of fragments have no page and are
left out.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from adlayout.errors import PassThrough
from adlayout.source import Page, read
from tests.corpus import SHARED
from tests.dom.chromium import Chromium
from tests.dom.html5 import html5lib_tree
from tests.dom.ours import plain
from tests.dom.tree import Tree, merged
from tests.dom.turbo import turbo_tree
from tests.source.placed import Trial, trials, wrong_bytes, wrong_tree

SUITE = SHARED / "html5lib-tests" / "tree-construction"
AHEAD = b"<!doctype html><body><article><p>Der Hafen schlief, als die Lotsin kam.</p>"
BEHIND = b"<p>Am Morgen lag Nebel auf dem Wasser.</p>"
MODES = [pytest.param(True, id="scripting"), pytest.param(False, id="no-scripting")]
LEAST_SURE = 6_000

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/html5lib-tests is not there"),
]


class Tried(NamedTuple):
    data: bytes
    page: Page
    trials: list[Trial]


def cases() -> Iterator[bytes]:
    """The cases' texts, without those of fragments, each once."""
    seen = set()
    for path in sorted(SUITE.glob("*.dat")):
        for case in path.read_bytes().split(b"#data\n")[1:]:
            data, _, rest = case.partition(b"\n#errors")
            if b"\n#document-fragment" not in rest and data not in seen:
                seen.add(data)
                yield data


@cache
def tried() -> tuple[tuple[Tried, ...], int, Counter[str]]:
    """All pages with their insertions, how many places were refused, and why pages were."""
    found = []
    refused, passed = 0, Counter[str]()
    for case in cases():
        data = AHEAD + case + BEHIND
        try:
            page = read(data, "utf-8")
            given, no = trials(page)
        except PassThrough as reason:
            passed[reason.reason] += 1
            continue
        refused += no
        found.append(Tried(data, page, given))
    return tuple(found), refused, passed


def text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def test_there_are_places_to_try(capsys: pytest.CaptureFixture[str]) -> None:
    found, refused, passed = tried()
    sure = sum(max(0, len(one.trials) - 1) for one in found)
    with capsys.disabled():
        print(f"\n{len(found)} pages, {sure} sure places, {refused} refused; passed through: {dict(passed)}")
    assert len(found) > 1_500
    assert sure >= LEAST_SURE


@pytest.mark.parametrize("scripting", MODES)
def test_our_own_parser_finds_the_page_unchanged(scripting: bool) -> None:
    wrong = []
    for data, _, given in tried()[0]:
        before = merged(turbo_tree(text(data), scripting=scripting))
        for one in given:
            after = merged(turbo_tree(text(one.finished), scripting=scripting))
            said = wrong_tree(before, after, one.where if scripting else None) or wrong_bytes(data, one)
            wrong += [(one.finished, said)] if said else []
    assert wrong == []


@pytest.mark.parametrize("scripting", MODES)
def test_html5lib_finds_the_page_unchanged_where_it_agrees(scripting: bool) -> None:
    wrong, agreed = [], 0
    for data, _, given in tried()[0]:
        before = html5lib_tree(data, scripting=scripting, encoding="utf-8")
        if plain(before) != plain(merged(turbo_tree(text(data), scripting=scripting))):
            continue
        agreed += 1
        for one in given:
            after = html5lib_tree(one.finished, scripting=scripting, encoding="utf-8")
            said = wrong_tree(before, after, one.where if scripting else None)
            wrong += [(one.finished, said)] if said else []
    assert wrong == []
    assert agreed > 1_400


@pytest.mark.slow
def test_chromium_finds_the_page_unchanged(chromium: Chromium) -> None:
    wrong = []
    pages = [text(one.data) for one in tried()[0]]
    finished = [(number, trial) for number, one in enumerate(tried()[0]) for trial in one.trials]
    for scripting in (True, False):
        before = chromium.trees(pages, scripting=scripting)
        after = chromium.trees([text(trial.finished) for _, trial in finished], scripting=scripting)
        for (number, trial), tree in zip(finished, after, strict=True):
            where = trial.where if scripting and is_same(before[number], pages[number]) else None
            if said := wrong_tree(before[number], tree, where):
                wrong.append((trial.finished, scripting, said))
    assert wrong == []


def is_same(browser: Tree, page: str) -> bool:
    """Whether Chromium builds the tree that places were chosen on."""
    return plain(browser) == plain(merged(turbo_tree(page, scripting=True)))
