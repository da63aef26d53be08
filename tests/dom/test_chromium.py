"""Chromium's judgement: which tree, what a reader meets of a label; and that it can say no."""

import pytest

from tests.cases import Case, some_cases, thinned
from tests.dom.chromium import Chromium, read_tree
from tests.dom.html5 import html5lib_tree
from tests.dom.tree import Node, compare, neighbours, without_insertions

HEAD = b"<!doctype html><meta charset=utf-8><title>t</title>"
AD = '<aside data-adlayout="lead" aria-label="Anzeige" style="{}"><p>Anzeige</p></aside>'
AGREED = [
    b"<p>a<p>b<section>c</section>d</p>e",
    b"<table><tr><td>a</table><table>x<b>y</table>",
    b"<h2>a<h3>b</h3></h2></p><p/><b><p>c</b>d",
    b"<svg viewBox='0 0 1 1'><a xlink:href=b><foreignObject><p>x</foreignObject></svg><math><mi>x</math>",
    b"<form><input name=attributes><input name=childNodes><input name=data></form><img name=compatMode>",
    b"<!--a--><textarea>\n<p>&amp;&notit;</textarea><pre>\r\n\r\nx</pre>\x00\x80<a\"b=1 c='>'>",
    b"<select><option>a<option>b</select><iframe><p></iframe></body><p>late</html><!--after-->",
    b"<frameset><p>x", b"<noscript><p>a</noscript><noscript><img></noscript>", "<p>Größe 𝄞 &shy;".encode(),
]  # fmt: skip


@pytest.mark.parametrize("scripting", [True, False], ids=["scripting", "no-scripting"])
@pytest.mark.parametrize("body", AGREED)
def test_two_parsers_that_share_nothing_agree(chromium: Chromium, body: bytes, scripting: bool) -> None:
    page = HEAD + body
    assert compare(chromium.tree(page, scripting=scripting), html5lib_tree(page, scripting=scripting)) is None


def test_no_script_runs_though_scripting_is_on(chromium: Chromium) -> None:
    ran = b"document.body.append('ran')"
    body = b'<script>%b</script><img src=x onerror="%b"><noscript><p>a' % (ran, ran)
    on, off = chromium.tree(HEAD + body), chromium.tree(HEAD + body, scripting=False)
    assert Node(4, "text", "<p>a") in on
    assert Node(4, "element", "p") in off
    assert not [node for node in on + off if node.kind == "text" and node.value == "ran"]


def test_nothing_is_fetched_and_a_refresh_leads_nowhere(chromium: Chromium) -> None:
    refresh = b'<meta http-equiv=refresh content="0;url=http://else.test/">'
    away = refresh + b"<link rel=stylesheet href=http://else.test/a.css>"
    for _ in range(3):
        tree = chromium.tree(HEAD + away + b"<p>here<img src=http://else.test/b.png><iframe src=http://else.test/>")
        assert any(node.value == "here" for node in tree)
        assert not [url for url in chromium.requests if url != "http://else.test/"]


def test_template_content_and_shadow_roots_are_part_of_the_tree(chromium: Chromium) -> None:
    body = b"<template><p>a</template><div><template shadowrootmode=open><p>b</template></div>"
    kinds = [(node.kind, node.value) for node in chromium.tree(HEAD + body)][-9:]
    assert ("content", "") in kinds
    assert ("shadow", "open") in kinds
    assert compare(chromium.tree(HEAD + body), chromium.tree(HEAD + body.replace(b">a<", b">x<")))
    assert compare(chromium.tree(HEAD + body), chromium.tree(HEAD + body.replace(b">b<", b">x<")))


@pytest.mark.parametrize("case", thinned(some_cases(1), 40))
def test_a_page_in_a_frame_has_the_tree_that_it_has_by_itself(chromium: Chromium, case: Case) -> None:
    for scripting in (True, False):
        itself = chromium.navigated(case.data, scripting=scripting)
        assert chromium.tree(case.data, scripting=scripting) == read_tree(itself)


@pytest.mark.parametrize(
    ("page", "http", "mode"),
    [
        (b"<!doctype html><meta charset=latin1>\xe4", None, "windows-1252 css1compat"),
        (b"<meta charset=latin1>\xc3\xa4", "utf-8", "utf-8 backcompat"),
        ("\ufeff<!doctype html>ä".encode("utf-16-le"), None, "utf-16le css1compat"),
    ],
)
def test_the_encoding_is_judged_too(chromium: Chromium, page: bytes, http: str | None, mode: str) -> None:
    tree = chromium.tree(page, encoding=http)
    assert tree[0] == Node(0, "document", mode)
    assert tree[-1].value == "ä"


