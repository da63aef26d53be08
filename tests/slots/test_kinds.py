"""Each kind of slot as markup: what stands in it, on AMP pages and in XHTML too; an insertion like any other."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import adlayout
from tests.checked import finish_checked
from tests.slots.articles import GPT_SLOTS, page, rules

ROOT = Path(__file__).parents[2]
KINDS = ROOT / "tests/rulefile/good/kinds.toml"
PAGES = [
    "amp", "after-body-and-html", "body-left-out", "charset-late", "euc-jp", "foster-parenting", "head-left-out",
    "line-ends", "noscript-img-in-head", "p-end-left-out", "stray-p-end", "undecodable-bytes", "utf-16-little", "xhtml",
]  # fmt: skip
FERRY = ROOT / "examples/magazin/reportage/die-letzte-faehre.html"
AMP = ROOT / "examples/magazin/amp/brueckensperrung.html"


def insertions(html: bytes) -> dict[str, str]:
    """The marked elements by name, as they are written."""
    found = re.findall(r'<(\w+)[^>]*? data-adlayout="([^"]*)".*?</\1>', html.decode(), re.S)
    parts = re.finditer(r'<(\w+)[^>]*? data-adlayout="([^"]*)".*?</\1>', html.decode(), re.S)
    return {name: part[0] for (_, name), part in zip(found, parts, strict=True)}


def config(script: str) -> dict[str, object]:
    """What the page's script is told."""
    told = json.loads(script[script.rindex("})({") + 3 : script.rindex(");</script>")])
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("name", PAGES)
def test_all_kinds_are_insertions_like_any_other(name: str) -> None:
    given = (ROOT / "tests/pages" / name / "page.html").read_bytes()
    finished = finish_checked(given, adlayout.load_rules(KINDS))
    assert finished.status == "finished"


def test_all_kinds_on_one_page() -> None:
    found = insertions(finish_checked(FERRY.read_bytes(), adlayout.load_rules(KINDS)).html)
    assert list(found) == ["style", "script", "house", "lead", "body", "google", "edge", "party"]
    assert '<a href="/abo/"><img src="/bilder/abo.png" alt="Den Kurier lesen"' in found["house"]
    assert '<div id="al-lead-1"><a href="/abo/">Den Kurier lesen</a></div>' in found["lead"]
    assert '<!--esi <esi:include src="/werbung/edge?r=Reportage&amp;t=" onerror="continue"/>-->' in found["edge"]
    assert ">Politische Anzeige</span><span>Sponsor: Bündnis für Kanäle · <a href=" in found["party"]
    assert 'type="text/plain" data-usercentrics="Google Publisher Tag"' in found["script"]
    told = config(found["script"])
    assert told["vendors"] == [755]
    assert [one["kind"] for one in told["slots"]] == ["gpt", "prebid", "adsense"]  # type: ignore[attr-defined]


def test_an_amp_page_gets_amp_ads_and_no_script_of_ours() -> None:
    html = finish_checked(AMP.read_bytes(), adlayout.load_rules(KINDS)).html
    found = insertions(html)
    assert html.count(b'custom-element="amp-ad"') == 1
    assert html.count(b"<script") == AMP.read_bytes().count(b"<script") + 1
    assert re.search(r'<amp-ad width="300" height="250" media="\(max-width:767px\)" type="doubleclick"', found["lead"])
    assert "data-block-on-consent" in found["lead"]
    assert "<div fallback><a " in found["lead"]
    assert 'type="adsense" data-ad-client="ca-pub-1234567890123456" data-ad-slot="1234567890"' in found["google"]
    assert "<amp-img " in found["house"]
    again = AMP.read_bytes().replace(
        b"</head>",
        b'<script async custom-element="amp-ad" src="https://cdn.ampproject.org/v0/amp-ad-0.1.js"></script></head>',
    )
    assert finish_checked(again, adlayout.load_rules(KINDS)).html.count(b'custom-element="amp-ad"') == 1


def test_script_and_slots_are_well_formed_xml_too() -> None:
    found = insertions(finish_checked(FERRY.read_bytes(), adlayout.load_rules(KINDS)).html)
    for name, part in found.items():
        assert ElementTree.fromstring(part) is not None, name


def test_without_a_sure_head_the_script_stands_in_the_last_slot(tmp_path: Path) -> None:
    given = page().replace(b"<head>", b"").replace(b"</head>", b"").replace(b'<meta charset="utf-8">', b"")
    html = finish_checked(given, rules(tmp_path, GPT_SLOTS), encoding="utf-8").html
    assert html.count(b"<script>") == 1
    assert re.search(rb'data-adlayout="end".*<div id="al-end-1"></div><script>.*</script></aside>', html, re.S)


def test_nothing_is_written_into_the_head_for_slots_that_need_no_script(tmp_path: Path) -> None:
    plain = '[[slot]]\nname = "a"\nat = "end"\nhtml = "<p>Anzeigentext</p>"\n'
    assert b"<script" not in finish_checked(page(), rules(tmp_path, plain)).html


def test_markup_of_others_waits_for_consent(tmp_path: Path) -> None:
    slot = '[[slot]]\nname = "a"\nat = "end"\nhtml = "<img src=/pixel.gif alt=x>"\nfallback = "<p>Abo</p>"\n'
    given = finish_checked(page(), rules(tmp_path, slot, ads='consent = "tcf"')).html
    assert b'<div id="al-a-1"><template><img src=/pixel.gif alt=x></template><p>Abo</p></div>' in given


def test_a_server_side_include_takes_facts_of_the_page(tmp_path: Path) -> None:
    slot = '[[slot]]\nname = "a"\nat = "end"\nkind = "ssi"\nsrc = "/w/{name}/{copy}?s={section}&t={tags}"\n'
    html = finish_checked(page(section="A&amp;B --> C", tags=("d/e",)), rules(tmp_path, slot)).html
    assert b'<!--#include virtual="/w/a/1?s=A%26B%20-%2D%3E%20C&t=d%2Fe" -->' in html


def test_a_political_ad_reserves_its_notice(tmp_path: Path) -> None:
    sponsor = "Bündnis der Anlieger am Kanal und am Alten Hafen zu Leyse"
    slot = '[[slot]]\nname = "a"\nat = "end"\nsizes = { mobile = ["300x250"] }\n'
    slot += f'political = {{ sponsor = "{sponsor}", notice = "/p" }}\n'
    finished = finish_checked(page(), rules(tmp_path, slot))
    assert f"--adlayout-m:{250 + 24 + 3 * 24}px".encode() in finished.html


def test_two_slots_with_one_ad_unit_are_told(tmp_path: Path) -> None:
    slots = GPT_SLOTS.replace("/1234/hafen/unten", "/1234/hafen/oben")
    known = rules(tmp_path, slots)
    found = adlayout.check(adlayout.finish(page(), known).html, known)
    assert [(one.rule, one.name) for one in found] == [("same-unit", "end")]
