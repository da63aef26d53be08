"""Places that were called sure and were not: ``places.txt``. And the judge of places fails where it should."""

from pathlib import Path

import pytest

from adlayout.source import read
from tests.dom.tree import merged
from tests.dom.turbo import turbo_tree
from tests.source.placed import SLOT, Beside, trials, wrong_bytes, wrong_tree

LINES = Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()
AHEAD, BEHIND = "<!doctype html><body><article><p>Der Hafen schlief.</p>", "<p>Am Morgen lag Nebel.</p>"


@pytest.mark.parametrize("markup", [line for line in LINES if not line.startswith("#")])
def test_each_sure_place_is_one(markup: str) -> None:
    data = (AHEAD + markup + BEHIND).encode()
    for scripting in (True, False):
        before = merged(turbo_tree(data.decode(), scripting=scripting))
        for one in trials(read(data))[0]:
            after = merged(turbo_tree(one.finished.decode(), scripting=scripting))
            assert not wrong_tree(before, after, one.where), one.finished
            assert not wrong_bytes(data, one), one.finished


@pytest.mark.parametrize(
    ("page", "where", "said"),
    [
        ("<body><p>a</p>|<p>b</p>", Beside(2, 3, 4, False, False), ""),
        ("<body><p>a</p>text|<p>b</p>", Beside(2, 3, 4, True, False), ""),
        ("<body><p>a</p>|<p>b</p>", Beside(2, 3, None, False, False), "stands at"),
        ("<body><p>a|</p><p>b</p>", Beside(2, 3, 4, False, False), "expected"),
        ("<body><textarea>|</textarea>", Beside(3, None, None, False, False), "too much"),
    ],
)
def test_a_wrong_place_is_seen(page: str, where: Beside, said: str) -> None:
    one, other = page.split("|")
    before, after = (merged(turbo_tree(given, scripting=True)) for given in (one + other, one + SLOT.decode() + other))
    found = wrong_tree(before, after, where)
    assert said in found if said else not found
