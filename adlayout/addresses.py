"""Addresses as pages and feeds give them: their parts, which are fit for a link, which mean the same page.

What is no address costs nothing but itself.
"""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

LONGEST = 2000
"""Characters of an address; browsers and servers stop near 2,048."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"'`{}|^]")
_PORT = re.compile(r":\d*$")


def split(url: str) -> SplitResult:
    """The parts of an address; all empty for what is none (``http://[``)."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def join(base: str, url: str) -> str:
    """The address that ``url`` means on a page at ``base``; ``url`` as it is where one of them is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def is_fit(url: str) -> bool:
    """Whether it is http(s) or a path of the site, without anything that browsers read in another way."""
    if len(url) > LONGEST or _UNSAFE.search(url):
        return False
    if url.startswith("/"):
        return not url.startswith("//")
    parts = split(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and "@" not in parts.netloc


def host(url: str) -> str:
    """The host without ``www.``; empty for a path, or what is no address."""
    return _PORT.sub("", split(url).netloc.lower()).removeprefix("www.")


def same(url: str, base: str = "") -> str:
    """One text for all addresses of a page: no scheme, ``www.``, query, fragment, ``index.html`` or last slash."""
    whole = join(base, url)
    parts = split(whole)
    if not any(parts):
        return url
    path = parts.path.removesuffix("index.html").rstrip("/")
    return f"{host(whole)}{path}"


def path(url: str) -> str:
    """The path, for globs."""
    return split(url).path or "/"
