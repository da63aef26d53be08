"""Which HTTP responses are pages to finish, and what their headers say afterwards: what ASGI, WSGI and Django share.

Headers are pairs of name and value as text. Left alone: every method but GET and HEAD, every status but 200, every
type but text/html, what is encoded, what says no-transform, ranges, streams, and pages above the limit.

A finished page gets the application's ETag with a mark of ours (``"abc"`` becomes ``"abc;adlayout=1f2e3d4c"``), which
is taken off again from what a browser asks with; so the application answers 304 as before, until the rules change.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from adlayout import __version__
from adlayout.integrations.one_page import finish_or_keep
from adlayout.integrations.shelf import Shelf
from adlayout.rulefile import Rules, find_rules, load_rules

Headers = list[tuple[str, str]]

# Bytes. The longest of 288 real article pages has 2.4 MB; what is longer is rarely an article and takes seconds.
LIMIT = 4_000_000
# Bytes of finished pages that are kept: some hundred pages.
CACHE = 64_000_000

# What is said of bytes that are no longer the same. Ranges would be ranges of the page before.
_OUTDATED = {"content-length", "accept-ranges", "content-md5", "digest", "content-digest", "repr-digest"}
# Headers with tags in them, and how WSGI and Django spell them.
_ASKING = {"if-none-match", "if-match", "if-range"}
_CGI = {"HTTP_" + name.upper().replace("-", "_"): name for name in _ASKING}
_TAG = re.compile(r'(?P<open>(?:W/)?"[^"]*)"')
_log = logging.getLogger("adlayout")


def rules_from(source: str | Path | Rules | None) -> Rules:
    """Rules as they are, a rule file, a preset; None is the nearest ``adlayout.toml`` upward from here, or default."""
    if isinstance(source, Rules):
        return source
    return load_rules(source or find_rules(Path.cwd() / "-") or "default")


def finisher(rules: str | Path | Rules | None, limit: int = LIMIT, cache: int = CACHE) -> "Finisher":
    """For one application. Raises ``RuleFileError`` for rules that are wrong; later nothing is raised."""
    known = rules_from(rules)
    # Another mark for other rules or another version: what browsers hold of the old ones is no longer good.
    digest = blake2b(repr((__version__, known)).encode(), digest_size=4).hexdigest()
    return Finisher(known, f";adlayout={digest}", limit, Shelf(cache))


@dataclass(frozen=True, slots=True)
class Finisher:
    """Finishes the pages of an application. ``mark``: what the ETags of finished pages end with."""

    rules: Rules
    mark: str
    limit: int
    shelf: Shelf

    def asked(self, headers: Headers) -> Headers:
        """The request as the application is to see it: the tags that a browser got from us are its own again."""
        return [(name, value.replace(self.mark, "") if name.lower() in _ASKING else value) for name, value in headers]

    def unmark(self, environ: dict[str, Any]) -> bool:
        """The same for a request's headers as CGI spells them, in place; says whether there was a tag of ours."""
        given = [(name, environ[key]) for key, name in _CGI.items() if key in environ]
        asked = self.asked(given)
        environ.update({key: dict(asked)[name] for key, name in _CGI.items() if key in environ})
        return asked != given

    def takes(self, method: str, status: int, headers: Headers) -> bool:
        """Whether the response is a page to finish, as far as its head says."""
        found = _first(headers)
        if (
            method not in ("GET", "HEAD")
            or status != 200
            or _media_type(found.get("content-type", ""))[0] != "text/html"
        ):
            return False
        if found.get("content-encoding", "identity").strip().lower() != "identity" or "content-range" in found:
            return False
        if any("no-transform" in value.lower() for name, value in headers if name.lower() == "cache-control"):
            return False
        return int(length) <= self.limit if (length := found.get("content-length", "0")).isdecimal() else False

    def page(self, html: bytes, headers: Headers, path: str) -> bytes:
        """The page finished, from the shelf if it is there. What goes wrong is logged, and the page stays as it is."""
        encoding, path = _charset(headers), _plain(path)
        return self.shelf.get(_key(html, encoding, path), lambda: self._made(html, encoding, path))

    def kept(self, html: bytes, headers: Headers, path: str) -> bytes | None:
        """The page finished if it is on the shelf; takes no time."""
        return self.shelf.look(_key(html, _charset(headers), _plain(path)))

    def _made(self, html: bytes, encoding: str | None, path: str) -> bytes:
        finished = finish_or_keep(html, self.rules, url=path, encoding=encoding)
        if finished.status == "failed":
            _log.error("%s: the page is sent as it was: %s", path, finished.reason)
        return finished.html

    def answered(self, headers: Headers, length: int | None) -> Headers:
        """The head of a finished page; ``length`` None if it is not known, as for HEAD without a body."""
        drop = _OUTDATED if "etag" in _first(headers) else _OUTDATED | {"last-modified"}
        kept = [(name, value) for name, value in headers if name.lower() not in drop]
        # Without an ETag, a browser would ask by date, and be told that nothing changed when the rules have.
        size = [] if length is None else [("Content-Length", str(length))]
        return self.unchanged(kept) + size

    def unchanged(self, headers: Headers) -> Headers:
        """The head of a 304 to a request with a tag of ours: the tag is marked again."""
        return [(name, self._marked(value) if name.lower() == "etag" else value) for name, value in headers]

    def _marked(self, tag: str) -> str:
        return _TAG.sub(lambda match: f'{match["open"]}{self.mark}"', tag, count=1)


def _first(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in reversed(list(headers))}


def _charset(headers: Headers) -> str | None:
    return _media_type(_first(headers).get("content-type", ""))[1]


def _plain(path: str) -> str:
    """Without what was decoded from the request's line and is no part of a path to those who split addresses."""
    return "/" + path.lstrip("/").replace("?", "%3F").replace("#", "%23")


def _key(html: bytes, encoding: str | None, path: str) -> bytes:
    return blake2b(f"{encoding} {path}\0".encode() + html, digest_size=16).digest()


@lru_cache(64)
def _media_type(content_type: str) -> tuple[str, str | None]:
    """The type in small letters, and the charset if it says one."""
    message = Message()
    message["content-type"] = content_type
    return message.get_content_type() if content_type else "", message.get_content_charset()
