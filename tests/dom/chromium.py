"""What Chromium makes of a page: its tree, with scripting on and off, and what a reader meets of its labels.

No script of a page runs and nothing is fetched. With scripting *on* the parser is told that scripts could run
(so ``<noscript>`` holds text) while a content security policy blocks each of them; with scripting *off* the
browser is told to run none (so ``<noscript>`` holds elements). One browser serves a whole test session.
"""

import json
import os
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, Playwright, Route, sync_playwright

from tests.dom.tree import Node, Tree, merged

ADDRESS = "http://page.test/"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-logging",
    "--process-per-site",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
POLICY = "default-src 'none'"
LOOKS = "; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Let through besides where a page is looked at: for a tree alone, style and pictures cost much and change nothing."""
BARE, FRAMES = 0, -1
"""In place of a viewport's width: only the tree is asked for, of the page itself or of one in a frame of it."""
DECLARED = re.compile(rb"charset|^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)", re.I)
"""What says a page's encoding in its first 1024 bytes. Without it a frame would take that of the page around it."""
MANY = 100
"""Pages on one visit."""
MORE = {BARE: "", FRAMES: "; frame-src blob:"}
HERE = Path(__file__).parent
ROOTS = "document.querySelectorAll('[data-adlayout]')"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one insertion as a reader meets them.

    ``seen``: visible. ``hidden``: not visible, with the reason. ``place``: why the page's own texts
    beside it are not visible either, "" if one is. ``spoken``: in the accessibility tree.
    ``role`` and ``called``: what assistive software says of its root element.
    """

    name: str
    seen: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    place: str
    spoken: tuple[str, ...]
    role: str
    called: str


def find_chromium(playwright: Playwright) -> str | None:
    """Where a Chromium is: on the path, or the one that Playwright installed; None if there is none."""
    own = Path(playwright.chromium.executable_path)
    return next((found for name in NAMES if (found := shutil.which(name))), str(own) if own.exists() else None)


class Chromium:
    """A running Chromium, one page after another. ``requests``: what the last page asked for outside.

    ``known`` is a folder for the trees of pages that are asked for again; several may share it.
    """

    def __init__(self, playwright: Playwright, executable: str, known: Path | None = None) -> None:
        self._browser: Browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        self._tabs: dict[tuple[bool, int], Page] = {}
        self._local: dict[tuple[int, int], Page] = {}
        self._served = b""
        self._type = ""
        self._policy = ""
        self._known = known
        self.requests: list[str] = []

    def close(self) -> None:
        """Ends the browser."""
        self._browser.close()

    def tree(self, page: bytes, *, scripting: bool = True, encoding: str | None = None) -> Tree:
        """The tree that the parser builds. ``encoding`` is what HTTP said, None if nothing."""
        return read_tree(self._said(page, scripting, encoding))

    def known_tree(self, page: bytes, *, scripting: bool = True) -> Tree:
        """The same for a page that other tests ask for, too: the browser parses it once in a session."""
        if self._known is None:
            return self.tree(page, scripting=scripting)
        file = self._known / f"{sha256(page).hexdigest()}-{scripting}.json"
        if not file.is_file():
            new = file.with_suffix(f".{os.getpid()}")
            new.write_bytes(self._said(page, scripting, None).encode("utf-8", "surrogatepass"))
            new.replace(file)
        return read_tree(file.read_bytes().decode("utf-8", "surrogatepass"))

    def _said(self, page: bytes, scripting: bool, encoding: str | None) -> str:
        if encoding is None and not DECLARED.search(page[:1024]):
            return self.navigated(page, scripting=scripting)
        given = [b64encode(page).decode("ascii"), _type(encoding), scripting]
        return str(self._frames().evaluate(script("framed.js").replace("TREE", script("tree.js")), given))

    def navigated(self, page: bytes, *, scripting: bool = True, encoding: str | None = None) -> str:
        """What ``tree.js`` says of a page that the browser goes to."""
        return str(self._loaded(page, (scripting, BARE), encoding).evaluate(script("tree.js")))

    def _frames(self) -> Page:
        """A page whose frames hold others."""
        kind = (True, FRAMES)
        return self._tabs.get(kind) or self._loaded(b"<!doctype html><body>", kind, None)

    def trees(self, pages: list[str], *, scripting: bool = True) -> list[Tree]:
        """The trees of many small pages, given as text, in one visit: a hundred times as fast as one by one."""
        tab = self._loaded(b"<!doctype html><body>", (scripting, BARE), None)
        code = script("trees.js").replace("TREE(", f"({script('tree.js')})(")
        return [
            read_tree(said) for at in range(0, len(pages), MANY) for said in tab.evaluate(code, pages[at : at + MANY])
        ]

    def words(self, page: bytes, *, width: int = 1280) -> list[Words]:
        """The words of each insertion that shows any, at that viewport width, in document order."""
        tab = self._loaded(page, (True, width), None)
        found = json.loads(tab.evaluate(script("words.js")))
        return [words(one, *spoken(tab, one["nth"])) for one in found]

    def boxes(self, page: bytes, *, width: int = 1280) -> list[tuple[str, float, float]]:
        """Name, top and bottom (px from the page's top) of each marked element that is seen."""
        tab = self._loaded(page, (True, width), None)
        script = "[...document.querySelectorAll('body [data-adlayout]')].map(e => [e, e.getBoundingClientRect()])"
        script += ".map(([e, r]) => [e.dataset.adlayout, r.top + scrollY, r.bottom + scrollY])"
        return [(name, top, bottom) for name, top, bottom in tab.evaluate(script)]

    def laid_out(self, path: Path, viewport: tuple[int, int], script: str) -> Any:
        """What a script of ours says of a page in a folder, with the style sheets and pictures beside it."""
        if viewport not in self._local:
            width, height = viewport
            context = self._browser.new_context(
                java_script_enabled=False, viewport={"width": width, "height": height}, service_workers="block"
            )
            self._local[viewport] = context.new_page()
        tab = self._local[viewport]
        tab.goto(path.as_uri(), wait_until="load")
        return tab.evaluate(script)

    def window(self, **options: Any) -> Page:
        """A tab as a reader has it: scripts run, nothing is kept away. Close its context when done."""
        return self._browser.new_context(**options).new_page()

    def _loaded(self, page: bytes, kind: tuple[bool, int], encoding: str | None) -> Page:
        self._served = page
        self._type = _type(encoding)
        self._policy = POLICY + MORE.get(kind[1], LOOKS)
        self.requests.clear()
        for attempt in (1, 2):
            try:
                tab = self._tab(kind)
                tab.goto(ADDRESS, wait_until="domcontentloaded")
                return tab
            except Error:
                # A <meta refresh> of the page before may still be on its way: a fresh tab knows nothing of
                # it.
                self._tabs.pop(kind).context.close()
                if attempt == 2:
                    raise
        raise AssertionError("not reached")

    def _tab(self, kind: tuple[bool, int]) -> Page:
        if kind not in self._tabs:
            scripting, width = kind
            context = self._browser.new_context(
                java_script_enabled=scripting,
                viewport={"width": width if width > 0 else 1280, "height": 900},
                service_workers="block",
            )
            context.route("**/*", self._answer)
            self._tabs[kind] = context.new_page()
        return self._tabs[kind]

    def _answer(self, route: Route) -> None:
        if route.request.url == ADDRESS:
            headers = {"content-type": self._type, "content-security-policy": self._policy}
            route.fulfill(status=200, headers=headers, body=self._served)
            return
        self.requests.append(route.request.url)
        # 204 makes a browser stay where it is: a <meta refresh> must not take the judge away from the page.
        if route.request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.abort()


@contextmanager
def running(known: Path | None = None) -> Iterator[Chromium | None]:
    """A Chromium until the end of the block, None where there is none; ``known`` as for ``Chromium``."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        if executable is None:
            yield None
            return
        chromium = Chromium(playwright, executable, known)
        yield chromium
        chromium.close()


def _type(encoding: str | None) -> str:
    return "text/html" + (f"; charset={encoding}" if encoding else "")


def read_tree(said: str) -> Tree:
    """The tree that ``tree.js`` says."""
    return merged(Node(depth, kind, value, tuple(map(tuple, pairs))) for depth, kind, value, pairs in json.loads(said))


def spoken(tab: Page, nth: int) -> tuple[tuple[str, ...], str, str]:
    """The spoken texts of the nth marked element, its role and its name, from the accessibility tree."""
    session = tab.context.new_cdp_session(tab)
    found = session.send("Runtime.evaluate", {"expression": f"{ROOTS}[{nth}]"})["result"]["objectId"]
    nodes = session.send("Accessibility.queryAXTree", {"objectId": found})["nodes"]
    root = session.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"]
    session.detach()
    said = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]]
    own = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in root if not n["ignored"]]
    return (tuple(name for role, name in said if role == "StaticText"), *(own[0] if own else ("", "")))


def words(found: dict[str, Any], heard: tuple[str, ...], role: str, called: str) -> Words:
    """What words.js says of one insertion, and the accessibility tree of it."""
    hidden = tuple(map(tuple, found["hidden"]))
    return Words(found["name"], tuple(found["seen"]), hidden, found["place"], heard, role, called)


def script(name: str) -> str:
    """A script of this folder."""
    return (HERE / name).read_text(encoding="utf-8")
