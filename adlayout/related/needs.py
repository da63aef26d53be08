"""What a page's links depend on in the index, so that a page is made anew when its links change, and only then.

As far as its boxes looked at the candidates, and only at what is shown of each: a candidate behind the last one that
was taken, or another lead of a linked article, makes no page anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adlayout.related.choose import Chosen, Desk
from adlayout.related.entry import Entry
from adlayout.related.index import Candidate, Index
from adlayout.rulefile.model import Rules


@dataclass(frozen=True, slots=True)
class Needs:
    """``here``: the page's addresses, as the index is asked for them; ``others``: addresses of pinned pages and of
    links without a title. ``depth``: how many candidates count, all if None; ``minima``: what their relevance, in
    thousandths, is compared to. ``spoken``: candidates (by number) whose terms decide on a box's place.
    """

    here: tuple[str, ...]
    others: tuple[str, ...] = ()
    depth: int | None = None
    minima: tuple[int, ...] = ()
    spoken: tuple[int, ...] = ()

    def text(self) -> str:
        """As JSON, to be remembered."""
        return json.dumps([self.here, self.others, self.depth, self.minima, self.spoken], separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> "Needs":
        """The other way round."""
        here, others, depth, minima, spoken = json.loads(text)
        return cls(tuple(here), tuple(others), depth, tuple(minima), tuple(spoken))


def needs(known: Desk, rules: Rules, chosen: Iterable[Mapping[str, Chosen]], spoken: Iterable[str]) -> Needs:
    """What the links of a page depend on. ``chosen``: all choices that were made for it; ``spoken``: the boxes whose
    place goes by what their first link's article is about.
    """
    boxes = [box for box in rules.related if not box.links]
    untitled = {one.link.url for one in known.offers if one.source in ("page", "sidecar") and not one.link.title}
    choices = [(name, one) for several in chosen for name, one in several.items()]
    depths = [_depth(one) for name, one in choices if name in {box.name for box in boxes}]
    firsts = {_first(one) for name, one in choices if name in set(spoken)}
    return Needs(
        known.addresses,
        tuple(sorted(untitled | {url for box in boxes for url in box.pinned})),
        None if None in depths else max((one for one in depths if one is not None), default=0),
        tuple(sorted({round(box.minimum * 1000) for box in boxes})),
        tuple(sorted(one for one in firsts if one is not None)),
    )


def digest(index: Index, wanted: Needs) -> bytes:
    """What the index says to these needs, as 16 bytes: the same as long as the page's links are."""
    found = index.known(*wanted.here)
    near = index.neighbours(found[0])[: wanted.depth] if found else []
    others = [index.known(url) for url in wanted.others]
    said = [
        (found[1].url, found[1].published, found[1].given) if found else None,
        [_shown(one, wanted, number) for number, one in enumerate(near)],
        [_link(one[1]) if one else None for one in others],
    ]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).digest()[:16]


def _shown(one: Candidate, wanted: Needs, number: int) -> tuple[Any, ...]:
    enough = tuple(one.relevance >= least for least in wanted.minima)
    return (*_link(one.entry), one.entry.published, enough, one.stems if number in wanted.spoken else ())


def _link(entry: Entry) -> tuple[Any, ...]:
    return entry.url, entry.title, entry.image


def _depth(chosen: Chosen) -> int | None:
    """How many of the index's candidates a box looked at; None if all of them were not enough."""
    if not any(one.why == "enough" for one in chosen.considered):
        return None
    from_index = [not one.why for one in chosen.considered if one.source == "index"]
    return max((number + 1 for number, taken in enumerate(from_index) if taken), default=0)


def _first(chosen: Chosen) -> int | None:
    """The number of the candidate that became the box's first link; None if something else did, or nothing."""
    from_index = [one for one in chosen.considered if one.source == "index"]
    first = next((one for one in chosen.considered if not one.why), None)
    return next((number for number, one in enumerate(from_index) if one is first), None)
