"""Which links each box of a page gets.

Sources, in this order: fixed links of the rule file, and where a box has none: pinned pages, links that the page's own
system gives in the page, those that it puts beside the page, and the index. A page is linked once, never from itself,
and not where the text links it already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from adlayout.addresses import host, is_fit, join, path, same
from adlayout.article import Article
from adlayout.related.entry import Entry
from adlayout.related.given import given
from adlayout.related.index import Candidate, Index
from adlayout.rulefile.model import Link, Related, Rules
from adlayout.source import Page


@dataclass(frozen=True, slots=True)
class Considered:
    """One candidate for a box, and why it was not taken; ``why`` is empty for one that was. ``source``:
    "pinned", "page", "sidecar" or "index".
    """

    link: Link
    source: str
    why: str = ""
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A box's links, all that was considered, and why it got none (a fixed word, empty if it got some)."""

    links: tuple[Link, ...] = ()
    considered: tuple[Considered, ...] = ()
    reason: str = ""

    @property
    def stems(self) -> tuple[tuple[str, int], ...]:
        """The heaviest terms of the first link's article, where the index chose it."""
        first = next((one for one in self.considered if not one.why), None)
        return first.candidate.stems if first and first.candidate else ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known of the page before any box chooses. ``here`` is its own address, ``taken`` what may not be linked
    (again), by :func:`same`, with the reason; ``addresses`` are those by which the index is asked for it.
    """

    here: str
    own: Entry | None
    offers: tuple[Considered, ...]
    taken: Mapping[str, str]
    index: Index | None
    addresses: tuple[str, ...] = ()


def desk(page: Page, article: Article, index: Index | None, url: str | None) -> Desk:
    """Reads the page once for all of its boxes."""
    canonical = article.facts.canonical
    here = canonical or url or "/"
    addresses = (canonical, url or "")
    found = index.known(*addresses) if index else None
    if found is not None:
        here = found[1].url
    taken = {same(here): "itself"}
    for link in article.element.node.iter_elements(("a",)):
        if href := (link.attr("href") or "").strip():
            taken.setdefault(same(href, here), "in-text")
    own = tuple(Considered(link, "page") for link in given(page, here))
    beside = found[1].given if found else ()
    own += tuple(Considered(Link(title, join(here, url)), "sidecar") for title, url in beside)
    near = index.neighbours(found[0]) if index and found else []
    offers = tuple(Considered(_link(one.entry), "index", candidate=one) for one in near)
    return Desk(here, found[1] if found else None, own + offers, taken, index, addresses)


def choose(known: Desk, rules: Rules, only: frozenset[str] | None = None) -> dict[str, Chosen]:
    """The links of each box by its name, in the rule file's order; ``only``: the boxes that count, all if None."""
    boxes = [box for box in rules.related if only is None or box.name in only]
    fixed = {same(link.url, known.here): "on-page" for box in boxes for link in box.links}
    taken = {**fixed, **known.taken}
    found: dict[str, Chosen] = {}
    for box in boxes:
        most = box.count * (rules.limits.boxes if box.all else 1)
        chosen = Chosen(box.links) if box.links else _for_box(box, known, taken, most)
        for link in chosen.links:
            taken.setdefault(same(link.url, known.here), "on-page")
        found[box.name] = chosen
    return found


def _for_box(box: Related, known: Desk, taken: Mapping[str, str], most: int) -> Chosen:
    considered: list[Considered] = []
    links: list[Link] = []
    seen = dict(taken)
    for one in (*_pinned(box, known), *known.offers):
        one = _titled(one, known)
        why = _against(one, box, known, seen)
        if not why and len(links) >= most:
            why = "enough"
        if not why:
            links.append(one.link)
            seen[same(one.link.url, known.here)] = "on-page"
        considered.append(Considered(one.link, one.source, why, one.candidate))
    reason = "" if links else _reason(known, considered)
    return Chosen(tuple(links), tuple(considered), reason)


def _pinned(box: Related, known: Desk) -> Iterator[Considered]:
    """Pages that the rule file wants first, as far as the index knows them."""
    for url in box.pinned if known.index else ():
        found = known.index.known(url) if known.index else None
        if found is not None:
            yield Considered(_link(found[1]), "pinned")


def _titled(one: Considered, known: Desk) -> Considered:
    """A link that the page gives without a title, with that of the index."""
    if one.link.title or known.index is None:
        return one
    found = known.index.known(one.link.url)
    return one if found is None else Considered(_link(found[1]), one.source)


def _against(one: Considered, box: Related, known: Desk, taken: Mapping[str, str]) -> str:
    """Why a candidate is not taken, empty if it may be."""
    link = one.link
    if not is_fit(link.url):
        return "unfit-address"
    if not link.title.strip():
        return "no-title"
    if host(link.url) != host(known.here) and host(link.url) and host(known.here):
        return "other-host"
    if why := taken.get(same(link.url, known.here)):
        return why
    if any(fnmatchcase(path(link.url), glob) for glob in box.banned):
        return "banned"
    return _too_little(one.candidate, box, known.own) if one.candidate else ""


def _too_little(one: Candidate, box: Related, own: Entry | None) -> str:
    if one.relevance < round(box.minimum * 1000):
        return "below-minimum"
    is_newer = own is not None and bool(own.published) and one.entry.published > own.published
    return "newer" if box.older and is_newer else ""


def _reason(known: Desk, considered: list[Considered]) -> str:
    if considered:
        return "no-relevant-links"
    if known.index is None:
        return "no-links"
    return "no-relevant-links" if known.own else "not-indexed"


def _link(entry: Entry) -> Link:
    image = entry.image
    if image is None or not is_fit(image.url):
        return Link(entry.title, entry.url)
    return Link(entry.title, entry.url, image.url, image.width, image.height)
