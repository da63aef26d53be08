"""GPT: which of its functions are called, in which order and with what; against a recorded contract of it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.npm import package
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import DESKTOP, PHONE, Stage

TYPES = ("@types/google-publisher-tag", "1.20260921.0")
ORDER = [
    "setConfig",
    *["defineSlot", "slot.defineSizeMapping", "slot.addService", "slot.setConfig"] * 3,
    "pubads.addEventListener",
    "enableServices",
    *["display"] * 3,
    "request",
]


def calls(tab: Page, name: str = "") -> list[Any]:
    found = tab.evaluate("window.GPT_CALLS || []")
    return [call[1:] for call in found if call[0] == name] if name else [call[0] for call in found]


def test_one_request_with_all_slots_in_the_documented_order(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    with stage.shown(chromium, finished.html) as tab:
        tab.wait_for_function("document.querySelector('#al-top-1 iframe')")
        assert calls(tab) == ORDER
        (config,) = calls(tab, "setConfig")[0]
        assert config["singleRequest"] is True
        assert config["disableInitialLoad"] is False
        assert config["lazyLoad"] == {"fetchMarginPercent": 200, "renderMarginPercent": 100, "mobileScaling": 2}
        assert calls(tab, "defineSlot")[0] == ["/1234/hafen/oben", [[300, 250], [728, 90]], "al-top-1"]
        sizes = dict(calls(tab, "slot.defineSizeMapping"))
        assert sizes["al-top-1"] == [[[768, 0], [[728, 90]]], [[0, 0], [[300, 250]]]]
        assert sizes["al-body-1"] == [[[768, 0], [[300, 600], [300, 250]]], [[0, 0], [[300, 250]]]]
        keys = {name: said["targeting"] for name, said in calls(tab, "slot.setConfig")}
        assert keys["al-top-1"] == {"ressort": ["Hafen"], "thema": ["Fähre", "Nebel"], "pos": ["oben"]}
        assert keys["al-body-1"] == {"section": ["Hafen"], "tags": ["Fähre", "Nebel"], "language": ["de"]}
        assert len(stage.requests) == 1
        assert [url.split("?")[0] for url in stage.asked] == ["https://securepubads.g.doubleclick.net/tag/js/gpt.js"]
        assert tab.locator("#al-top-1 .house").count() == 0, "the house's own steps aside"


@pytest.mark.slow
def test_each_viewport_asks_for_its_own_sizes(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    for viewport, sizes in ((PHONE, [[300, 250]]), (DESKTOP, [[728, 90]])):
        with stage.shown(chromium, finished.html, viewport=viewport) as tab:
            tab.wait_for_function("document.querySelector('#al-top-1 iframe')")
            assert stage.requests[0][0]["sizes"] == sizes


def test_where_no_ad_comes_the_fallback_is_back_and_space_is_given_back_out_of_view_only(
    chromium: Chromium, stage: Stage, tmp_path: Path
) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    stage.answer = lambda wanted: None
    try:
        with stage.shown(chromium, finished.html, viewport=PHONE) as tab:
            tab.wait_for_function("document.querySelector('#al-top-1 .house')")
            assert tab.locator("aside[data-adlayout=top]").is_visible()
            tab.locator("aside[data-adlayout=body]").wait_for(state="hidden")  # it is far below the view
            assert sum(value for value, _ in tab.evaluate("SHIFTS")) == 0
    finally:
        stage.answer = lambda wanted: wanted["sizes"][0]


@pytest.mark.slow
def test_a_blocked_script_leaves_the_fallback(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS))
    with stage.shown(chromium, finished.html, scripts={}) as tab:
        tab.wait_for_function("document.querySelector('#al-top-1 .house')")
        assert tab.locator("#al-top-1").inner_text() == "Den Hafenboten lesen"


def test_what_is_called_is_in_googles_types_and_not_deprecated(tmp_path: Path) -> None:
    """The contract is ours; the names in it are Google's, as its own types have them."""
    types = (package(*TYPES, "types") / "google-publisher-tag/index.d.ts").read_text("utf-8")
    members = re.findall(r"(/\*\*(?:(?!\*/).)*\*/)?\s*(?:function\s+)?(\w+)(?:<[^>]*>)?\??(?:\(|:)", types, re.S)
    contract = (Path(__file__).with_name("gpt.js")).read_text("utf-8")
    called = set(re.findall(r'note\("(?:slot\.|pubads\.)?(\w+)"', contract)) - {"request", "prebid"}
    called |= {"sizeMapping", "addSize", "build", "pubads", "getSlotElementId", "isEmpty", "singleRequest", "lazyLoad"}
    called |= {
        "centering",
        "disableInitialLoad",
        "targeting",
        "fetchMarginPercent",
        "renderMarginPercent",
        "mobileScaling",
    }
    known = {name for doc, name in members if "@deprecated" not in doc}
    assert len(known) > 150
    assert called <= known, called - known
    assert "enableLazyLoad" not in known, "what is deprecated is told"
