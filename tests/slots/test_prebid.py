"""Prebid, the real one from npm, between the slots and the ad server: one auction, its prices in the one request."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Request

from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.npm import package
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import CMP, DESKTOP, GPT, PHONE, Stage
from tests.slots.test_gpt import calls

PREBID = ("prebid.js", "11.36.0")
BUILD = "package/dist/not-for-prod/prebid.js"
"""All of Prebid's modules in one file."""
# One adapter among Prebid's own: it asks its exchange in OpenRTB 2.6.
BIDDERS = 'bidders = [{ bidder = "adf", params = { mid = 7 } }]'
SLOTS = (
    GPT_SLOTS.replace('kind = "gpt"', f'kind = "prebid"\n{BIDDERS}', 1)
    .replace('at = "after paragraph 8"\nkind = "gpt"', f'at = "after paragraph 8"\nkind = "prebid"\n{BIDDERS}')
)  # fmt: skip
ADS = 'prebid = "/js/prebid.js"'


@pytest.fixture(name="library", scope="module")
def library_of_the_module() -> bytes:
    return (package(*PREBID, "prebid", only=BUILD) / BUILD).read_bytes()


def patient(html: bytes) -> bytes:
    """The page with more time for its bidders: this machine may be busy."""
    assert html.count(b'"timeout":1500') == 1
    return html.replace(b'"timeout":1500', b'"timeout":60000')


def exchange(asked: list[dict[str, object]]) -> Callable[[Request], str]:
    """An OpenRTB exchange that bids 1.20 on each impression in its first size."""

    def answer(request: Request) -> str:
        wanted = json.loads(request.post_data or "{}")
        asked.append(wanted)
        bids = [
            {
                "id": one["id"],
                "impid": one["id"],
                "price": 1.2,
                "adm": "<p>bid</p>",
                "crid": "c1",
                "mtype": 1,
                **one["banner"]["format"][0],
            }
            for one in wanted["imp"]
        ]
        return json.dumps({"id": wanted["id"], "cur": "EUR", "seatbid": [{"bid": bids}]})

    return answer


@pytest.mark.parametrize(
    ("viewport", "sizes"),
    [
        pytest.param(PHONE, [300, 250], id="phone"),
        pytest.param(DESKTOP, [728, 90], id="desktop", marks=pytest.mark.slow),
    ],
)
def test_one_auction_then_one_request_with_its_prices(
    chromium: Chromium, stage: Stage, tmp_path: Path, library: bytes, viewport: dict[str, int], sizes: list[int]
) -> None:
    finished = finish_checked(page(), rules(tmp_path, SLOTS, ads=ADS))
    stage.pages["/js/prebid.js"] = library
    asked: list[dict[str, object]] = []
    scripts = {"/tag/js/gpt.js": GPT, "/adx/openrtb": exchange(asked)}
    with stage.shown(chromium, patient(finished.html), scripts=scripts, viewport=viewport) as tab:
        tab.wait_for_function("document.querySelector('#al-top-1 iframe')")
        assert calls(tab, "setConfig")[0][0]["disableInitialLoad"] is True
        assert len(asked) == 1
        banners = {one["tagid"]: one["banner"]["format"] for one in asked[0]["imp"]}  # type: ignore[attr-defined]
        assert list(banners) == ["7"]
        formats = [one["banner"]["format"][0] for one in asked[0]["imp"]]  # type: ignore[attr-defined]
        assert {"w": sizes[0], "h": sizes[1]} in formats
        assert len(formats) == 2, "the slots of kind prebid, and no other"
        assert calls(tab, "pubads.refresh") == [[["al-top-1", "al-body-1", "al-end-1"]]]
        (wanted,) = stage.requests
        by_id = {one["id"]: one["targeting"] for one in wanted}
        assert by_id["al-top-1"]["hb_bidder"] in ("adf", ["adf"])
        assert by_id["al-top-1"]["hb_pb"] in ("1.20", ["1.20"])
        assert by_id["al-top-1"]["ressort"] == ["Hafen"], "the slot's own key values stay"
        assert "hb_pb" not in by_id["al-end-1"]
        names = calls(tab)
        assert names.index("display") < names.index("pubads.refresh") < names.index("request")
        assert not calls(tab, "ERROR")


@pytest.mark.slow
def test_without_prebid_the_ad_server_is_asked_all_the_same(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    finished = finish_checked(page(), rules(tmp_path, SLOTS, ads=ADS))
    stage.pages.pop("/js/prebid.js", None)
    with stage.shown(chromium, finished.html) as tab:
        tab.wait_for_timeout(500)
        assert not stage.requests
        tab.wait_for_function("document.querySelector('#al-top-1 iframe')", timeout=10_000)
        assert len(stage.requests) == 1


@pytest.mark.slow
def test_nothing_before_consent_and_the_bidder_is_told_of_it(
    chromium: Chromium, stage: Stage, tmp_path: Path, library: bytes
) -> None:
    finished = finish_checked(page(), rules(tmp_path, SLOTS, ads=f'{ADS}\nconsent = "tcf"'))
    stage.pages["/js/prebid.js"] = library
    asked: list[dict[str, object]] = []
    scripts = {"/tag/js/gpt.js": GPT, "/adx/openrtb": exchange(asked)}
    with stage.shown(chromium, patient(finished.html), scripts=scripts, before=CMP) as tab:
        tab.wait_for_timeout(400)
        assert not stage.asked
        assert tab.evaluate("typeof pbjs") == "undefined", "Prebid is the site's own, and waits as well"
        all_of_them = "Object.fromEntries([...Array(1500).keys()].map(one => [one, true]))"
        state = f"purpose: {{consents: {all_of_them}, legitimateInterests: {{}}}}, vendor: {{consents: {all_of_them}}}"
        tab.evaluate(f"CONSENT({{eventStatus: 'useractioncomplete', tcString: 'CTest.String', {state}}})")
        tab.wait_for_function("document.querySelector('#al-top-1 iframe')")
        told = json.dumps(asked)
        assert '"consent": "CTest.String"' in told
        assert '"gdpr": 1' in told
