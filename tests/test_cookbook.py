"""The cookbook: each rule file does on a page what its wish says. Pages are made here."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import adlayout
from adlayout.builder.indexing import Site, index
from tests.checked import finish_checked
from tests.documenting import COOKBOOK as BOOK
from tests.documenting import cookbook
from tests.dom.chromium import Chromium
from tests.slots.stage import CMP, PHONE, Stage, stage

ROOT = Path(__file__).resolve().parents[1]
COOKBOOK = ROOT / "examples" / "cookbook"
MAGAZINE = ROOT / "examples" / "magazin"
HEAD = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}
<title>Die Schleuse von Achterwehr</title>
<style>body{{font:17px/1.5 sans-serif;margin:0}}article{{max-width:700px;padding:0 20px}}</style></head>
"""
SENTENCES = (
    "Die Schleuse öffnet an Werktagen um sechs, und wer später kommt, wartet bis zum Mittag.",
    "Seit das Tor klemmt, dreht der Wärter es mit der Hand, siebzig Umdrehungen auf jeder Seite.",
    "Unten liegen drei Kähne mit Kies, oben ein Segler aus Holland, der nach Osten will.",
    "Niemand hat es eilig, denn das Wasser steigt nicht schneller, wenn man ihm zusieht.",
)
AD = r"<aside data-adlayout=\"(?P<name>[a-z]+)\""
PARAGRAPH = r"<p>"
Finish = Callable[..., Any]


def article(paragraphs: int = 12, *, head: str = "", body: str = "", sentences: int = 4, every: int = 0) -> bytes:
    """So many paragraphs of so many sentences, a subheading before ``every`` one of them."""
    text = "".join(
        (f"<h2>Teil {number // every}</h2>\n" if every and number and number % every == 0 else "")
        + "<p>"
        + " ".join(SENTENCES[(number + one) % len(SENTENCES)] for one in range(sentences))
        + "</p>\n"
        for number in range(paragraphs)
    )
    page = f"<article><h1>Die Schleuse von Achterwehr</h1>\n{text}</article>"
    return (HEAD.format(head=head) + f"<body{body}>{page}<aside class=sidebar></aside></body></html>\n").encode()


@cache
def rules(name: str) -> Any:
    return adlayout.load_rules(COOKBOOK / f"{name}.toml")


def ads(html: bytes) -> list[str]:
    return re.findall(AD, html.decode())


def between(html: bytes, what: str = r"[^\W_]+") -> list[int]:
    """How many words (or matches of ``what``) stand before the first ad, between two, and after the last."""
    text = re.sub(r"^.*</h1>|<h2>.*?</h2>", "", html.decode(), flags=re.S)
    pieces = re.split(r"<aside data-adlayout.*?</aside>", text.split("</article>")[0], flags=re.S)
    return [len(re.findall(what, piece if "<" in what else re.sub("<[^>]*>", " ", piece))) for piece in pieces]


@pytest.mark.parametrize("file", sorted(COOKBOOK.glob("*.toml")), ids=lambda path: path.stem)
def test_a_rule_file_says_what_it_is_for_and_is_tried_here(file: Path) -> None:
    assert file.read_text("utf-8").startswith("# ")
    assert f'rules("{file.stem}")' in Path(__file__).read_text("utf-8")


def test_the_cookbook_shows_each_file_as_it_is() -> None:
    told = BOOK.read_text("utf-8")
    assert told == cookbook(), "make docs writes it anew"
    assert sorted(re.findall(r"^`examples/cookbook/(.+)`$", told, re.M)) == sorted(
        path.name for path in COOKBOOK.glob("*.toml")
    )


def test_sponsored_pages_get_no_ads_and_keep_their_links() -> None:
    plain = finish_checked(article(), rules("sponsored"))
    assert ads(plain.html)
    section = "<meta property='article:section' content='Anzeige'>"
    for page, url in (
        (article(body=" class=sponsored"), None),
        (article(head=section), None),
        (article(), "https://kurier.example/advertorial/schleuse/"),
    ):
        found = finish_checked(page, rules("sponsored"), url=url)
        assert [one.name for one in found.plan.insertions] == ["more"]


def test_an_ad_after_the_lead_and_then_about_every_600_words() -> None:
    for paragraphs in (20, 40, 60):
        page = article(paragraphs, every=4)
        found = finish_checked(page, rules("every-600-words"))
        first, *gaps, _ = between(found.html)
        assert first == between(article(1))[0], "right after the lead"
        assert ads(found.html)[0] == "lead"
        assert all(500 <= gap <= 900 for gap in gaps)
        assert len(ads(found.html)) >= sum(between(page)) // 600


def test_an_ad_after_every_third_paragraph() -> None:
    found = finish_checked(article(18), rules("third-paragraph"))
    assert between(found.html, PARAGRAPH) == [3] * 6
    headed = finish_checked(article(18, every=4), rules("third-paragraph"))
    first, *gaps, _ = between(headed.html, PARAGRAPH)
    assert min(first, *gaps) >= 3
    assert not re.search(r"</h2>\s*<aside", headed.html.decode()), "never under a heading"


