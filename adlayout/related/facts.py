"""An article's facts as its page tells them.

In this order of trust: JSON-LD, Open Graph and ``article:`` metas, other metas, the article itself. What a page says
to machines about itself is kept up by its publisher's system; what stands in the text has been typed by people.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adlayout.addresses import join, split
from adlayout.article import Article
from adlayout.article.names import SILENT
from adlayout.article.text import is_hidden
from adlayout.related import jsonld
from adlayout.related.entry import Entry, Image
from adlayout.source import Element, Page, Text

_NO_TEXT = frozenset(("ad", "newsletter", "share", "author"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN = re.compile(r"(\s+[|–—·»-]\s+)")
"""What may stand between a title and its site's name."""
_BEFORE_NAME, _BEHIND_NAME = frozenset("|–·»"), frozenset("|·»")
"""Of these, those that tell of a name where none is said: dashes part sentences, but "Title – Name" is WordPress's."""
LONGEST = {"title": 300, "lead": 1000, "name": 100}
"""Characters that are kept of a fact; a box shows fewer (markup)."""
MOST_TAGS = 30


class Metas:
    """The page's metas by name, in lower case; of two with one name both are kept."""

    def __init__(self, page: Page) -> None:
        self._found: dict[str, list[str]] = {}
        for meta in page.named("meta"):
            key = meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop")
            if key and (value := meta.get("content").strip()):
                self._found.setdefault(key.lower(), []).append(value)

    def first(self, *names: str) -> str:
        """The first value of the first name that has one."""
        return next((self._found[name][0] for name in names if name in self._found), "")

    def all(self, name: str) -> list[str]:
        """All values of a name."""
        return self._found.get(name, [])


class Said:
    """What a page says to machines about itself, read once: its metas, and the article's node of its JSON-LD."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.metas = Metas(page)
        self.node = jsonld.article_node(page)


def entry(said: Said, article: Article, address: str, language: str = "") -> Entry:
    """The facts of a page that lies at ``address`` of its site; ``language`` is what counts where it names none."""
    page, node, metas = said.page, said.node, said.metas
    url = join(address, article.facts.canonical)
    return Entry(
        url=url,
        title=_cut(_title(page, node, metas), "title"),
        lead=_cut(_lead(page, article, node, metas), "lead"),
        published=_day(_published(page, node, metas)),
        updated=_day(jsonld.text(node.get("dateModified")), metas.first("article:modified_time", "og:updated_time")),
        expires=_day(jsonld.text(node.get("expires")), metas.first("article:expiration_time")),
        section=_cut(jsonld.text(node.get("articleSection")) or metas.first("article:section"), "name"),
        tags=_tags(node, metas),
        author=_cut(jsonld.text(node.get("author"), "name") or metas.first("author", "article:author"), "name"),
        language=_language(article, node, metas) or language.split("-")[0].lower(),
        image=_image(article, node, metas, url),
        text=main_text(page, article),
    )


def main_text(page: Page, article: Article) -> str:
    """All text of the article's element but what is no part of the article: ads, share bars and such.

    More than the blocks that are cut between: lists of sources or links at its end say what an article is about, too.
    """
    whole = article.element
    if whole is page.body:
        whole = next((found[0] for name in ("article", "main") if len(found := page.named(name)) == 1), whole)
    left = frozenset(node for block in article.blocks if block.kind in _NO_TEXT for node in block.nodes)
    return " ".join(_shown([whole], left))


def _shown(nodes: Iterable[Element | Text], left: frozenset[Element | Text] = frozenset()) -> Iterator[str]:
    """The pieces of text of these nodes, what is in ``left``, silent or hidden passed over."""
    for node in nodes:
        if isinstance(node, Text):
            yield from node.data.split()
        elif node.name not in SILENT and node not in left and not is_hidden(node):
            yield from _shown(node.children, left)


def _title(page: Page, node: Mapping[str, Any], metas: Metas) -> str:
    site = metas.first("og:site_name") or jsonld.text(node.get("publisher"), "name")
    said = jsonld.text(node.get("headline"), "@value") or metas.first("og:title")
    if said:
        return _without_site(said, site)
    heading = next((h for h in page.named("h1") if h.node.text.strip()), None)
    if heading is not None:
        return heading.node.text
    title = next((t.node.text for t in page.head.within("title")), "").strip()
    named = _without_site(title, site)
    return named if named != title else _without_shorter_end(title)


def _without_site(title: str, site: str) -> str:
    """The title without the site's name at one of its ends."""
    parts = _BETWEEN.split(title.strip())
    if site and len(parts) > 1:
        if parts[-1].casefold() == site.casefold():
            return "".join(parts[:-2])
        if parts[0].casefold() == site.casefold():
            return "".join(parts[2:])
    return title


