"""Django's middleware: pages of a Django site are finished on their way out, under WSGI and under ASGI.

    MIDDLEWARE = [GZipMiddleware, ConditionalGetMiddleware, "adlayout.integrations.django.AdlayoutMiddleware", …]
    ADLAYOUT = {"rules": BASE_DIR / "adlayout.toml"}                    # also: limit, cache, in bytes

Below what compresses and what makes ETags, so that these see the finished page.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest

from adlayout.integrations.responses import finisher


class AdlayoutMiddleware:
    """One for a site; Django calls it with the rest of the chain. A wrong rule file stops the start of the site."""

    sync_capable = async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        given = {"rules": None, **getattr(settings, "ADLAYOUT", {})}
        self.finisher = finisher(**given)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        """The response, finished; a coroutine where the rest of the chain is one."""
        if iscoroutinefunction(self):
            return self._later(request)
        marked = self.finisher.unmark(request.META)
        return self._answered(request, self.get_response(request), marked=marked)

    async def _later(self, request: HttpRequest) -> Any:
        marked = self.finisher.unmark(request.META)
        response = await self.get_response(request)
        return await asyncio.to_thread(self._answered, request, response, marked=marked)

    def _answered(self, request: HttpRequest, response: Any, *, marked: bool) -> Any:
        headers = list(response.items())
        if marked and response.status_code == 304:
            return _with(response, self.finisher.unchanged(headers))
        takes = self.finisher.takes(request.method or "", response.status_code, headers)
        if response.streaming or not takes or not 0 < len(response.content) <= self.finisher.limit:
            return response
        response.content = self.finisher.page(response.content, headers, request.path)
        length = len(response.content) if response.has_header("Content-Length") else None
        return _with(response, self.finisher.answered(headers, length))


def _with(response: Any, headers: list[tuple[str, str]]) -> Any:
    for name, _ in list(response.items()):
        del response.headers[name]
    for name, value in headers:
        response.headers[name] = value
    return response