def test_deep_pages_are_read_to_the_parsers_own_limit(chromium: Chromium) -> None:
    tree = chromium.tree(HEAD + b"<div>" * 3000)
    assert sum(node.value == "div" for node in tree) == 3000
    assert max(node.depth for node in tree) > 500


@pytest.mark.parametrize("scripting", [True, False], ids=["scripting", "no-scripting"])
def test_an_insertion_that_moves_the_page_is_caught(chromium: Chromium, scripting: bool) -> None:
    page, ad = HEAD + b"<p>a <i>b</i> c</p><p>d", AD.format("").encode()
    good, bad = page.replace(b"<p>d", ad + b"<p>d"), page.replace(b" c</p>", ad + b" c</p>")
    wanted = chromium.tree(page, scripting=scripting)
    assert compare(wanted, without_insertions(chromium.tree(good, scripting=scripting))) is None
    assert compare(wanted, without_insertions(chromium.tree(bad, scripting=scripting))) is not None
    assert neighbours(chromium.tree(good, scripting=scripting), 0) == ("<body>", "<p>", "<p>")


def test_only_without_scripting_a_head_is_cut_in_two(chromium: Chromium) -> None:
    page = b"<!doctype html><head><noscript><img></noscript><title>t</title></head><p>a"
    finished = page.replace(b"<title>", b"<style data-adlayout=style></style><title>")
    parents = [neighbours(chromium.tree(finished, scripting=on), 0).parent for on in (True, False)]
    assert parents == ["<head>", "<body>"]


def test_a_label_is_seen_and_spoken(chromium: Chromium) -> None:
    (words,) = chromium.words(HEAD + b"<p>a</p>" + AD.format("").encode())
    assert (words.name, words.seen, words.hidden, words.spoken) == ("lead", ("Anzeige",), (), ("Anzeige",))
    assert (words.role, words.called) == ("complementary", "Anzeige")


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("display: none", "not rendered"),
        ("visibility: hidden", "not rendered"),
        ("opacity: 0", "not rendered"),
        ("position: absolute; left: -9999px", "outside of the page"),
        ("text-indent: -9999px", "outside of the page"),
        ("height: 0; overflow: hidden", "clipped"),
        ("position: absolute; clip-path: inset(50%)", "clipped"),
        ("position: absolute; width: 1px; height: 1px; overflow: hidden", "clipped"),
        ("font-size: 9px", "small: 9px"),
        ("font-size: 0", "no area"),
        ("color: #fff", "contrast 1.0"),
        ("color: transparent", "contrast 1.0"),
        ("color: #aaa; background: #fff", "contrast 2.3"),
        ("color: #333; background: rgb(0 0 0 / 80%)", "contrast 1.0"),
    ],
)
def test_a_label_that_nobody_sees_is_caught(chromium: Chromium, style: str, why: str) -> None:
    page = HEAD + b"<p>a</p>" + AD.format(style).encode()
    for width in (390, 1280):
        (words,) = chromium.words(page, width=width)
        assert (words.seen, words.hidden) == ((), (("Anzeige", why),))


@pytest.mark.parametrize("style", ["pointer-events: none", "margin-top: 4000px", "position: sticky; top: 0"])
def test_a_label_further_down_or_without_clicks_is_seen(chromium: Chromium, style: str) -> None:
    (words,) = chromium.words(HEAD + b"<p>a</p>" + AD.format(style).encode() + b"<p style='height:3000px'>")
    assert words.seen == ("Anzeige",)


@pytest.mark.parametrize("way", ["aria-hidden=true", "hidden", "inert"])
def test_a_label_that_is_not_spoken_is_caught(chromium: Chromium, way: str) -> None:
    (words,) = chromium.words(HEAD + AD.format("").replace("<p>", f"<p {way}>").encode())
    assert words.spoken == ()


def test_a_label_painted_by_the_style_sheet_is_no_text(chromium: Chromium) -> None:
    page = HEAD + b"<style>aside::before{content:'Anzeige'}</style><aside data-adlayout=lead><i></i></aside>"
    assert chromium.words(page) == []


TEXT = b"<p>A text of the page that is long enough.</p>"


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (TEXT, TEXT, ""),
        (b"", b"", ""),
        (TEXT.replace(b"<p", b"<p hidden"), TEXT, ""),
        (TEXT.replace(b"<p", b"<p hidden"), TEXT.replace(b"<p", b"<p hidden"), "not rendered"),
        (b"<div style='height:0;overflow:hidden'>" + TEXT, TEXT, "clipped"),
        (TEXT.replace(b"<p", b"<p style='font-size:6px;color:#eee'"), b"", ""),
    ],
)
def test_a_place_that_the_page_hides_is_told_apart(chromium: Chromium, before: bytes, after: bytes, place: str) -> None:
    (words,) = chromium.words(HEAD + before + AD.format("display:none").encode() + after)
    assert words.seen == ()
    assert words.place == place
