"""Markup in, outline out: every kind and every tie, in several markups and languages. See ``outline.py``."""

from itertools import pairwise

import pytest

from adlayout.article import KINDS, understand
from adlayout.article.ties import TIES
from adlayout.source import read
from tests.article.outline import LETTERS, cases, outline, page

CASES = list(cases())


@pytest.mark.parametrize(("name", "markup", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_outline(name: str, markup: str, expected: str) -> None:
    article = understand(read(page(markup.rstrip("\n"))))
    found = outline(article)
    if not markup.startswith("<html"):
        found = found.removeprefix("no-article | ")  # a case is a few lines, too little for an article
    assert found == expected
    spans = [(block.start, block.end) for block in article.blocks]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_cases_cover_every_kind_and_tie() -> None:
    outlines = " ".join(expected for _, _, expected in CASES)
    kinds = {kind for kind in KINDS if any(part[0] == LETTERS[kind] for part in outlines.split())}
    ties = {name for name, _ in TIES if f"-{name}-" in outlines}
    assert kinds == set(KINDS)
    assert ties == {name for name, _ in TIES}
    assert len(CASES) >= 60


def test_css_of_the_rule_file_chooses_the_container() -> None:
    data = page("<html><body><div id=a><p>{60}</p><p>{60}</p></div><div id=b><p>{20}</p></div></body></html>")
    assert outline(understand(read(data), container="#b")) == "P20"


def test_ignored_parts_are_never_text() -> None:
    data = page("<html><body><div><p>{100}</p><div class=note><p>{20}</p></div><p>{101}</p></div></body></html>")
    assert outline(understand(read(data), ignore=(".note",))) == "P100 O20 P101"


def test_a_container_that_is_not_there_is_a_warning() -> None:
    article = understand(read(page("<p>{30}</p><p>{40}</p>")), container="#nowhere")
    assert article.warnings == ("container '#nowhere' matches nothing",)
    assert len(article.blocks) == 2


def test_facts_of_the_head() -> None:
    data = page(
        '<html lang="de" amp><head><link rel=canonical href="https://harbour.example/a">'
        '<meta property="article:section" content="Hafen"><meta property="article:tag" content="Boote">'
        '<meta property="article:published_time" '
        'content="2024-05-12T08:00:00Z"></head><body><p>{60}</body></html>'
    )
    facts = understand(read(data)).facts
    assert (facts.language, facts.section, facts.tags) == ("de", "Hafen", ("Boote",))
    assert (facts.published, facts.canonical, facts.amp) == (
        "2024-05-12T08:00:00Z",
        "https://harbour.example/a",
        True,
    )


def test_heights_follow_what_the_page_states() -> None:
    data = page("<p>{30}</p><figure><img src=a.jpg width=700 height=350></figure><p>{40}</p>")
    assert understand(read(data)).blocks[1].heights == (20 + 165, 20 + 350)
    rows = (("figure", (("mobile", (88,)),)), ("column", (("desktop", (900, 300, 1)),)))
    assert understand(read(data), heights=rows).blocks[1].heights == (88 + 165, 20 + 150)


def test_the_selector_finds_the_container() -> None:
    source = read(page("<html><body><div class=x><p>{60}</p><p>{60}</p></div><p>end</p></body></html>"))
    article = understand(source)
    assert source.select(article.selector)[0] is article.element