def test_related_line_stands_where_the_text_speaks_of_it(tmp_path: Path) -> None:
    made = tmp_path / "index"
    index(Site(MAGAZINE, adlayout.load_rules(MAGAZINE / "adlayout.toml"), jobs=1), made)
    spoken = 0
    for name in ("wissen/ein-moor-lernt-schwimmen", "reportage/die-letzte-faehre", "wandern/drei-huetten"):
        page = (MAGAZINE / f"{name}.html").read_bytes()
        url = f"https://flussaufwaerts.example/{name}.html"
        finish_checked(page, rules("related-line"), url=url, related=made)
        told = adlayout.explain(page, rules("related-line"), url=url, related=made)
        for box in (one for one in told["plan"]["insertions"] if one["name"] == "inline"):
            above = told["seams"][box["seam"]]["after"]
            assert told["related"]["inline"]["speaks"][above] > 0.9, "1 is the block that speaks of it most"
            spoken += 1
    assert spoken == 3
    alone = finish_checked(article(), rules("related-line"))
    assert "inline" not in [one.name for one in alone.plan.insertions], "without an index there is no line"


def test_obituaries_get_nothing() -> None:
    assert ads(finish_checked(article(), rules("obituaries")).html)
    for head in (
        '<meta property="article:section" content="Nachrufe">',
        '<meta property="article:tag" content="Hafen"><meta property="article:tag" content="Todesfall">',
    ):
        assert not finish_checked(article(head=head), rules("obituaries")).plan.insertions
    url = "https://kurier.example/nachrufe/der-waerter/"
    assert not finish_checked(article(), rules("obituaries"), url=url).plan.insertions


def test_the_side_column_is_for_long_pages() -> None:
    counts = [ads(finish_checked(article(many), rules("sidebar")).html).count("sidebar") for many in (8, 16, 40)]
    assert counts[0] == 0
    assert 1 <= counts[1] < counts[2] == 3


def test_fewer_ads_on_phones() -> None:
    for paragraphs in (16, 20, 24):
        page = article(paragraphs, every=4)
        usual, fewer = (finish_checked(page, adlayout.load_rules("default")), finish_checked(page, rules("phones")))
        in_text = [name for name in ads(fewer.html) if name != "sidebar"]
        assert 2 <= len(in_text) < len(ads(usual.html))
        assert ads(fewer.html).count("sidebar") == 2, "the desktop has its own"


def test_amp_pages_get_amp_ads_and_no_form() -> None:
    page = article(24, head='<script async src="https://cdn.ampproject.org/v0.js"></script>')
    html = finish_checked(page.replace(b"<html", "<html ⚡".encode()), rules("amp")).html.decode()
    found = re.findall(r'<amp-ad [^>]*type="(\w+)"[^>]*data-block-on-consent', html)
    assert set(found) == {"doubleclick", "smartadserver"}
    assert 'custom-element="amp-ad"' in html
    assert "netz.example" not in html
    assert "/shop/" not in html
    usual = finish_checked(article(), rules("amp")).html.decode()
    assert "amp-ad" not in usual
    assert "netz.example" in usual
    assert "/shop/" in usual


@pytest.mark.browser
def test_nobody_is_asked_before_consent_and_the_newsletter_waits_for_it(chromium: Chromium) -> None:
    given = "{eventStatus: 'useractioncomplete', purpose: {consents: {1: true}}, vendor: {consents: {755: true}}}"
    with stage() as made:
        page = finish_checked(article(30), rules("newsletter")).html
        with made.shown(chromium, page, before=CMP) as tab:
            letter = tab.locator("aside[data-adlayout=body] a[href='/newsletter/']")
            assert letter.first.is_visible()
            assert not made.asked
            tab.evaluate(f"CONSENT({given})")
            tab.wait_for_function("document.querySelector('aside[data-adlayout=body] iframe')")
            assert letter.count() < len(re.findall(rb"/newsletter/", page))
            assert "googletagservices" in "".join(made.asked) or "doubleclick" in "".join(made.asked)
        _lazy(chromium, made, given)


def _lazy(chromium: Chromium, made: Stage, given: str) -> None:
    page = finish_checked(article(30), rules("gpt-consent")).html
    with made.shown(chromium, page, before=CMP, viewport=PHONE) as tab:
        tab.wait_for_timeout(300)
        assert not made.asked
        tab.evaluate(f"CONSENT({given})")
        tab.wait_for_function("document.querySelector('aside[data-adlayout=lead] iframe')")
        (config,) = (call[1] for call in tab.evaluate("GPT_CALLS") if call[0] == "setConfig")
        assert config["lazyLoad"]["fetchMarginPercent"] > 0
        shift = tab.evaluate("SHIFTS.reduce((sum, one) => sum + one[0], 0)")
        assert shift < 0.01, "the space was there before"
