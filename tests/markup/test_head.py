"""The style sheet: one element, only what is used, and strong enough in Chromium."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from adlayout.markup import box, head_style, slot
from tests.dom.chromium import Chromium

SIZES = {"mobile": (300, 250), "desktop": (728, 90)}
PARAGRAPH = "<p>Am Morgen lag Nebel über dem Hafen, und die Fähren warteten.</p>"
HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*.css"))


@pytest.mark.parametrize("kinds", [{"ad"}, {"box"}, {"ad", "box"}])
def test_one_style_element_for_what_is_used(kinds: set[str]) -> None:
    made = head_style(kinds)
    assert re.fullmatch(r'<style data-adlayout="style">[^<]+</style>', made)
    assert ("aside[" in made, "nav[" in made) == ("ad" in kinds, "box" in kinds)
    assert made.isascii()
    assert made.count("{") == made.count("}")
    assert "@media print" in made


def page(css: str, look: str = "sheet") -> bytes:
    parts = [
        slot("lead", label="Anzeige", sizes=SIZES, look=look),
        box("inline", heading="Lesen Sie auch", links=[("Die Ernte", "/ernte/")], look=look),
        slot("end", label="Anzeige", ordinal=2, sizes=SIZES, look=look),
    ]
    head = head_style({"ad", "box"}) if look == "sheet" else ""
    flow = PARAGRAPH.join(["", *parts, ""])
    return (
        f'<!DOCTYPE html><meta charset="utf-8">{head}<title>t</title><style>{css}</style>'
        f'<body><div id="main"><div id="content">{flow}</div></div>'
    ).encode()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("css", HOSTILE, ids=lambda path: path.stem)
def test_the_label_is_seen_whatever_the_page_says(chromium: Chromium, css: Path, width: int) -> None:
    for look in ("sheet", "inline"):
        met = {one.name: one for one in chromium.words(page(css.read_text("utf-8"), look), width=width)}
        for name, called in (("lead", "Anzeige"), ("end", "Anzeige 2")):
            assert met[name].seen == ("Anzeige",), (look, met[name])
            assert met[name].spoken == ("Anzeige",)
            assert met[name].called == called
        assert "Die Ernte" in met["inline"].seen, (look, met["inline"])


@pytest.mark.parametrize(("width", "least", "most"), [(1280, 750, 750), (800, 12, 24)])
def test_copies_in_the_side_column_stand_apart_where_it_is_beside_the_text(
    chromium: Chromium, width: int, least: int, most: int
) -> None:
    copies = "".join(slot("rail", label="Anzeige", ordinal=n, sizes=SIZES) for n in (1, 2, 3))
    head = head_style({"ad"}, apart={"rail": 750})
    made = f'<!DOCTYPE html><meta charset="utf-8">{head}<title>t</title><body><div class="sidebar">{copies}{PARAGRAPH}'
    found = chromium.boxes(made.encode(), width=width)
    gaps = [below[1] - above[2] for above, below in pairwise(found)]
    assert len(gaps) == 2
    assert all(least <= gap <= most for gap in gaps), gaps
