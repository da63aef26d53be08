"""The preview on this machine alone: plans again when a knob is turned, says when a file has changed.

Answers its own host names on the loopback only, so no other site can reach it by a name of its own (DNS rebinding);
asks for JSON from its own origin, so no other site can make it plan; shows pages below its source only, links never
followed.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, unquote

from adlayout.addresses import split
from adlayout.builder.walk import address, kind_of, walk
from adlayout.errors import AdlayoutError, UsageError
from adlayout.preview.knobs import turned
from adlayout.preview.look import Json, Look, Subject
from adlayout.preview.page import Phrases, broken_html, page_data, page_html
from adlayout.preview.site import link_of, rows, rules_for, site_html
from adlayout.rulefile import Rules, find_rules, load_rules, rule_files, show_changes

LOOPBACK = "127.0.0.1"
LONGEST_REQUEST = 65_536
"""Bytes of a request's body: some knobs."""
_LOOKED_AFTER = 0.3
"""Seconds from one look at the files to the next."""
_BEATS = 50
"""Looks after which a sign of life is sent, so that a closed window is noticed."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served: ``source`` is a page or a folder; the rest as the command line says it."""

    source: Path
    root: Path
    rules: str | None = None
    against: str | None = None
    url: str | None = None
    encoding: str | None = None
    jobs: int = 1

    @property
    def is_site(self) -> bool:
        """Whether a folder is shown."""
        return self.source.is_dir()

    def path(self, name: str) -> Path:
        """The file of a page by its name. Raises ``UsageError`` for what is no page below the source."""
        if not self.is_site:
            if name != self.source.name:
                raise UsageError(f"{name}: is not shown here")
            return self.source
        found = self.source / name
        whole = self.source.resolve()
        if (
            "\0" in name
            or not found.resolve().is_relative_to(whole)
            or not found.is_file()
            or kind_of(found, name) != "page"
        ):
            raise UsageError(f"{name}: there is no such page")
        return found

    def subject(self, name: str) -> Subject:
        """A page as the preview wants it."""
        path = self.path(name).resolve()
        url = f"{(self.url or '').rstrip('/')}/{address(name)}" if self.is_site else self.url
        return Subject(name, self.root.resolve(), path.relative_to(self.root.resolve()).as_posix(), url, self.encoding)

    def rule_names(self, name: str) -> list[str]:
        """The rule files of a page, one or two."""
        first = self.rules or str(find_rules(self.path(name)) or "default")
        return [first, *([self.against] if self.against else [])]

    def files(self) -> list[Path]:
        """Of a folder: its pages, their rule files, wherever these lie, and what those extend."""
        pages = [self.source / name for name, kind in walk(self.source) if kind == "page"]
        folders = {self.source, *(page.parent for page in pages)}
        rules = {self.rules or str(find_rules(folder / "x") or "default") for folder in folders}
        return [*pages, *(file for one in rules for file in rule_files(one))]


@dataclass(slots=True)
class Desk:
    """What the server keeps: looks at pages, each as long as its file stays the same, and the list."""

    shown: Shown
    words: Phrases
    looks: dict[str, tuple[int, Look]] = field(default_factory=dict)
    list: tuple[Any, str] = (None, "")
    lock: Lock = field(default_factory=Lock)

    def look(self, name: str) -> Look:
        """The page, read again if it has changed."""
        path = self.shown.path(name)
        stamp = path.stat().st_mtime_ns
        kept = self.looks.get(name)
        if kept is None or kept[0] != stamp:
            self.looks.clear()  # one page is looked at at a time; the files of many would fill the memory
            kept = self.looks[name] = (stamp, Look(self.shown.subject(name), path.read_bytes()))
        return kept[1]

    def home(self) -> str:
        """The page, or the list of the site's."""
        if not self.shown.is_site:
            return self.page(self.shown.source.name)
        stamp = _stamps(self.shown.files())
        if self.list[0] != stamp:
            shown = self.shown
            found = rows(shown.source, shown.rules, shown.url or "", shown.encoding, shown.jobs)
            links = {row.name: f"/{link_of(row.name)}" for row in found}
            name = shown.source.resolve().name
            language = rules_for(shown.source, "x", shown.rules)[0].language
            self.list = stamp, site_html(name, found, language, self.words, links=links, served=True)
        return self.list[1]

    def page(self, name: str) -> str:
        """A page's preview."""
        self.looks.pop(name, None)  # its pictures and style sheets may have changed
        wanted = [(load_rules(one), one) for one in self.shown.rule_names(name)]
        back = "/" if self.shown.is_site else ""
        return page_html(self.look(name), wanted, self.words, back=back, served=name)

    def plan(self, asked: Json) -> Json:
        """A page planned again with knobs turned; its files only if there are more than were known."""
        _, after, name = self._turned(asked)
        look = self.look(asked["page"])
        found = page_data(look, [(after, name)])
        known = asked.get("files") == len(look.assets.data)
        return {"versions": found["versions"], **({} if known else {"assets": found["assets"]})}

    def lines(self, asked: Json) -> Json:
        """The lines of the rule file for the knobs as they are."""
        before, after, _ = self._turned(asked)
        return {"lines": show_changes(before, after)}

    def _turned(self, asked: Json) -> tuple[Rules, Rules, str]:
        knobs = asked.get("knobs")
        if not isinstance(asked.get("page"), str) or not isinstance(knobs, dict):
            raise UsageError('expected {"page": "…", "knobs": {…}}')
        name = self.shown.rule_names(asked["page"])[0]
        rules = load_rules(name)
        return rules, turned(rules, knobs), name

    def stamp(self, name: str) -> Any:
        """What changes when the page, its rule files or its own files do."""
        files = [self.shown.path(name)]
        for rules in self.shown.rule_names(name):
            files += rule_files(rules)
        with self.lock:  # a plan in another thread may be reading the page's files
            kept = self.looks.get(name)
            files += kept[1].assets.files if kept else ()
        return _stamps(files)


