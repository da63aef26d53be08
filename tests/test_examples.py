"""The example magazine is a site: its links lead somewhere, and most of its pages can be finished."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import adlayout
from adlayout.builder.indexing import Site, index
from adlayout.related.index import Index
from adlayout.rulefile import find_rules

SITE = Path(__file__).resolve().parents[1] / "examples" / "magazin"
PAGES = sorted(SITE.rglob("*.html"))
TOGETHER = {
    "rezept/linseneintopf.html": "linsensalat.html",
    "rezept/apfelbrot.html": "sauerteig-retten.html",
    "service/waermepumpe-im-altbau.html": "balkonkraftwerk.html",
    "nachrichten/fernwaerme-preis.html": "stadtwerke.html",
    "nachrichten/kreistag-faehre.html": "die-letzte-faehre.html",
    "nachrichten/geburtshaus.html": "die-hebamme-vom-leysetal.html",
    "kritik/orgel-nach-der-flut.html": "kammerorchester.html",
    "wissen/ein-moor-lernt-schwimmen.html": "kraniche-im-moor.html",
    "wandern/drei-huetten.html": "hoehenweg.html",
    "en/rye-bread.html": "sourdough-by-post.html",
    "en/the-bridge-in-the-workshop.html": "the-ferrywoman.html",
}
LINK = re.compile(rb"""<a\s[^>]*?href=["']?([^"'\s>]+)""", re.I)


def finished() -> dict[str, bytes]:
    found = {}
    for page in PAGES:
        one = adlayout.finish(page.read_bytes(), adlayout.load_rules(find_rules(page) or "default"))
        if one.status == "finished":
            found[page.relative_to(SITE).as_posix()] = one.html
    return found


def test_enough_of_it_is_finished() -> None:
    pages = finished()
    assert len(PAGES) >= 42
    assert len(pages) >= 10
    assert sum(">Anzeige<" in page.decode("latin-1") for page in pages.values()) >= 8
    assert sum(">Advertisement<" in page.decode("latin-1") for page in pages.values()) >= 2
    assert "impressum.html" not in pages, "the rule file lists it"


def test_the_home_page_gets_no_slot_in_its_text() -> None:
    page = SITE / "index.html"
    found = adlayout.finish(page.read_bytes(), adlayout.load_rules(SITE / "adlayout.toml"))
    assert [one.name for one in found.plan.insertions] == ["top"]


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for link in LINK.findall(page.read_bytes()):
            target = urlsplit(urljoin(page.relative_to(SITE).as_posix(), link.decode("latin-1")))
            if not target.scheme and target.path:
                assert (SITE / target.path.lstrip("/")).exists(), f"{page}: {link!r} leads nowhere"


def test_its_boxes_make_sense(tmp_path: Path) -> None:
    """Forty articles and more, in two languages; and what an editor would say belongs together is together."""
    made = index(Site(SITE, adlayout.load_rules(SITE / "adlayout.toml"), jobs=2), tmp_path / "index").made
    assert made.articles >= 40
    known = Index(tmp_path / "index")
    first = {}
    for page in PAGES:
        found = known.known(f"https://flussaufwaerts.example/{page.relative_to(SITE).as_posix()}")
        if found:
            first[page.relative_to(SITE).as_posix()] = known.neighbours(found[0])[0].entry.url.rsplit("/", 1)[-1]
    assert {name: first[name] for name in TOGETHER} == TOGETHER
