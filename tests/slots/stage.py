"""Where finished pages are shown with their ads: a local server of pages, and an ad server that answers late.

What the page asks of other hosts is answered from ``scripts`` (part of the address to text, or to a function of the
request), or refused; ``asked`` keeps every address that left the page's own host.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Request, Route

from tests.dom.chromium import Chromium

HERE = Path(__file__).parent
GPT = (HERE / "gpt.js").read_text("utf-8")
CMP = (HERE / "cmp.js").read_text("utf-8")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xhtml": "application/xhtml+xml",
}

Wanted = dict[str, Any]
Answer = Callable[[Wanted], "list[int] | None"]
Scripts = Mapping[str, "str | Callable[[Request], str]"]

SHIFTS = """
window.SHIFTS = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => SHIFTS.push([entry.value,
  entry.sources.map(one => one.node ? one.node.nodeName + " " + (one.node.textContent || "").slice(0, 40) : "?")])
)).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Stage:
    """A running server: ``pages`` by path, then files of ``folder``; ``answer`` says each slot's creative, or None."""

    port: int = 0
    pages: dict[str, bytes] = field(default_factory=dict)
    folder: Path | None = None
    answer: Answer = lambda wanted: wanted["sizes"][0]
    late: float = 0.3
    requests: list[list[Wanted]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def body(self, path: str) -> tuple[str, bytes] | None:
        """Type and bytes of a page or a file."""
        if path in self.pages:
            return TYPES.get(Path(path).suffix, "text/html"), self.pages[path]
        found = self.folder / path.lstrip("/") if self.folder else None
        if found is None or not found.is_file():
            return None
        return TYPES.get(found.suffix, "application/octet-stream"), found.read_bytes()

    def ads(self, query: str) -> bytes:
        """The ad server's answer, late."""
        wanted = json.loads(parse_qs(query)["slots"][0])
        self.requests.append(wanted)
        time.sleep(self.late)
        return json.dumps({one["id"]: self.answer(one) for one in wanted}).encode()

    @contextmanager
    def shown(
        self,
        chromium: Chromium,
        page: bytes,
        *,
        scripts: Scripts | None = None,
        before: str = "",
        viewport: Mapping[str, int] = DESKTOP,
        path: str = "/page.html",
        **options: Any,
    ) -> Iterator[Page]:
        """A tab with the page; ``before`` runs ahead of all of the page's scripts."""
        self.pages[path] = page
        self.requests.clear()
        self.asked.clear()
        known = {"/tag/js/gpt.js": GPT} if scripts is None else scripts
        tab = chromium.window(viewport=viewport, service_workers="block", **options)
        tab.add_init_script(f"window.AD_SERVER = '{self.origin}/ads';{SHIFTS}{before}")
        tab.route(lambda url: not url.startswith(self.origin), lambda route: self._answer(route, known))
        try:
            tab.goto(f"{self.origin}{path}", wait_until="load")
            yield tab
        finally:
            tab.context.close()

    def _answer(self, route: Route, scripts: Scripts) -> None:
        url = route.request.url
        self.asked.append(url)
        found = next((text for part, text in scripts.items() if part in url), None)
        if found is None:
            route.abort()
        else:
            text = found if isinstance(found, str) else found(route.request)
            # Bidders are asked with credentials.
            headers = {"access-control-allow-origin": self.origin, "access-control-allow-credentials": "true"}
            route.fulfill(status=200, headers={**headers, "content-type": "text/javascript"}, body=text)


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage while the block runs."""
    made = Stage()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found = ("application/json", made.ads(parts.query)) if parts.path == "/ads" else made.body(parts.path)
            kind, body = found or ("text/plain", b"")
            self.send_response(200 if found else 404)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
