"""An index made from what is remembered of the site's pages: the same one from any order of files and any history."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from adlayout.addresses import host, is_fit, path
from adlayout.errors import UsageError
from adlayout.related import leaving_out
from adlayout.related.entry import Entry
from adlayout.related.neighbours import Neighbour, neighbours
from adlayout.related.series import follow
from adlayout.related.settle import copies, settled
from adlayout.related.store import Packed, Store, entry_json, write_lean
from adlayout.related.vectors import Vectors, vectors
from adlayout.related.words import words
from adlayout.rulefile.model import IndexRules

STEMS = 30
"""An article's heaviest terms, by which a page finds the paragraph that speaks of it."""
LOOKED_AT = 40
"""Neighbours from which the kept ones are settled."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: how many articles, how many pages are left out for which reason, and the articles (URLs) whose
    neighbours are other ones than before.
    """

    articles: int
    left_out: "Counter[str]"
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Articles of one language in order of URL, with the names of their pages."""

    language: str
    names: list[str]
    entries: list[Entry]


def make(store: Store, rules: IndexRules, today: str = "") -> Made:
    """Settles who recommends whom, from the pages that the store remembers; ``today`` bars what is dated later."""
    before = store.links()
    chosen, left_out = _chosen(store, rules, today)
    articles: list[tuple[Any, ...]] = []
    found: list[tuple[Any, ...]] = []
    for known in chosen:
        first = len(articles)
        rows, near = _settled(store, known, rules)
        articles += [(first + row, *values) for row, values in enumerate(rows)]
        found += [(first + row, rank, first + one.article, *_values(one)) for row, rank, one in near]
    store.replace(articles, found)
    store.set_meta("left out", json.dumps(left_out, sort_keys=True))
    after = store.links()
    urls = sorted(before.keys() | after.keys())
    changed = tuple(url for url in urls if before.get(url) != after.get(url))
    return Made(len(articles), left_out, changed)


def make_file(rows: Iterable[Packed], file: Path, rules: IndexRules, today: str = "") -> Made:
    """An index made in one go from pages that were read elsewhere, in any order; each name once.

    ``file`` holds what pages are finished with and no more; it appears whole, in place of one that was there. Raises
    ``UsageError`` where it cannot be written, and where ``today`` is no day.
    """
    if today and not _is_day(today):
        raise UsageError(f"today = {today!r}: is no day; write it as 2026-01-31")
    if file.exists() and not file.is_file():
        raise UsageError(f"{file}: is no file that an index could take the place of")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from None
    with folder as name:
        whole, lean = Path(name) / "whole", Path(name) / "lean"
        with Store(whole) as store:
            for row in rows:
                store.put_packed(row)
            made = make(store, rules, today)
        write_lean(whole, lean)
        lean.replace(file)
    return made


def left_out_before(store: Store) -> "Counter[str]":
    """What was left out when the index was made last."""
    return Counter(json.loads(store.meta("left out") or "{}"))


def _chosen(store: Store, rules: IndexRules, today: str) -> tuple[list[_Known], "Counter[str]"]:
    """The articles by language, and how many pages are left out for which reason."""
    reasons = Counter(store.reasons().values())
    hosts: Counter[str] = Counter()
    there: dict[str, tuple[str, Entry]] = {}
    waiting = sorted(store.entries(), key=lambda one: (one[1].url, not _lies_there(*one), one[0]))
    for _, entry in waiting:
        hosts[_host(entry)] += 1
    site = max(sorted(hosts), key=lambda host: (bool(host), hosts[host]), default="")
    for name, entry in waiting:
        why = _against(entry, site, rules, today) or ("same-address" if entry.url in there else "")
        if why:
            reasons[why] += 1
        else:
            there[entry.url] = (name, entry)
    languages = sorted({entry.language for _, entry in there.values()})
    return [_of(language, there) for language in languages], reasons


def _against(entry: Entry, site: str, rules: IndexRules, today: str) -> str:
    """Why an article is none of this index, empty if it is one."""
    if why := leaving_out.out_of_time(entry, today):
        return why
    if not is_fit(entry.url):
        return "unfit-address"
    if _host(entry) not in ("", site):
        return "other-host"
    if rules.languages and entry.language not in {one.split("-")[0].lower() for one in rules.languages}:
        return "other-language"
    return "" if entry.title else "no-title"


def _of(language: str, there: dict[str, tuple[str, Entry]]) -> _Known:
    own = [one for one in there.values() if one[1].language == language]
    return _Known(language, [name for name, _ in own], [entry for _, entry in own])


def _host(entry: Entry) -> str:
    return host(entry.url)


def _lies_there(name: str, entry: Entry) -> bool:
    """Whether a page lies where its address says."""
    there = path(entry.url).strip("/")
    return there in (name, name.removesuffix("index.html").strip("/"), name.rsplit(".", 1)[0])


def _settled(
    store: Store, known: _Known, rules: IndexRules
) -> tuple[list[tuple[Any, ...]], Iterator[tuple[int, int, Neighbour]]]:
    """Rows of ``article`` without their ids, and each row's neighbours with their rank."""
    titles = [Counter(words(one.title)) for one in known.entries]
    vector = vectors(store.words(known.names), titles, map(_tags, known.entries), known.language)
    days = [date.fromisoformat(one.published).toordinal() if _is_day(one.published) else None for one in known.entries]
    found = neighbours(vector, days, LOOKED_AT, rules.half_life)
    order = sorted(range(len(days)), key=lambda row: (days[row] is None, days[row] or 0, row))
    copied = copies(found, order)
    barred = frozenset((*copied, *(row for row, one in enumerate(known.entries) if one.banned)))
    kept = follow(settled(found, barred), known.entries)
    rows = [
        (name, one.url, entry_json(one), _stems(vector, row), known.entries[copied[row]].url if row in copied else "")
        for row, (name, one) in enumerate(zip(known.names, known.entries, strict=True))
    ]
    return rows, ((row, rank, one) for row, several in enumerate(kept) for rank, one in enumerate(several))


def _tags(entry: Entry) -> "Counter[str]":
    return Counter(tag.casefold() for tag in entry.tags)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _stems(vector: Vectors, row: int) -> str:
    terms = vector.terms
    numbers: Sequence[int] = terms.numbers[row][:STEMS].tolist()
    weights: Sequence[int] = terms.weights[row][:STEMS].tolist()
    return "\n".join(f"{terms.stems[n]}\t{w}" for n, w in zip(numbers, weights, strict=True) if w)


def _values(one: Neighbour) -> tuple[Any, ...]:
    parts = (one.terms, one.latent, one.title, one.tags, one.hub, one.time)
    return one.score, one.relevance, " ".join(map(str, parts))
