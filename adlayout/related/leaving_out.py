"""Which pages the index leaves out, and why: each reason is a fixed word that the report prints."""

import re
from fnmatch import fnmatchcase

from adlayout.addresses import split
from adlayout.article import Article
from adlayout.related import jsonld
from adlayout.related.entry import Entry
from adlayout.related.facts import Metas, Said
from adlayout.source import Page

_SERVICE = re.compile(
    r"(?:^|/)(?:impressum|imprint|datenschutz\w*|privacy[\w-]*|agb|terms[\w-]*|kontakt|contact|mentions-legales|"
    r"aviso-legal|note-legali|colofon|nutzungsbedingungen|barrierefreiheit|cookies?|404|sitemap|suche|search)"
    r"(?:\.\w+)?/?$",
    re.I,
)
_TAIL = re.compile(r"(?:/(?:page|seite|pagina)[/-]?(\d+)(?:\.\w+)?/?$)|[?&](?:page|seite|paged)=(\d+)", re.I)
"""Not ``?p=123``, which is how WordPress calls an article without pretty addresses."""
_GONE = frozenset(("withdrawn", "retracted", "draft", "deleted"))


def why(said: Said, article: Article, url: str) -> str:
    """Why a page is no article to be recommended; empty if it is one."""
    metas, node = said.metas, said.node
    return (
        _said(metas)
        or _no_article(article, url, said=bool(node) or metas.first("og:type").lower() == "article")
        or _tail(said.page, url)
        or ("withdrawn" if jsonld.text(node.get("creativeWorkStatus"), "name").lower() in _GONE else "")
    )


def _said(metas: Metas) -> str:
    robots = {word.strip().lower() for one in metas.all("robots") for word in one.split(",")}
    if robots & {"noindex", "none"}:
        return "noindex"
    return "redirect" if "url" in metas.first("refresh").lower() else ""


def _no_article(article: Article, url: str, *, said: bool) -> str:
    if article.reason not in (None, "short-article"):
        return article.reason or ""
    return "service-page" if not said and _SERVICE.search(split(url).path) else ""


def _tail(page: Page, url: str) -> str:
    """Second and later pages of an article: its first one is meant."""
    if any("prev" in link.get("rel").lower().split() for link in page.head.within("link")):
        return "paginated"
    parts = split(url)
    found = _TAIL.search(f"{parts.path}?{parts.query}")
    return "paginated" if found and int(found[1] or found[2]) > 1 else ""


def listed(page: Page, patterns: tuple[str, ...], url: str) -> bool:
    """Whether one of these path globs or CSS selectors matches the page."""
    path = split(url).path
    return any(fnmatchcase(path, one) if one[:1] in ("/", "*") else bool(page.select(one)) for one in patterns)


def out_of_time(known: Entry, today: str) -> str:
    """Why an article is not to be recommended on a day (``2024-01-31``; empty: whenever), empty if it is."""
    if not today:
        return ""
    if known.published > today:
        return "embargoed"
    return "withdrawn" if known.expires and known.expires <= today else ""
