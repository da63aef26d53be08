"""P4: the browser's tree without the insertions is the input's tree, and each stands where the plan says.

Chromium decides, with scripting on and off; html5lib says the same on its own.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import assume, given, settings

import adlayout
from adlayout import edits
from adlayout.edits import Insertion
from adlayout.source import places
from adlayout.source.encoding import detect
from tests.cases import Case, rules_of, some_cases
from tests.checked import bare
from tests.dom.alignment import inserted
from tests.dom.chromium import Chromium
from tests.dom.html5 import html5lib_tree
from tests.dom.tree import MARK, Tree, assert_same, insertions, neighbours, without_insertions
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, cases
from tests.promises.placing import beside, misplaced, probed

Parse = Callable[..., Tree]
HEAD = ("style", "script", "link")
TEXT = f"<p>{'Am Kai liegen die Boote still, und der Wind trägt Stimmen über das Wasser. ' * 3}</p>" * 4
EVERYWHERE = """extends = "default"
[limits]
first = []
gap = []
density = { mobile = "100%", desktop = "100%" }
[[slot]]
name = "each"
at = "after p"
all = true
"""


def judge(case: Case, parse: Parse, known: Parse, *, scripting: bool) -> Tree:
    """The finished page's tree, after it was compared with the input's, which ``known`` gives."""
    page = bare(case.data)
    return judge_bytes(page, adlayout.finish(page, rules_of(case.rules)).html, parse, known, scripting=scripting)


def judge_bytes(page: bytes, finished: bytes, parse: Parse, known: Parse, *, scripting: bool) -> Tree:
    """The same of any finished page."""
    names = [one.name for one in inserted(page, finished)]
    given = known(page, scripting=scripting)
    if finished == page:  # its marks, if it has any, are not ours
        assert names == []
        return given
    tree = parse(finished, scripting=scripting)
    assert_same(given, without_insertions(tree))
    assert [tree[at].get(MARK) for at in insertions(tree)] == names
    return tree


def judge_drawn(parse: Parse, drawn: Drawn) -> None:
    """A drawn case, with scripting on and off; each insertion of the flow between the blocks that the plan names."""
    page, finished = bare(drawn.page), drawn.finish().html
    on, off = (judge_bytes(page, finished, parse, parse, scripting=scripting) for scripting in (True, False))
    if finished == page:
        return
    assert [neighbours(on, nth) for nth in range(len(insertions(on)))] == [
        neighbours(off, nth) for nth in range(len(insertions(off)))
    ], "other neighbours without scripting"
    assert out_of_place(page, drawn.explain(), finished, parse) == []


def out_of_place(page: bytes, explained: dict[str, Any], finished: bytes, parse: Parse) -> list[str]:
    """What is wrong with the insertions of the flow."""
    tree = parse(probed(page, inserted(page, finished), finished, explained))
    roots = [at for at in insertions(tree) if tree[at].value not in HEAD]
    assert len(roots) == len(explained["plan"]["insertions"])
    wrong = [misplaced(tree, roots[number], *pair) for number, pair in beside(explained).items()]
    return [one for one in wrong if one]


@pytest.mark.parametrize("case", some_cases())
def test_chromium_finds_the_page_unchanged_with_and_without_scripting(chromium: Chromium, case: Case) -> None:
    on, off = (judge(case, chromium.tree, chromium.known_tree, scripting=scripting) for scripting in (True, False))
    places = [[neighbours(tree, nth) for nth in range(len(insertions(tree)))] for tree in (on, off)]
    assert places[0] == places[1]


@pytest.mark.parametrize("case", some_cases())
def test_html5lib_finds_the_page_unchanged(case: Case) -> None:
    for scripting in (True, False):
        judge(case, html5lib_tree, html5lib_tree, scripting=scripting)


@pytest.mark.parametrize("case", some_cases())
def test_each_insertion_stands_where_the_plan_says(chromium: Chromium, case: Case) -> None:
    page, rules = bare(case.data), rules_of(case.rules)
    explained = adlayout.explain(page, rules)
    finished = adlayout.finish(page, rules).html
    if explained["status"] == "finished":
        assert out_of_place(page, explained, finished, chromium.tree) == []


@pytest.mark.drawn
def test_any_page_any_rules(chromium: Chromium) -> None:
    def judged(drawn: Drawn) -> None:
        # An encoding that nobody declares is guessed from all of the text; more may change the guess (docs/limits.md).
        assume(drawn.page.isascii() or detect(drawn.page).declared)
        judge_drawn(chromium.tree, drawn)

    settings(max_examples=settings.default.max_examples // 12)(given(cases())(judged))()


NEXT = re.compile(rb"</p>|</ul>|</h2>|<p>")
MOVED = {
    "into the next block": lambda page, at: at + 3,
    "behind the next block": lambda page, at: found.end() if (found := NEXT.search(page, at + 1)) else at,
    "behind the page": lambda page, at: len(page),
    "before the page": lambda page, at: 0,
}


@pytest.mark.parametrize("where", MOVED)
def test_an_insertion_elsewhere_than_planned(where: str, chromium: Chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    splice = edits.splice

    def moved(page: bytes, insertions: list[Insertion]) -> bytes:
        return splice(page, [Insertion(MOVED[where](page, one.offset), one.markup) for one in insertions])

    monkeypatch.setattr(edits, "splice", moved)
    complaint(partial(judge_drawn, chromium.tree), cases(mutants=False))


def test_a_place_that_only_scripting_has(chromium: Chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_agreed", lambda page, parent, index: places._in_tree(parent, index))
    page = f"<!doctype html><title>t</title><article>{TEXT}<noscript><table></noscript>{TEXT}</article>".encode()
    with pytest.raises(AssertionError):
        judge_drawn(chromium.tree, Drawn(page, EVERYWHERE))
