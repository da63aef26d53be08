"""No existing ad, teaser, table, list, quote, figure or embed of a page is cut into.

A check that is independent of the article code says so (``uncut.py``): it looks at the finished bytes as html5lib
builds them. The preset ``magazin`` puts in all that there is to put in, side column included.
"""

from typing import Any

import pytest

import adlayout
from tests.cases import Case, all_cases, rules_of
from tests.corpus import CORPUS
from tests.dom.html5 import html5lib_tree
from tests.promises.uncut import cuts

KNOWN = {
    ("tests/pages/headings-in-headings/page.html", "own"): "insertions stand inside of an <h2> that is left open",
}
"""Defects of the article room, by page and rules: one that is mended fails here until its line is taken out."""


def with_rules() -> list[Any]:
    """Every page with its own rules, and with the preset magazin; of the real pages half of that in the long run."""
    found = []
    for number, case in enumerate(all_cases()):
        if case.values[0] is None:
            found.append(pytest.param(None, "magazin", id=case.id, marks=case.marks))
            continue
        for rules in dict.fromkeys((case.values[0].rules, "magazin")):
            name = rules if rules in ("default", "magazin") else "own"
            why = KNOWN.get((str(case.id), name))
            marks = [*case.marks, *([pytest.mark.xfail(strict=True, reason=why)] if why else [])]
            if case.values[0].path.is_relative_to(CORPUS) and rules == "magazin" and number % 2:
                marks.append(pytest.mark.slow)
            found.append(pytest.param(case.values[0], rules, id=f"{case.id}-{name}", marks=marks))
    return found


@pytest.mark.parametrize(("case", "rules"), with_rules())
def test_nothing_is_cut(case: Case, rules: str) -> None:
    finished = adlayout.finish(case.data, rules_of(rules))
    assert not list(cuts(html5lib_tree(finished.html)))
