"""The same small site in Starlette, Flask and Django, each behind its middleware; run by real servers in the tests.

``answer`` is the site: what each framework is to send, however it is spelt there.
"""

import gzip
from dataclasses import dataclass, replace
from typing import Any

import adlayout
from adlayout.integrations import asgi, wsgi
from tests.integrations.articles import pages

PAGES = pages(30)
LIMIT = 100_000
MODIFIED = "Tue, 03 Nov 2026 10:00:00 GMT"
HTML = ("Content-Type", "text/html; charset=utf-8")
RULES = adlayout.load_rules("default")
BROKEN: Any = replace(RULES, limits=None)  # nothing can be planned by it: an error in the middle of a page


@dataclass(frozen=True)
class Answer:
    """A response; several ``pieces`` are streamed, without a length."""

    pieces: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...] = (HTML,)
    status: int = 200


def answer(path: str, tags: str = "") -> Answer:
    """The site's answer; ``tags``: If-None-Match."""
    name, _, number = path.strip("/").partition("/")
    page = PAGES[int(number or 0)]
    raw = page.encode()
    if name == "page":
        tag = f'"v{number}"'
        known = (HTML, ("ETag", tag), ("Last-Modified", MODIFIED), ("Accept-Ranges", "bytes"))
        return Answer((), known[1:3], 304) if tag in tags else Answer((raw,), known)
    return {
        "dated": Answer((raw,), (HTML, ("Last-Modified", MODIFIED))),
        "latin": Answer((page.encode("latin-1"),), (("Content-Type", "text/html; charset=iso-8859-1"),)),
        "stream": Answer((raw[:500], raw[500:])),
        "json": Answer((raw,), (("Content-Type", "application/json"),)),
        "gzip": Answer((gzip.compress(raw, mtime=0),), (HTML, ("Content-Encoding", "gzip"))),
        "fixed": Answer((raw,), (HTML, ("Cache-Control", "public, no-transform"))),
        "part": Answer((raw[:500],), (HTML, ("Content-Range", f"bytes 0-499/{len(raw)}")), 206),
        "large": Answer((raw.replace(b"</body>", b"<!--" + b"x" * LIMIT + b"--></body>"),)),
        "short": Answer((b"<!DOCTYPE html><title>x</title><p>Kurz.",)),
        "empty": Answer((b"",)),
        "none": Answer((raw,), status=404),
    }[name]


def _starlette(rules: Any) -> Any:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    async def respond(request: Request) -> Response:
        found = answer(request.url.path, request.headers.get("if-none-match", ""))
        if len(found.pieces) < 2:
            return Response(b"".join(found.pieces), found.status, dict(found.headers))

        async def pieces() -> Any:
            for piece in found.pieces:
                yield piece

        return StreamingResponse(pieces(), found.status, dict(found.headers))

    app = Starlette(routes=[Route("/{path:path}", respond, methods=["GET", "POST"])])
    if rules:
        app.add_middleware(asgi.AdlayoutMiddleware, rules=rules, limit=LIMIT)
    return app


def _flask(rules: Any) -> Any:
    from flask import Flask, Response, request

    app = Flask("site")

    @app.route("/<path:path>", methods=["GET", "POST"])
    def respond(path: str) -> Response:
        found = answer(path, request.headers.get("If-None-Match", ""))
        body = b"".join(found.pieces) if len(found.pieces) < 2 else iter(found.pieces)
        return Response(body, found.status, list(found.headers))

    app.wsgi_app = wsgi.AdlayoutMiddleware(app.wsgi_app, rules, limit=LIMIT)  # type: ignore[method-assign]
    return app


def _django(rules: Any) -> None:
    import django
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
    from django.urls import re_path

    def respond(request: HttpRequest) -> Any:
        found = answer(request.path, request.headers.get("If-None-Match", ""))
        make: Any = StreamingHttpResponse if len(found.pieces) > 1 else HttpResponse
        body: Any = iter(found.pieces) if len(found.pieces) > 1 else b"".join(found.pieces)
        return make(body, status=found.status, headers=dict(found.headers))

    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=(re_path("", respond),),
        MIDDLEWARE=[
            "adlayout.integrations.django.AdlayoutMiddleware",
            "django.middleware.common.CommonMiddleware",
        ],
        ADLAYOUT={"rules": rules, "limit": LIMIT},
    )
    django.setup()


def starlette() -> Any:
    return _starlette(RULES)


def starlette_bare() -> Any:
    return _starlette(None)


def starlette_broken() -> Any:
    return _starlette(BROKEN)


def flask() -> Any:
    return _flask(RULES)


def flask_broken() -> Any:
    return _flask(BROKEN)


def django_wsgi() -> Any:
    from django.core.wsgi import get_wsgi_application

    _django(RULES)
    return get_wsgi_application()


def django_asgi() -> Any:
    from django.core.asgi import get_asgi_application

    _django(RULES)
    return get_asgi_application()


def django_broken() -> Any:
    from django.core.wsgi import get_wsgi_application

    _django(BROKEN)
    return get_wsgi_application()
