"""Nothing is asked of others before consent; the slots hold the house's own until then."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import CMP, GPT, PHONE, Stage

GOOGLE, OTHER = "755", "12"
ADSENSE = """
[[slot]]
name = "google"
at = "after paragraph 3"
kind = "adsense"
unit = "1234567890"
sizes = { mobile = ["300x250"], desktop = ["728x90"] }
fallback = '<p class="house">Abo</p>'
"""
PIXEL = """
[[slot]]
name = "others"
at = "after paragraph 2"
html = '<script src="https://ads.example/tag.js"></script><img src="https://ads.example/pixel.gif" alt="">'
fallback = '<p class="house">Den Hafenboten lesen</p>'
"""
SCRIPTS = {"/tag/js/gpt.js": GPT, "adsbygoogle.js": "window.adsbygoogle = {push() {}};", "tag.js": "window.TAG = 1;"}


def consented(tab: Page, given: str) -> None:
    tab.evaluate(f"CONSENT({given})")
    tab.wait_for_timeout(400)


def agreed(*vendors: str, purpose: str = "true", status: str = "useractioncomplete") -> str:
    told = ",".join(f"{vendor}: true" for vendor in vendors)
    return f"{{eventStatus: '{status}', purpose: {{consents: {{1: {purpose}}}}}, vendor: {{consents: {{{told}}}}}}}"


@pytest.mark.parametrize(
    "slots",
    [
        pytest.param(GPT_SLOTS, id="gpt"),
        pytest.param(ADSENSE, id="adsense", marks=pytest.mark.slow),
        pytest.param(PIXEL, id="html", marks=pytest.mark.slow),
    ],
)
def test_tcf_nothing_leaves_before_consent_and_all_does_after(
    chromium: Chromium, stage: Stage, tmp_path: Path, slots: str
) -> None:
    finished = finish_checked(page(), rules(tmp_path, slots, ads='consent = "tcf"\nadsense = "ca-pub-1234567890"'))
    with stage.shown(chromium, finished.html, scripts=SCRIPTS, before=CMP) as tab:
        tab.wait_for_timeout(400)
        assert tab.locator(".house").first.is_visible(), "the house's own stands there"
        for refused in (
            agreed(GOOGLE, purpose="false"),
            agreed(GOOGLE, status="cmpuishown"),
            *([agreed(OTHER)] if slots != PIXEL else []),
        ):
            consented(tab, refused)
            assert not stage.asked, refused
            assert tab.evaluate("typeof googletag") == "undefined"
        consented(tab, agreed(GOOGLE))
        assert stage.asked
        assert tab.locator(".house").count() == 0
        asked = list(stage.asked)
        consented(tab, agreed(GOOGLE))
        assert stage.asked == asked, "once is enough"
        assert tab.evaluate("TCF_CALLS.map(([command, version]) => command + version)") == [
            "addEventListener2",
            "removeEventListener2",
        ]


@pytest.mark.slow
def test_tcf_where_gdpr_does_not_apply(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS, ads='consent = "tcf"'))
    with stage.shown(chromium, finished.html, before=CMP) as tab:
        assert not stage.asked
        consented(tab, "{gdprApplies: false}")
        assert stage.asked


@pytest.mark.slow
def test_tcf_a_consent_tool_that_comes_late_is_found(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, GPT_SLOTS, ads='consent = "tcf"'))
    with stage.shown(chromium, finished.html) as tab:
        tab.wait_for_timeout(300)
        assert not stage.asked
        tab.evaluate(CMP)
        consented(tab, agreed(GOOGLE))
        assert stage.asked


@pytest.mark.parametrize(
    "slots", [pytest.param(PIXEL, id="html"), pytest.param(GPT_SLOTS, id="gpt", marks=pytest.mark.slow)]
)
def test_inert_until_a_consent_tool_sets_it_going(chromium: Chromium, stage: Stage, tmp_path: Path, slots: str) -> None:
    """As Cookiebot, CookieYes and others do it: a script of the same text and a type that runs takes its place."""
    finished = finish_checked(page(), rules(tmp_path, slots, ads='consent = "inert"'))
    with stage.shown(chromium, finished.html, scripts=SCRIPTS, viewport=PHONE) as tab:
        tab.wait_for_timeout(300)
        assert not stage.asked
        assert tab.locator(".house").first.is_visible()
        tab.evaluate("""() => {
            const held = document.querySelector('script[type="text/plain"][data-cookieconsent=marketing]');
            const free = document.createElement("script");
            free.textContent = held.textContent;
            held.replaceWith(free);
        }""")
        tab.wait_for_timeout(400)
        assert stage.asked
        assert tab.locator(".house").count() == 0


def test_no_frame_image_or_style_of_others_is_hinted_at_before_consent(tmp_path: Path) -> None:
    """No preload, prefetch or preconnect tells an ad server of the reader either."""
    html = finish_checked(page(), rules(tmp_path, GPT_SLOTS + PIXEL, ads='consent = "tcf"')).html
    assert b"<link" not in html
    assert html.count(b"https://ads.example") == html.split(b"<template>")[1].split(b"</template>")[0].count(
        b"https://"
    )
