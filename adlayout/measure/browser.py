"""Chromium as the measure: it renders a page from its folder. Nothing is asked of the net, and no script runs."""

import mimetypes
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from adlayout.errors import UsageError

VIEWPORTS = ((390, 844), (1280, 900))
"""Width and height in px, in the order of the profiles."""
HOST = "http://page.invalid"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'"
_READY = """async () => {
    for (const one of document.images) one.loading = "eager";
    await Promise.all([...document.images].map((one) => one.decode().catch(() => null)));
    await document.fonts.ready;
}"""
_SCRIPT = (Path(__file__).parent / "blocks.js").read_text(encoding="utf-8")
_NONE = (
    "%s needs Chromium. Install it so that it is on the path (Debian: apt-get install chromium), "
    "or let Playwright fetch one: python -m playwright install chromium"
)


class Browser:
    """A running Chromium. ``missing``: files that the pages wanted of their own site and that were not there."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium
        self._tabs: dict[tuple[int, int], Any] = {}
        self._path = Path()
        self._address = ""
        self._page = b""
        self._type = ""
        self.missing: set[str] = set()

    def shown(self, page: bytes, path: Path, encoding: str) -> Iterator[Any]:
        """The page, loaded, in a tab for each viewport. ``path``: where it lies, for its files."""
        self._path, self._page, self._type = path.resolve(), page, f"text/html; charset={encoding}"
        self._address = f"{HOST}/{quote(self._path.as_posix().lstrip('/'))}"
        for viewport in VIEWPORTS:
            tab = self._tab(viewport)
            tab.goto(self._address, wait_until="load")
            tab.evaluate(_READY)
            yield tab

    def measure(self, page: bytes, path: Path, wanted: list[Any], encoding: str) -> list[list[Any]]:
        """Per viewport what ``blocks.js`` says of each block."""
        return [tab.evaluate(_SCRIPT, wanted) for tab in self.shown(page, path, encoding)]

    def _tab(self, viewport: tuple[int, int]) -> Any:
        if viewport not in self._tabs:
            context = self._chromium.new_context(
                viewport={"width": viewport[0], "height": viewport[1]}, service_workers="block"
            )
            context.route("**/*", self._answer)
            self._tabs[viewport] = context.new_page()
        return self._tabs[viewport]

    def _answer(self, route: Any) -> None:
        url = route.request.url
        if url == self._address and route.request.is_navigation_request():
            headers = {"content-type": self._type, "content-security-policy": _POLICY}
            route.fulfill(status=200, headers=headers, body=self._page)
        elif route.request.is_navigation_request():
            route.fulfill(status=204)
        elif url.startswith(HOST + "/") and (path := self._file(url)) is not None:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            route.fulfill(status=200, headers={"content-type": kind}, body=path.read_bytes())
        else:
            route.abort()

    def _file(self, url: str) -> Path | None:
        """The file that an address means: relative to the page, else to the nearest folder upward that has it, as
        the root of a site is somewhere above its pages.
        """
        name = unquote(urlsplit(url).path).lstrip("/")
        places = (folder / name for folder in (Path(self._path.anchor), *self._path.parents))
        found = next((path for path in places if path.is_file()), None)
        if found is None:
            self.missing.add(f"/{name}")
        return found


@contextmanager
def browser(asked: str) -> Iterator[Browser]:
    """A Chromium for as long as it is needed, by the command ``asked``. Raises ``UsageError`` where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise UsageError(f"{asked} needs Playwright: pip install 'adlayout[measure]'") from None
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        place = next((found for name in _NAMES if (found := shutil.which(name))), str(own) if own.exists() else None)
        if place is None:
            raise UsageError(_NONE % asked)
        chromium = playwright.chromium.launch(executable_path=place, args=list(_FLAGS))
        try:
            yield Browser(chromium)
        finally:
            chromium.close()
