"""What a page's own content security policy keeps from running of the things that adlayout adds (CSP Level 3).

Only policies in the page are known (``<meta http-equiv>``); one that the server sends with it is not. A policy in the
page binds what stands below it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_FALLBACK = {
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "style-src-elem": ("style-src-elem", "style-src", "default-src"),
    "style-src-attr": ("style-src-attr", "style-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
    "img-src": ("img-src", "default-src"),
}
_HOST = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(/[^?#]*)?", re.I)


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a policy has to let through: ``url``, or inline where it has none; ``offset`` of the page."""

    directive: str
    what: str
    offset: int
    url: str = ""


def blocked(policies: Sequence[tuple[int, str]], wants: Sequence[Want], nonce: str = "") -> tuple[str, ...]:
    """A warning for each thing that one of the page's policies, pairs of offset and text, keeps out."""
    found = (why for offset, policy in policies for why in _blocked(_directives(policy), offset, wants, nonce))
    return tuple(dict.fromkeys(found))


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        # Of two of one name the first counts.
        found.setdefault(name.lower(), sources)
    return found


def _blocked(known: Mapping[str, list[str]], offset: int, wants: Sequence[Want], nonce: str) -> Iterator[str]:
    for want in wants:
        name = next((one for one in _FALLBACK[want.directive] if one in known), "")
        if name and offset < want.offset and not _lets(known[name], want, nonce):
            remedy = f"add {_origin(want.url)}" if want.url else _remedy(want)
            yield f"content-security-policy: {name} keeps out {want.what}: {remedy} to it"


def _remedy(want: Want) -> str:
    return "add 'unsafe-inline'" + (
        "" if want.directive == "style-src-attr" else ", or give the page's scripts a nonce,"
    )


def _lets(sources: list[str], want: Want, nonce: str) -> bool:
    lower = [source.lower() for source in sources]
    strict = any(source.startswith(("'nonce-", "'sha256-", "'sha384-", "'sha512-")) for source in lower)
    shown = bool(nonce) and f"'nonce-{nonce}'" in sources and want.directive != "style-src-attr"
    if not want.url:
        return shown or ("'unsafe-inline'" in lower and not strict and "'strict-dynamic'" not in lower)
    # What the page's script loads carries its nonce.
    if want.directive == "script-src-elem" and (shown or "'strict-dynamic'" in lower):
        return shown
    return any(_matches(source, want.url) for source in lower)


def _matches(source: str, url: str) -> bool:
    """Whether a source expression takes an address; one from the root of the site is the page's own."""
    if url.startswith("/"):
        return source in ("'self'", "*")
    given = urlsplit(url)
    if source == "*" or source == f"{given.scheme}:" or (source == "http:" and given.scheme == "https"):
        return True
    match = _HOST.fullmatch(source)
    if match is None:
        return False
    scheme, host, port, path = match.groups()
    name = (given.hostname or "").lower()
    whose = host == "*" or name == host or (host.startswith("*.") and name.endswith(host[1:]))
    upgraded = scheme in (None, given.scheme) or (scheme == "http" and given.scheme == "https")
    own = path in (None, "/") or (given.path.startswith(path) if path.endswith("/") else given.path == path)
    return whose and upgraded and own and port in (None, "*", str(given.port or 443))


def _origin(url: str) -> str:
    return "'self'" if url.startswith("/") else "://".join(urlsplit(url)[:2])
