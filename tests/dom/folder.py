"""A page as it lies in its folder: its own style sheets and pictures are there, nothing else is, and no script runs."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Route

from tests.dom.chromium import Chromium, Words, script, spoken, words

HOST = "http://page.test"


class Folder:
    """A tab of a fixed viewport. ``tab``: with the page that was opened last."""

    def __init__(self, chromium: Chromium, viewport: tuple[int, int]) -> None:
        width, height = viewport
        self.tab: Page = chromium.window(viewport={"width": width, "height": height}, service_workers="block")
        self.tab.route("**/*", self._answer)
        self._page = b""
        self._path = Path()

    def close(self) -> None:
        """Ends the tab."""
        self.tab.context.close()

    def open(self, page: bytes, path: Path) -> Page:
        """Shows the bytes as if they were the file at ``path``."""
        self._page, self._path = page, path.resolve()
        self.tab.goto(HOST + self._path.as_posix(), wait_until="load")
        return self.tab

    def words(self, scheme: str) -> list[Words]:
        """The words of each insertion of the open page, as a reader meets them in ``light`` or ``dark``."""
        self.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = json.loads(self.tab.evaluate(script("words.js")))
        return [words(one, *spoken(self.tab, one["nth"])) for one in found]

    def _answer(self, route: Route) -> None:
        name = unquote(urlsplit(route.request.url).path).lstrip("/")
        if route.request.is_navigation_request():
            here = route.request.url == HOST + self._path.as_posix()
            headers = {"content-type": "text/html", "content-security-policy": "script-src 'none'"}
            route.fulfill(status=200 if here else 204, headers=headers, body=self._page if here else b"")
        elif route.request.url.startswith(HOST) and (Path("/") / name).is_file():
            route.fulfill(path=Path("/") / name)
        else:
            route.abort()
