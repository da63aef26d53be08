"""ASGI middleware: pages of Starlette, FastAPI, Quart, Litestar, Django … are finished on their way out.

    app = AdlayoutMiddleware(app, rules="adlayout.toml")
    app.add_middleware(AdlayoutMiddleware, rules="adlayout.toml")      # Starlette, FastAPI

Goes inside of what compresses, outside of what renders. Pages are finished in threads, off the event loop (asyncio).
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from adlayout.integrations.responses import CACHE, LIMIT, Finisher, Headers, finisher
from adlayout.rulefile import Rules

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

# Python runs one thread at a time: more would only take turns, and take more of them from the event loop.
_THREADS = 2


class AdlayoutMiddleware:
    """``rules``: a rule file, a preset, or loaded rules; by default the nearest ``adlayout.toml`` upward from here.

    Pages above ``limit`` bytes are left alone; up to ``cache`` bytes of finished pages are kept.
    """

    def __init__(
        self, app: App, rules: str | Path | Rules | None = None, *, limit: int = LIMIT, cache: int = CACHE
    ) -> None:
        self.app = app
        self.finisher = finisher(rules, limit, cache)
        self.threads = ThreadPoolExecutor(_THREADS, "adlayout")

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = _text(scope["headers"])
        asked = self.finisher.asked(given)
        if marked := asked != given:
            scope = {**scope, "headers": _raw(asked)}
        await self.app(scope, receive, _Response(self, scope, send, marked=marked).send)


class _Response:
    """One response: its head is held back until it is known whether the body is a page, and what it becomes."""

    def __init__(self, step: AdlayoutMiddleware, scope: Message, send: Send, *, marked: bool) -> None:
        self.finisher: Finisher = step.finisher
        self.threads = step.threads
        self.scope = scope
        self.forward = send
        self.marked = marked
        self.head: Message | None = None
        self.headers: Headers = []
        self.body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self.head is None:
            await self.forward(message)
        elif message["type"] == "http.response.body":
            await self._more(message)
        else:
            # A file sent by the server, or whatever else is to come: not ours.
            await self._release()
            await self.forward(message)

    async def _start(self, message: Message) -> None:
        self.headers = _text(message.get("headers", ()))
        if self.marked and message["status"] == 304:
            message = {**message, "headers": _raw(self.finisher.unchanged(self.headers))}
        takes = self.finisher.takes(self.scope["method"], message["status"], self.headers)
        if takes and not message.get("trailers"):
            self.head = message
        else:
            await self.forward(message)

    async def _more(self, message: Message) -> None:
        more = message.get("more_body", False)
        # Several pieces of unknown length are a stream, which nobody wants to wait for.
        is_stream = more and not self.body and all(name.lower() != "content-length" for name, _ in self.headers)
        self.body += message.get("body", b"")
        if is_stream or len(self.body) > self.finisher.limit:
            await self._release()
            await self.forward({"type": "http.response.body", "body": bytes(self.body), "more_body": more})
        elif not more:
            await self._finish(bytes(self.body))

    async def _finish(self, page: bytes) -> None:
        length = None if self.scope["method"] == "HEAD" and not page else len(page)
        if page:
            path, run = self.scope["path"], asyncio.get_running_loop().run_in_executor
            kept = self.finisher.kept(page, self.headers, path)
            page = kept if kept is not None else await run(self.threads, self.finisher.page, page, self.headers, path)
            length = len(page)
        await self._release(self.finisher.answered(self.headers, length))
        await self.forward({"type": "http.response.body", "body": page})

    async def _release(self, headers: Headers | None = None) -> None:
        head, self.head = self.head, None
        assert head is not None
        await self.forward(head if headers is None else {**head, "headers": _raw(headers)})


def _text(headers: Any) -> Headers:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def _raw(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
