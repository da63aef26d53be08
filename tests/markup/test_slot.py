"""Ad slots: one aside, labelled, with its space reserved."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlayout.markup import head_style, slot
from tests.dom.chromium import Chromium
from tests.markup.parsed import one_root, words

SIZES = {"mobile": (300, 250), "desktop": (728, 90)}
LOOKS = ["sheet", "inline", "amp"]


@pytest.mark.parametrize("look", LOOKS)
def test_the_label_is_the_first_text_and_the_name(look: str) -> None:
    root = one_root(slot("lead", label="Anzeige", ordinal=2, sizes=SIZES, html="<p>ad</p>", look=look))
    assert root.tag == "aside"
    assert root.get("data-adlayout") == "lead"
    assert root.get("aria-label") == "Anzeige 2"
    assert root[0].text == "Anzeige"
    assert words(root) == "Anzeigead"


def test_the_first_slot_has_the_bare_label_as_name() -> None:
    assert one_root(slot("lead", label="Anzeige", sizes=SIZES)).get("aria-label") == "Anzeige"


def test_both_heights_are_reserved_label_included() -> None:
    root = one_root(slot("lead", label="Anzeige", sizes=SIZES))
    assert root.get("style") == "--adlayout-m:274px;--adlayout-d:114px"


def test_without_any_size_the_label_s_line_is_reserved() -> None:
    root = one_root(slot("lead", label="Anzeige", sizes={}))
    assert root.get("style") == "--adlayout-m:24px;--adlayout-d:24px"


@pytest.mark.parametrize("width", [390, 767, 768, 1280])
@pytest.mark.parametrize("look", LOOKS)
def test_where_there_is_no_size_there_is_no_label_over_nothing(chromium: Chromium, look: str, width: int) -> None:
    slots = [
        slot("phone", label="Anzeige", sizes={"mobile": (320, 100)}, look=look),
        slot("desk", label="Anzeige", ordinal=2, sizes={"desktop": (728, 90)}, look=look),
    ]
    head = head_style({"ad", "one-profile"}) if look == "sheet" else ""
    page = f'<!DOCTYPE html><meta charset="utf-8">{head}<title>t</title><p>Der Hafen schlief.</p>{"".join(slots)}'
    met = {one.name: bool(one.seen) for one in chromium.words(page.encode(), width=width)}
    assert met == {"phone": width < 768, "desk": width >= 768}
    heights = {name: bottom - top for name, top, bottom in chromium.boxes(page.encode(), width=width)}
    assert heights == ({"phone": 124, "desk": 0} if width < 768 else {"phone": 0, "desk": 114})


def test_no_class_or_id_that_a_filter_could_know() -> None:
    assert not re.search(r"\b(class|id)=", slot("lead", label="Anzeige", sizes=SIZES))


def test_amp_gets_no_important_and_no_more_than_amp_allows_in_a_style_attribute() -> None:
    made = slot("lead", label="Anzeige", sizes=SIZES, look="amp")
    assert "!important" not in made
    assert all(len(style) <= 1000 for style in re.findall(r'style="([^"]*)"', made))


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<amp-ad width="300" height="250" type="x"></amp-ad>', True),
        ("<p>house ad</p>", True),
        ("<div></div><SCRIPT>go()</SCRIPT>", False),
        ('<img src="/a.png" alt="">', False),
    ],
)
def test_amp_leaves_out_what_would_make_the_page_invalid(html: str, kept: bool) -> None:
    assert (html in slot("lead", label="Anzeige", sizes=SIZES, html=html, look="amp")) is kept


@given(
    name=st.from_regex(r"[a-z0-9][a-z0-9-]*", fullmatch=True),
    label=st.text(min_size=1),
    look=st.sampled_from(LOOKS),
)
def test_any_label_makes_one_root_that_is_xml_too(name: str, label: str, look: str) -> None:
    made = slot(name, label=label, sizes=SIZES, look=look)
    root = one_root(made)
    assert [child.tag for child in root] == ["span"]
    assert ElementTree.fromstring(made).get("data-adlayout") == name
    assert not re.search(r'="[^"]*[<>]', made)
