"""What the page's head says of the article: language, section, tags, date, address, and whether it is AMP."""

import re
from dataclasses import dataclass, replace
from itertools import chain

from adlayout.article.model import Facts
from adlayout.source import Page, Text

_ROOT = re.compile(r"https?://[^/]+(?:/(?:index\.\w+|[a-z]{2}))?/?(?:#.*)?$", re.I)
_WANTED = re.compile(r"article:|og:|desc|date|created", re.I)
_TYPES = re.compile(r'"@type"\s*:\s*(\[[^\]]*\]|"[^"]*")')
_TYPE = re.compile(r'"(?:https?://schema\.org/)?([A-Za-z]+)"')


@dataclass(frozen=True, slots=True)
class Head:
    """Facts, and what else the room needs of the head: description, Open Graph's type, schema.org's types."""

    facts: Facts
    description: str
    type: str
    types: frozenset[str]
    is_root: bool


def read_head(page: Page) -> Head:
    """Reads the head's ``meta`` and ``link`` elements and the types named in JSON-LD."""
    metas: dict[str, list[str]] = {}
    policies: list[tuple[int, str]] = []
    for child in page.head.children:
        if isinstance(child, Text):
            continue
        if child.name == "meta":
            key = child.get("property") or child.get("name") or child.get("itemprop")
            if key and _WANTED.search(key):
                metas.setdefault(key.lower(), []).append(child.get("content").strip())
            elif child.get("http-equiv").lower() == "content-security-policy":
                policies.append((child.start, child.get("content")))
    first = {name: values[0] for name, values in metas.items()}
    address = canonical(page)
    return Head(
        replace(_facts(page, metas, first, address), policies=tuple(policies), nonce=_nonce(page)),
        first.get("description") or first.get("og:description", ""),
        first.get("og:type", "").lower(),
        _types(page),
        bool(_ROOT.match(address) or _ROOT.match(first.get("og:url", ""))),
    )


def canonical(page: Page) -> str:
    """The address that the page names as its own: by its canonical link, else by Open Graph; empty if by neither."""
    parts = [child for child in page.head.children if not isinstance(child, Text)]
    links = (one.get("href") for one in parts if one.name == "link" and one.get("rel").lower() == "canonical")
    metas = (one for one in parts if one.name == "meta")
    graph = (one.get("content") for one in metas if (one.get("property") or one.get("name")).lower() == "og:url")
    return next(filter(None, map(str.strip, chain(links, graph))), "")


def _nonce(page: Page) -> str:
    """What the page's own scripts and styles show to its policy."""
    shown = (one.get("nonce") for name in ("script", "style", "link") for one in page.select(f"{name}[nonce]"))
    return next(filter(None, shown), "")


def _facts(page: Page, metas: dict[str, list[str]], first: dict[str, str], address: str) -> Facts:
    html = page.html
    published = ("article:published_time", "date", "datepublished", "dc.date", "dcterms.created")
    return Facts(
        language=(html.get("lang") or html.get("xml:lang") or first.get("og:locale", "")).replace("_", "-"),
        section=first.get("article:section", ""),
        tags=tuple(dict.fromkeys(tag for tag in metas.get("article:tag", []) if tag)),
        published=next((first[name] for name in published if first.get(name)), ""),
        canonical=address,
        amp=html.has("amp") or html.has("⚡"),
    )


def _types(page: Page) -> frozenset[str]:
    """Types of schema.org in JSON-LD, wherever it stands."""
    said = (_TYPES.findall(one.node.text) for one in page.select('script[type*="ld+json" i]'))
    return frozenset(name for types in said for one in types for name in _TYPE.findall(one))
