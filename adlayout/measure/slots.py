"""What Chromium shows and says of the slots of a finished page: per profile, in light and in dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from adlayout.article import PROFILES
from adlayout.measure.browser import Browser
from adlayout.source import Page

SCHEMES = ("light", "dark")
_SCRIPT = (Path(__file__).parent / "slots.js").read_text(encoding="utf-8")
_NTH = "document.querySelectorAll('[data-adlayout]')[%d]"


def slots(browser: Browser, page: Page, path: Path, labels: list[str | None]) -> list[dict[str, Any]]:
    """A row for each slot, profile and scheme whose label is in the tree.

    ``labels``: of each marked element in document order, None where there is none to look for. A row has ``nth``, which
    marked element it is; ``profile``; ``scheme``; ``column``, why the page does not show the part that the slot stands
    in (else empty), and if it does: ``unseen``, why the label is not seen (else empty); ``size`` of its text and
    ``height`` of the slot in px; ``contrast``, None where a picture is behind it; ``spoken``, the texts that the
    accessibility tree has of the slot; ``role`` and ``name`` of the slot there.
    """
    return list(_rows(browser, page, path, labels))


def _rows(browser: Browser, page: Page, path: Path, labels: list[str | None]) -> Iterator[dict[str, Any]]:
    for profile, tab in zip(PROFILES, browser.shown(page.raw, path, page.encoding), strict=True):
        for scheme in SCHEMES:
            tab.emulate_media(color_scheme=scheme)
            for row in tab.evaluate(_SCRIPT, labels):
                heard = {} if row["column"] else _heard(tab, row["nth"])
                yield {**row, **heard, "profile": profile, "scheme": scheme}
        tab.emulate_media(color_scheme="light")


def _heard(tab: Any, nth: int) -> dict[str, Any]:
    """What assistive software is told of a slot."""
    session = tab.context.new_cdp_session(tab)
    try:
        found = session.send("Runtime.evaluate", {"expression": _NTH % nth})["result"]["objectId"]
        inside = session.send("Accessibility.queryAXTree", {"objectId": found})["nodes"]
        own = session.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"]
    finally:
        session.detach()
    root = next((_said(node) for node in own if not node["ignored"]), ("", ""))
    spoken = [_said(node) for node in inside if not node["ignored"]]
    return {"role": root[0], "name": root[1], "spoken": [name for role, name in spoken if role == "StaticText"]}


def _said(node: dict[str, Any]) -> tuple[str, str]:
    return node["role"]["value"], node.get("name", {}).get("value", "")
