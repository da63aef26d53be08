"""Trees are compared, cleaned of insertions and looked around in; each of it can fail."""

import pytest

from tests.dom.html5 import html5lib_tree
from tests.dom.tree import (
    Beside,
    Node,
    Tree,
    assert_same,
    compare,
    insertions,
    merged,
    neighbours,
    without_insertions,
)

AD = "<aside data-adlayout=lead><p>Anzeige</p>tail</aside>"


def tree(body: str, *, scripting: bool = True) -> Tree:
    return html5lib_tree(f"<!doctype html><title>t</title><body>{body}".encode(), scripting=scripting, encoding="utf-8")


@pytest.mark.parametrize("before", ["", "<p>a</p>", "a", "<!--c-->", "<ul><li>a</ul> "])
@pytest.mark.parametrize("after", ["", "<p>b</p>", "b", " <section>b</section>"])
def test_taking_insertions_out_gives_the_tree_of_the_input(before: str, after: str) -> None:
    finished = tree(before + AD + AD + after)
    assert compare(tree(before + after), without_insertions(finished)) is None
    assert compare(tree(before + after), finished) is not None


def test_an_insertion_that_moves_the_page_is_seen() -> None:
    page, finished = "<p>a<b>b</b> c", f"<p>a<b>b</b>{AD} c"
    said = compare(tree(page), without_insertions(tree(finished))) or ""
    assert said.endswith(
        '<body>[1] > <p>[0]: expected " c", got " c" in #document utf-8 css1compat[0] > <html>[1] > <body>[1]'
    )


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("<p>a</p>", "<p>b</p>", '<p>[0]: expected "a", got "b"'),
        ("<p class=a>", "<p class=b>", 'expected <p class="a">, got <p class="b">'),
        ("<p class=a id=b>", "<p id=b class=a>", 'expected <p class="a" id="b">, got <p id="b" class="a">'),
        ("<!--a-->", "<!--b-->", "expected <!--a-->, got <!--b-->"),
        ("<p>a</p><i></i>", "<p>a</p>", "<body>[1]: missing <i>"),
        ("<p>a</p>", "<p>a</p><i></i>", "<body>[1]: too much <i>"),
        ("<svg></svg>", "<b></b>", "expected <svg svg>, got <b>"),
        ("x" * 90 + "a", "x" * 90 + "b", f"expected '{'x' * 20}a', got '{'x' * 20}b'"),
        (f"<b a={'x' * 90}1>", f"<b a={'x' * 90}2>", f"expected '{'x' * 20}1', got '{'x' * 20}2'"),
        ("<p>a</p>b", "<p>ab</p>", '<p>[0]: expected "a", got "ab"'),
    ],
)
def test_the_first_difference_is_named(one: str, other: str, said: str) -> None:
    assert said in (compare(tree(one), tree(other)) or "")


def test_the_same_trees_have_no_difference() -> None:
    assert compare(tree("<p>a<b>b"), tree("<p>a<b>b</b></p>")) is None


def test_a_difference_fails_with_its_name() -> None:
    assert_same(tree("<p>a"), tree("<p>a</p>"))
    with pytest.raises(AssertionError, match='expected "a", got "b"'):
        assert_same(tree("<p>a"), tree("<p>b"))


def test_depth_is_a_difference() -> None:
    assert compare([Node(0, "element", "p"), Node(1, "text", "a")], [Node(0, "element", "p"), Node(0, "text", "a")])


@pytest.mark.parametrize(
    ("body", "beside"),
    [
        (f"<div id=a><p>x</p> {AD} <h2>y</h2></div>", Beside('<div id="a">', "<p>", "<h2>")),
        (f"<p>x{AD}<p>y", Beside("<body>", "<p>", "<p>")),
        (f"<div>text{AD}<!--c--></div>", Beside("<div>", '"text"', None)),
        (f"<ul><li>a{AD}<li>b</ul>", Beside("<li>", '"a"', None)),
        (f"<table><tr><td>a</table>{AD}", Beside("<body>", "<table>", None)),
        (f"<table>{AD}<tr><td>a</table>", Beside("<body>", None, "<table>")),
        (f"<i>b</i>{AD}{AD}<b>c</b>", Beside("<body>", "<i>", "<b>")),
    ],
)
def test_looks_beside_an_insertion(body: str, beside: Beside) -> None:
    assert neighbours(tree(body), 0) == beside


def test_insertions_are_counted_in_document_order() -> None:
    found = tree(f"<p>a</p>{AD}<p>b</p>{AD.replace('lead', 'end')}")
    assert [found[at].get("data-adlayout") for at in insertions(found)] == ["lead", "end"]
    assert neighbours(found, 1).after is None
    with pytest.raises(IndexError):
        neighbours(found, 2)


def test_texts_are_joined_only_beside_each_other() -> None:
    nodes = [Node(0, "element", "p"), Node(1, "text", "a"), Node(1, "text", "b"), Node(0, "text", "c")]
    assert merged([*nodes, Node(0, "text", "")]) == [nodes[0], Node(1, "text", "ab"), nodes[3]]


def test_html5lib_knows_scripting() -> None:
    page = "<noscript><p>a</p></noscript>"
    assert compare(tree(page), tree(page, scripting=False)) is not None
