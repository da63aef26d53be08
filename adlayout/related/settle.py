"""The last step of making an index: who recommends whom is settled for the whole site, so that pages stay independent.

An article that is near to many others is not taken by all of them: one rank after the other, pages choose in the order
of their URLs, and an article that enough pages have is passed over.
"""

from collections import Counter
from collections.abc import Sequence

from adlayout.related.neighbours import Neighbour

KEEP = 20
"""Neighbours that are kept of each article: a page's links are chosen among these."""
LEAST_CAP = 10
"""So many pages may have one article among their first links; from the fifth link on, twice as many as links."""
COPY = 930
"""Thousandths of the terms' cosine from which on the later of two articles is a copy (the same agency's report)."""


def copies(found: Sequence[Sequence[Neighbour]], order: Sequence[int]) -> dict[int, int]:
    """Rows that are near-copies of an earlier one, each with that one. ``order``: all rows, the earliest first."""
    originals: set[int] = set()
    copied: dict[int, int] = {}
    for row in order:
        alike = [one.article for one in found[row] if one.terms >= COPY and one.article in originals]
        if alike:
            copied[row] = alike[0]
        else:
            originals.add(row)
    return copied


def settled(found: Sequence[Sequence[Neighbour]], barred: frozenset[int]) -> list[list[Neighbour]]:
    """The neighbours that each row keeps, best first; none of ``barred``."""
    supply = len(found) / max(1, len(found) - len(barred))
    waiting = [[one for one in several if one.article not in barred] for several in found]
    kept: list[list[Neighbour]] = [[] for _ in found]
    taken: Counter[int] = Counter()
    for _ in range(KEEP):
        for row, several in enumerate(waiting):
            most = max(LEAST_CAP, 2 * (len(kept[row]) + 1)) * supply
            choice = next((at for at, one in enumerate(several) if taken[one.article] < most), None)
            if choice is not None:
                one = several.pop(choice)
                taken[one.article] += 1
                kept[row].append(one)
    return kept
