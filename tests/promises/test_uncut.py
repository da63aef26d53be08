"""The judge of what is cut into can fail: each thing is cut here on purpose, and what only looks so is let go."""

import pytest

from tests.dom.html5 import html5lib_tree
from tests.promises.uncut import cuts

AD = '<aside data-adlayout="lead">Anzeige</aside>'
LINE = "<p>" + "The boats come home before the bells of the harbour ring, and nobody counts them. " * 2 + "</p>"
CUT = {
    "a table": f"<table><tr><td>1</td></tr><tr><td>{AD}</td></tr></table>",
    "a list": f"<ul><li>one</li><li>two {AD}</li></ul>",
    "definitions": f"<dl><dt>bow<dd>front{AD}</dl>",
    "a quote": f"<blockquote>{LINE}{AD}{LINE}</blockquote>",
    "a picture and its caption": f"<figure><img src=a>{AD}<figcaption>Boats</figcaption></figure>",
    "code": f"<pre>make {AD} boat</pre>",
    "a paragraph": f"<p>One <object>{AD}</object> two",
    "an ad": f"<div class='top-ad'>{AD}</div>",
    "an ad by its id": f"<div id=AdSlot><div>{AD}</div></div>",
    "teasers": f"<section class=teaserBox><a href=/a>A</a>{AD}<a href=/b>B</a></section>",
    "a newsletter box": f"<div class='box newsletter_signup'><p>Letters{AD}</div>",
    "two parts of a gallery": f"<div class=gallery__a></div> {AD}<!-- --> <div class=gallery__b></div>",
}
UNCUT = {
    "between paragraphs": f"{LINE}{AD}{LINE}",
    "beside an ad, which is a rule's affair": f"<div class=ad></div>{AD}{LINE}",
    "between two different boxes": f"<div class=ad></div>{AD}<div class=newsletter></div>",
    "between texts that stand beside boxes": f"<div class=ad></div>text{AD}text<div class=ad></div>",
    "a table that lays the page out": f"<table><tr><td>{LINE}{AD}{LINE}</table>",
    "a list of chapters": f"<ol><li>{LINE}{AD}</li><li>{LINE}</li></ol>",
    "a wrapper called after what it also holds": f"<div class=article-ads-wrapper>{LINE}{AD}{LINE}</div>",
    "words that only begin alike": f"<div class='adapter shadow' id='ad6e-1'><div>{AD}</div></div>{LINE}",
    "the page's own class": f"<body class='has-ads single-gallery'>{AD}",
}


@pytest.mark.parametrize("what", CUT)
def test_a_cut_is_seen(what: str) -> None:
    page = f"<!doctype html><body>{LINE * 5}{CUT[what]}"
    assert len(list(cuts(html5lib_tree(page.encode())))) == 1


@pytest.mark.parametrize("what", UNCUT)
def test_no_false_alarm(what: str) -> None:
    assert list(cuts(html5lib_tree(f"<!doctype html>{UNCUT[what]}".encode()))) == []
