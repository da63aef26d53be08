"""Links that the page's own system gives: JSON-LD ``relatedLink``, and ``<link rel="related">``.

JSON-LD says ``relatedLink`` of a WebPage or ``isRelatedTo`` nowhere near an article's standard, so only the first is
read, wherever it stands. A title comes with a node's ``name`` or ``headline``, or a ``link``'s ``title``; without one
the index must know the page.
"""

from collections.abc import Iterator

from adlayout.addresses import join
from adlayout.related import jsonld
from adlayout.rulefile.model import Link
from adlayout.source import Page


def given(page: Page, base: str) -> list[Link]:
    """Links in the order of the page, each address once, from ``base`` on; ``title`` may be empty."""
    found: dict[str, Link] = {}
    for link in (*_of_jsonld(page, base), *_of_links(page, base)):
        found.setdefault(link.url, link)
    return list(found.values())


def _of_jsonld(page: Page, base: str) -> Iterator[Link]:
    for node in jsonld.nodes(page):
        for one in jsonld.many(node.get("relatedLink")):
            url = jsonld.text(one, "url", "@id")
            if url:
                yield Link(jsonld.text(one, "headline", "name") if isinstance(one, dict) else "", join(base, url))


def _of_links(page: Page, base: str) -> Iterator[Link]:
    for link in page.head.within("link"):
        if "related" in link.get("rel").lower().split() and link.get("href").strip():
            yield Link(link.get("title").strip(), join(base, link.get("href").strip()))