def _without_shorter_end(title: str) -> str:
    """Of "Title | Magazine" and "Magazine | Title" the title: a site's name is the shorter end."""
    parts = _BETWEEN.split(title)
    if len(parts) > 1 and len(parts[0]) < len(parts[-1]):
        return "".join(parts[2:]) if parts[1].strip() in _BEHIND_NAME else title
    return "".join(parts[:-2]) if len(parts) > 1 and parts[-2].strip() in _BEFORE_NAME else title


def _lead(page: Page, article: Article, node: Mapping[str, Any], metas: Metas) -> str:
    said = jsonld.text(node.get("description"), "@value") or metas.first("og:description", "description")
    return said or (" ".join(_shown(article.lead.nodes)) if article.lead else "")


def _published(page: Page, node: Mapping[str, Any], metas: Metas) -> str:
    said = jsonld.text(node.get("datePublished"), "@value") or metas.first(
        "article:published_time", "date", "datepublished", "dc.date", "dcterms.created", "dc.date.issued"
    )
    if _DAY.search(said):
        return said
    times = (time.get("datetime") for time in page.named("time"))
    return next((time for time in times if _DAY.match(time)), "")


def _day(*given: str) -> str:
    found = next((match for text in given if (match := _DAY.search(text))), None)
    return found[0] if found else ""


def _tags(node: Mapping[str, Any], metas: Metas) -> tuple[str, ...]:
    """Each tag once; ``keywords`` are one text with commas."""
    words = [one for one in jsonld.many(node.get("keywords")) if isinstance(one, str)]
    given = [*(part for one in words for part in one.split(",")), *metas.all("article:tag")]
    if not given:
        given = [part for one in metas.all("keywords") + metas.all("news_keywords") for part in one.split(",")]
    return tuple(dict.fromkeys(_cut(tag, "name") for tag in given if tag.strip()))[:MOST_TAGS]


def _language(article: Article, node: Mapping[str, Any], metas: Metas) -> str:
    said = jsonld.text(node.get("inLanguage"), "alternateName", "name")
    said = article.facts.language or said or metas.first("content-language", "og:locale")
    return re.split("[-_]", said.strip().lower())[0]


def _image(article: Article, node: Mapping[str, Any], metas: Metas, url: str) -> Image | None:
    """The article's picture. Of JSON-LD's several the first: publishers put the main one there."""
    found = next(iter(jsonld.many(node.get("image"))), None)
    said = jsonld.text(found, "url", "contentUrl", "@id")
    if said and isinstance(found, dict):
        return _picture(join(url, said), found.get("width"), found.get("height"))
    if said or metas.first("og:image"):
        size = metas.first("og:image:width"), metas.first("og:image:height")
        return _picture(join(url, said or metas.first("og:image")), *size)
    figure = next(
        (img for block in article.blocks if block.kind == "figure" for img in block.element.within("img")), None
    )
    if figure is None or not figure.get("src"):
        return None
    return _picture(join(url, figure.get("src")), figure.get("width"), figure.get("height"))


def _picture(url: str, width: Any, height: Any) -> Image | None:
    parts = split(url)
    if parts.scheme not in ("http", "https", "") or (not parts.scheme and not url.startswith("/")):
        return None
    return Image(url, _pixels(width), _pixels(height))


def _pixels(value: Any) -> int:
    """px of a size that may be a number, a text, or a schema.org ``QuantitativeValue``."""
    if isinstance(value, dict):
        value = value.get("value")
    found = re.match(r"\d{1,5}", str(value or ""))
    return int(found[0]) if found else 0


def _cut(text: str, kind: str) -> str:
    """One line, cut at a word."""
    text = " ".join(text.split())
    most = LONGEST[kind]
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0][:most] + "…"
