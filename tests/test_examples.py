"""The example magazine is a site: its links lead somewhere, and most of its pages can be finished."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import adlayout
from adlayout.rulefile import find_rules

SITE = Path(__file__).resolve().parents[1] / "examples" / "magazin"
PAGES = sorted(SITE.rglob("*.html"))
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
    assert len(PAGES) >= 12
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
