"""axe-core in Chromium: what it finds on a finished page, and did not find on the page before."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import axe_playwright_python
from playwright.sync_api import Route

from tests.dom.chromium import Chromium

HOST = "http://page.test"
_JS = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Violation:
    """``way``: child numbers from ``html`` down, insertions not counted; ``ours``: the insertion it stands in."""

    rule: str
    way: tuple[int, ...]
    html: str
    ours: str


class Axe:
    """A tab in which axe-core judges pages; the page's own files are read from its folder, nothing else is."""

    def __init__(self, chromium: Chromium, viewport: tuple[int, int] = (1280, 900)) -> None:
        width, height = viewport
        self.tab = chromium.window(viewport={"width": width, "height": height}, service_workers="block")
        self.tab.route("**/*", self._answer)
        self._page = b""
        self._path = Path()

    def close(self) -> None:
        """Ends the tab."""
        self.tab.context.close()

    def violations(self, page: bytes, path: Path) -> list[Violation]:
        """All that axe-core has rules for."""
        self._page, self._path = page, path.resolve()
        self.tab.goto(HOST + self._path.as_posix(), wait_until="load")
        self.tab.evaluate(_axe())
        found: list[dict[str, Any]] = self.tab.evaluate(_JS)
        return [Violation(one["rule"], tuple(one["way"]), one["html"], one["ours"]) for one in found]

    def _answer(self, route: Route) -> None:
        name = unquote(urlsplit(route.request.url).path).lstrip("/")
        if route.request.is_navigation_request():
            here = route.request.url == HOST + self._path.as_posix()
            policy = {"content-type": "text/html", "content-security-policy": "script-src 'none'"}
            route.fulfill(status=200 if here else 204, headers=policy, body=self._page if here else b"")
        elif route.request.url.startswith(HOST) and (Path("/") / name).is_file():
            route.fulfill(path=Path("/") / name)
        else:
            route.abort()


def new(before: list[Violation], after: list[Violation]) -> list[Violation]:
    """What the page did not have: no violation of the same rule at the same element, or at one around it.

    Around it, because axe names the outermost element without a landmark in it, and an insertion is one.
    """
    had = {(one.rule, one.way) for one in before}
    return [
        one for one in after if one.ours or not any((one.rule, one.way[:to]) in had for to in range(len(one.way) + 1))
    ]


@cache
def _axe() -> str:
    (script,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return script.read_text(encoding="utf-8")
