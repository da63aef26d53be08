"""WSGI middleware: pages of Flask, Bottle, Pyramid, Plone … are finished on their way out.

    app.wsgi_app = AdlayoutMiddleware(app.wsgi_app, rules="adlayout.toml")      # Flask

Goes inside of what compresses, outside of what renders. The page is finished in the thread of its request.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from adlayout.integrations.responses import CACHE, LIMIT, Headers, finisher
from adlayout.rulefile import Rules

Environ = dict[str, Any]
Write = Callable[[bytes], object]
Start = Callable[..., Write]
App = Callable[[Environ, Start], Iterable[bytes]]


class AdlayoutMiddleware:
    """``rules``: a rule file, a preset, or loaded rules; by default the nearest ``adlayout.toml`` upward from here.

    Pages above ``limit`` bytes are left alone; up to ``cache`` bytes of finished pages are kept.
    """

    def __init__(
        self, app: App, rules: str | Path | Rules | None = None, *, limit: int = LIMIT, cache: int = CACHE
    ) -> None:
        self.app = app
        self.finisher = finisher(rules, limit, cache)

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """A WSGI application."""
        marked = self.finisher.unmark(environ)
        method, head = environ["REQUEST_METHOD"], _Head(start_response)
        body = self.app(environ, head.hold)
        # A generator says its head when its first piece is asked for.
        pieces = body if head.called else _begun(body)
        if not head.sent:
            if marked and head.status == 304:
                head.headers = self.finisher.unchanged(head.headers)
            elif _is_whole(body, head.headers) and self.finisher.takes(method, head.status, head.headers):
                return self._page(environ, head, body, pieces)
            head.send()
        # As it came, where it can be: a server may know better ways to send a file than to iterate over it.
        return body if pieces is body else _Rest(pieces, body)

    def _page(self, environ: Environ, head: "_Head", body: Iterable[bytes], pieces: Iterable[bytes]) -> list[bytes]:
        try:
            page = b"".join(pieces)
        finally:
            _close(body)
        if 0 < len(page) <= self.finisher.limit and not head.sent:
            path = (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1")
            page = self.finisher.page(page, head.headers, path.decode("utf-8", "replace"))
            head.headers = self.finisher.answered(head.headers, len(page))
        elif not page and environ["REQUEST_METHOD"] == "HEAD":
            head.headers = self.finisher.answered(head.headers, None)
        if not head.sent:
            head.send()
        # Of one empty piece, servers would say the length 0; a HEAD says the page's or none.
        return [page] if page else []


class _Head:
    """What the application said of its response, held back until it is sent."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.called = self.sent = False
        self.line = ""
        self.headers: Headers = []
        self.error: tuple[Any, ...] = ()

    @property
    def status(self) -> int:
        return int(self.line[:3] or 0)

    def hold(self, status: str, headers: Headers, *error: Any) -> Write:
        self.called, self.line, self.headers, self.error = True, status, list(headers), error
        if self.sent:
            self.start(status, headers, *error)  # raises the error that came after the head was sent
        return lambda data: self.send()(data)

    def send(self) -> Write:
        self.sent = True
        return self.start(self.line, self.headers, *self.error)


class _Rest:
    """An iterable whose first piece had to be asked for, with the ``close`` of the one it came from."""

    def __init__(self, pieces: Iterable[bytes], body: Iterable[bytes]) -> None:
        self.pieces, self.body = pieces, body

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces)

    def close(self) -> None:
        _close(self.body)


def _begun(body: Iterable[bytes]) -> Iterable[bytes]:
    pieces = iter(body)
    return chain([next(pieces, b"")], pieces)


def _is_whole(body: Iterable[bytes], headers: Headers) -> bool:
    """Not a stream: it is there, or says its length."""
    return isinstance(body, list | tuple) or any(name.lower() == "content-length" for name, _ in headers)


def _close(body: Iterable[bytes]) -> None:
    if close := getattr(body, "close", None):
        close()
