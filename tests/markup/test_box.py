"""Related boxes: a line, a teaser, a list."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlayout.errors import UsageError
from adlayout.markup import box
from adlayout.markup.box import FORMS
from tests.markup.parsed import one_root, words

TWO = [("Mehr Regen im Herbst", "/wetter/"), ("Die Ernte", "https://magazin.example/ernte")]


@pytest.mark.parametrize(
    ("form", "heading", "read"),
    [
        ("line", "Lesen Sie auch", "Lesen Sie auch: Mehr Regen im Herbst · Die Ernte"),
        ("line", "Lire aussi :", "Lire aussi : Mehr Regen im Herbst · Die Ernte"),
        ("line", "Schon gelesen?", "Schon gelesen? Mehr Regen im Herbst · Die Ernte"),
        ("teaser", "Lesen Sie auch", "Lesen Sie auch Mehr Regen im Herbst Die Ernte"),
        ("list", "Mehr", "MehrMehr Regen im HerbstDie Ernte"),
    ],
)
def test_each_form_reads_so(form: str, heading: str, read: str) -> None:
    root = one_root(box("inline", heading=heading, links=TWO, form=form))
    assert root.tag == "nav"
    assert root.get("aria-label") == heading
    assert words(root) == read
    assert [a.get("href") for a in root.iter("a")] == [url for _, url in TWO]


def test_a_list_is_a_list() -> None:
    root = one_root(box("end", heading="Mehr", links=TWO, form="list"))
    assert [li.find("a").text for li in root.findall("ul/li")] == [title for title, _ in TWO]  # type: ignore[union-attr]


def test_a_second_box_with_the_same_heading_has_a_name_of_its_own() -> None:
    assert one_root(box("b", heading="Mehr", links=TWO, ordinal=2)).get("aria-label") == "Mehr 2"


def test_a_bad_link_is_refused() -> None:
    with pytest.raises(UsageError, match="javascript"):
        box("inline", heading="Mehr", links=[("x", "javascript:alert(1)")])


def test_an_unknown_form_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="line, teaser, list"):
        box("inline", heading="Mehr", links=TWO, form="liste")


@given(
    heading=st.text(),
    titles=st.lists(st.text(), min_size=1, max_size=3),
    form=st.sampled_from(FORMS),
    look=st.sampled_from(["sheet", "inline", "amp"]),
)
def test_hostile_titles_stay_text(heading: str, titles: list[str], form: str, look: str) -> None:
    made = box("inline", heading=heading, links=[(title, "/a?b=1&c=2") for title in titles], form=form, look=look)
    root = one_root(made)
    assert len(list(root.iter("a"))) == len(titles)
    assert {one.tag for one in root.iter()} <= {"nav", "span", "b", "ul", "li", "a"}
    assert ElementTree.fromstring(made).tag == "nav"
    assert not re.search(r'="[^"]*[<>]', made)