def _stamps(paths: Any) -> tuple[tuple[str, int], ...]:
    found = []
    for path in paths:
        try:
            found.append((str(path), path.stat().st_mtime_ns))
        except OSError:
            found.append((str(path), 0))
    return tuple(sorted(found))


class Server(ThreadingHTTPServer):
    """Listens on the loopback; ``desk`` answers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk = desk
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            raise UsageError(
                f"port {port} cannot be had ({error.strerror}); choose another with --port, or 0"
            ) from None

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which it may be called."""
        return frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    @property
    def address(self) -> str:
        """Where people find it."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if not self._is_ours():
            return
        where = split(self.path)
        if where.path == "/news":
            self._news(parse_qs(where.query).get("page", [""])[0])
        elif where.path == "/":
            self._page(lambda desk: desk.home())
        elif where.path.startswith("/pages/") and where.path.endswith(".html"):
            name = unquote(where.path.removeprefix("/pages/").removesuffix(".html"), errors="surrogateescape")
            self._page(lambda desk: desk.page(name))
        else:
            self._say(404, "text/plain", "There is nothing here.")

    def do_POST(self) -> None:
        if not self._is_ours() or not self._is_asked_by_us():
            return
        desk = self.server.desk
        answer = {"/plan": desk.plan, "/lines": desk.lines}.get(self.path)
        if answer is None:
            self._say(404, "text/plain", "There is nothing here.")
            return
        try:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if not isinstance(asked, dict):
                raise UsageError("expected an object")
            with desk.lock:
                self._json(200, answer(asked))
        except (AdlayoutError, ValueError, OSError) as error:
            self._json(400, {"error": str(error)})

    def _page(self, make: Any) -> None:
        desk = self.server.desk
        try:
            with desk.lock:
                made = make(desk)
        except UsageError as error:
            self._say(404, "text/plain", str(error))
        except (AdlayoutError, OSError) as error:
            self._say(200, "text/html", broken_html(str(error)))  # a rule file that is just being written
        else:
            self._say(200, "text/html", made)

    def _is_ours(self) -> bool:
        if self.headers.get("host") in self.server.hosts:
            return True
        self.close_connection = True
        self._say(421, "text/plain", f"This preview answers at {self.server.address} only.")
        return False

    def _is_asked_by_us(self) -> bool:
        """JSON, from our own origin, of a size that knobs have."""
        length = self.headers.get("content-length", "")
        is_json = self.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        is_own = self.headers.get("origin") in {f"http://{host}" for host in self.server.hosts}
        if is_json and is_own and length.isascii() and length.isdigit() and int(length) <= LONGEST_REQUEST:
            return True
        self.close_connection = True
        self._say(403, "text/plain", "Only this preview's own pages may ask.")
        return False

    def _news(self, name: str) -> None:
        """An event when a file has changed; a sign of life now and then."""
        desk = self.server.desk
        try:
            changes = _changes(lambda: desk.stamp(name))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            for key, value in _HEADERS.items():
                self.send_header(key, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for said in changes:
                self.wfile.write(said)
                self.wfile.flush()
        except (OSError, UsageError):
            self.close_connection = True

    def _json(self, status: int, said: Json) -> None:
        self._say(status, "application/json", json.dumps(said, ensure_ascii=False, separators=(",", ":")))

    def _say(self, status: int, kind: str, said: str) -> None:
        body = said.encode("utf-8", "backslashreplace")  # a file's name may hold what UTF-8 cannot
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for key, value in _HEADERS.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        """Nothing about the machine."""
        return "adlayout"

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what goes wrong is on the page."""


def _changes(stamp: Any) -> Iterator[bytes]:
    before, looks = stamp(), 0
    yield b": here\n\n"
    while True:
        time.sleep(_LOOKED_AFTER)
        looks += 1
        now = stamp()
        if now != before:
            before = now
            yield b"data: changed\n\n"
        elif looks % _BEATS == 0:
            yield b": here\n\n"
