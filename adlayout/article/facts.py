"""What the page's head says of the article: language, section, tags, date, address, and whether it is AMP."""

import re
from dataclasses import dataclass

from adlayout.article.model import Facts
from adlayout.source import Page

_ROOT = re.compile(r"https?://[^/]+(?:/(?:index\.\w+|[a-z]{2}))?/?(?:[?#].*)?$", re.I)
_WANTED = re.compile(rb"article:|og:|desc|date|created", re.I)
_TYPES = re.compile(rb'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z]+)"')


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
    address = ""
    for child in page.head.children:
        if isinstance(child, tuple) or child.name not in ("meta", "link"):
            continue
        if child.name == "meta":
            if not _WANTED.search(page.data, child.start, child.inner):
                continue
            name = child.get("property") or child.get("name") or child.get("itemprop")
            metas.setdefault(name.lower(), []).append(child.get("content").strip())
        elif child.get("rel").lower() == "canonical":
            address = child.get("href").strip()
    first = {name: values[0] for name, values in metas.items()}
    address = address or first.get("og:url", "")
    return Head(
        _facts(page, metas, first, address),
        first.get("description") or first.get("og:description", ""),
        first.get("og:type", "").lower(),
        _types(page),
        bool(_ROOT.match(address) or _ROOT.match(first.get("og:url", ""))),
    )


def _facts(page: Page, metas: dict[str, list[str]], first: dict[str, str], address: str) -> Facts:
    html = page.html.attributes()
    published = ("article:published_time", "date", "datepublished", "dc.date", "dcterms.created")
    return Facts(
        language=(html.get("lang") or html.get("xml:lang") or first.get("og:locale", "")).replace("_", "-"),
        section=first.get("article:section", ""),
        tags=tuple(dict.fromkeys(tag for tag in metas.get("article:tag", []) if tag)),
        published=next((first[name] for name in published if first.get(name)), ""),
        canonical=address,
        amp="amp" in html or "⚡" in html,
    )


def _types(page: Page) -> frozenset[str]:
    """Types of schema.org in JSON-LD, wherever it stands."""
    found: set[str] = set()
    here = page.data.find(b"ld+json")
    while here >= 0:
        end = page.data.find(b"</script", here)
        end = end if end > 0 else len(page.data)
        found.update(name.decode() for name in _TYPES.findall(page.data, here, end))
        here = page.data.find(b"ld+json", end)
    return frozenset(found)
