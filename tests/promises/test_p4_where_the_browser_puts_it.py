"""P4: the browser's tree without the insertions is the input's tree, and each stands where the plan says.

Chromium decides, with scripting on and off; html5lib says the same on its own.
"""

from collections.abc import Callable

import pytest

import adlayout
from tests.cases import Case, rules_of, some_cases
from tests.checked import bare
from tests.dom.alignment import inserted
from tests.dom.chromium import Chromium
from tests.dom.html5 import html5lib_tree
from tests.dom.tree import MARK, Tree, assert_same, insertions, neighbours, without_insertions
from tests.promises.placing import beside, misplaced, probed

Parse = Callable[..., Tree]


def judge(case: Case, parse: Parse, *, scripting: bool) -> Tree:
    """The finished page's tree, after it was compared with the input's."""
    page = bare(case.data)
    finished = adlayout.finish(page, rules_of(case.rules)).html
    names = [one.name for one in inserted(page, finished)]
    tree = parse(finished, scripting=scripting)
    if finished == page:  # its marks, if it has any, are not ours
        assert names == []
        return tree
    assert_same(parse(page, scripting=scripting), without_insertions(tree))
    assert [tree[at].get(MARK) for at in insertions(tree)] == names
    return tree


@pytest.mark.parametrize("case", some_cases())
def test_chromium_finds_the_page_unchanged_with_and_without_scripting(chromium: Chromium, case: Case) -> None:
    on = judge(case, chromium.tree, scripting=True)
    off = judge(case, chromium.tree, scripting=False)
    places = [[neighbours(tree, nth) for nth in range(len(insertions(tree)))] for tree in (on, off)]
    assert places[0] == places[1]


@pytest.mark.parametrize("case", some_cases())
def test_html5lib_finds_the_page_unchanged(case: Case) -> None:
    judge(case, html5lib_tree, scripting=True)
    judge(case, html5lib_tree, scripting=False)


@pytest.mark.parametrize("case", some_cases())
def test_each_insertion_stands_where_the_plan_says(chromium: Chromium, case: Case) -> None:
    page, rules = bare(case.data), rules_of(case.rules)
    explained = adlayout.explain(page, rules)
    finished = adlayout.finish(page, rules).html
    pairs = beside(explained) if explained["status"] == "finished" else {}
    if not pairs:
        return
    found = inserted(page, finished)
    tree = chromium.tree(probed(page, found, finished, explained))
    where = dict(zip([(one.name, one.offset) for one in found], insertions(tree), strict=True))
    planned = explained["plan"]["insertions"]
    wrong = [misplaced(tree, where[planned[n]["name"], planned[n]["offset"]], *pair) for n, pair in pairs.items()]
    assert [one for one in wrong if one] == []
