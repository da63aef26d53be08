"""Each article's neighbours: which articles could be recommended on its page, best first, with the score in parts.

    K(i, j)     = T + 0.4·L + 0.1·H + 0.3·G     cosines of terms, latent part, headlines' terms, tags
    score(i, j) = K / √r(j) · g                 r: mean of j's 50 highest K: what is near to everything comes last
                                                g: 1.4 for the same day, falling to 1 with the months between

Sums are of whole numbers, and the score is rounded before it is compared; ties go by URL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from adlayout.related.extra import required
from adlayout.related.vectors import LATENT_SCALE, SCALE, Terms, Vectors

QUERY = 30
"""An article's heaviest terms, by which candidates are found …"""
CHAMPIONS = 500
"""… among so many articles for each of them: those in which it weighs most …"""
CANDIDATES = 150
"""… and so many of these are looked at in full."""
LATENT_WEIGHT, TITLE_WEIGHT, TAG_WEIGHT = 0.4, 0.1, 0.3
"""What the latent part, the headlines and the tags count against the terms."""
HUB = 50
"""Neighbours whose mean tells how near an article is to everything."""
NEAR_IN_TIME = 0.4
"""What the same day adds to 1."""
NO_DATE = 1.1
"""What stands for the factor of time where one of the two has no date."""
ROWS = 2000
"""Articles at a time, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``article`` is a row, ``score`` in millionths, ``relevance`` (K as a share of an article's K with itself, tags
    aside) in thousandths. In thousandths: ``terms``, ``latent``, ``title`` and ``tags``, the
    cosines; ``hub`` (√r, which divides) and ``time``, the factors.
    """

    article: int
    score: int
    relevance: int
    terms: int
    latent: int
    title: int
    tags: int
    hub: int
    time: int


class _Pair(NamedTuple):
    """An article's candidates (rows, ascending), their cosines, and K."""

    found: Any
    terms: Any
    latent: Any
    title: Any
    tags: Any
    sums: Any


def neighbours(known: Vectors, days: Sequence[int | None], keep: int, half_life: int = 140) -> list[list[Neighbour]]:
    """The ``keep`` best neighbours of each article, in order of URL.

    ``days``: the date of each as an ordinal. ``half_life``: days apart at which half is left of what the same day adds;
    0: time counts nothing.
    """
    np = required("numpy")
    pairs = list(_pairs(known))
    hubs = np.array([np.sqrt(max(_mean_of_best(pair.sums), 1e-9)) for pair in pairs])
    dates = np.array([np.nan if day is None else float(day) for day in days])
    alike = 1 + TITLE_WEIGHT + (0 if known.latent is None else LATENT_WEIGHT)
    return [
        _best(pair, hubs[pair.found], _times(dates[pair.found] - dates[row], half_life), alike, keep)
        for row, pair in enumerate(pairs)
    ]


def _pairs(known: Vectors) -> Iterator[_Pair]:
    dots = [_Dots(terms) for terms in (known.terms, known.titles, known.tags)]
    for row, found in enumerate(_candidates(known.terms)):
        terms, title, tags = (one.of(row, found) for one in dots)
        latent = _latent(known.latent, row, found)
        sums = terms + LATENT_WEIGHT * latent + TITLE_WEIGHT * title + TAG_WEIGHT * tags
        yield _Pair(found, terms, latent, title, tags, sums)


class _Dots:
    """Cosines of one article with many, through one row written out in full."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._row = required("numpy").zeros(terms.vocabulary + 1, "int32")

    def of(self, row: int, others: Any) -> Any:
        """The cosines of the article ``row`` with these others."""
        numbers, weights = self._terms.numbers, self._terms.weights
        self._row[numbers[row]] = weights[row]
        sums = (self._row[numbers[others]] * weights[others]).sum(axis=1)
        self._row[numbers[row]] = 0
        return sums / (SCALE * SCALE)


def _latent(latent: Any, row: int, others: Any) -> Any:
    np = required("numpy")
    if latent is None:
        return np.zeros(len(others))
    return latent[others].astype(np.int32) @ latent[row].astype(np.int32) / (LATENT_SCALE * LATENT_SCALE)


def _candidates(terms: Terms) -> Iterator[Any]:
    """Per article: the rows of the articles that share most of its heaviest terms."""
    np = required("numpy")
    queries = terms.matrix(np.int64, QUERY)
    postings = _champions(terms.matrix(np.int64).tocsc())
    for first in range(0, queries.shape[0], ROWS):
        found = (queries[first : first + ROWS] @ postings).tocsr()
        found.sort_indices()
        for row in range(found.shape[0]):
            start, end = found.indptr[row], found.indptr[row + 1]
            rows, sums = found.indices[start:end], found.data[start:end]
            other = rows != first + row
            rows, sums = rows[other], sums[other]
            yield np.sort(rows[np.argsort(-sums, kind="stable")[:CANDIDATES]])


def _champions(postings: Any) -> Any:
    """Terms by articles, each term with the articles in which it weighs most."""
    np, sparse = required("numpy"), required("scipy.sparse")
    rows, values, ends = [], [], [0]
    for term in range(postings.shape[1]):
        start, end = postings.indptr[term], postings.indptr[term + 1]
        here, there = postings.data[start:end], postings.indices[start:end]
        if end - start > CHAMPIONS:
            best = np.sort(np.argsort(-here, kind="stable")[:CHAMPIONS])
            here, there = here[best], there[best]
        rows.append(there)
        values.append(here)
        ends.append(ends[-1] + len(here))
    flat = (np.concatenate(values), np.concatenate(rows), ends) if rows else ([], [], ends)
    return sparse.csr_matrix(flat, shape=(postings.shape[1], postings.shape[0]))


def _mean_of_best(sums: Any) -> float:
    np = required("numpy")
    best = np.sort(sums)[::-1][:HUB]
    return float(best.mean()) if len(best) else 0.0


def _times(apart: Any, half_life: int) -> Any:
    """The factor of time for days apart; not a number where a date is missing."""
    np = required("numpy")
    if not half_life:
        return np.ones(len(apart))
    near = 1 + NEAR_IN_TIME * np.exp2(-np.abs(np.nan_to_num(apart)) / half_life)
    return np.where(np.isnan(apart), NO_DATE, near)


def _best(pair: _Pair, hubs: Any, times: Any, alike: float, keep: int) -> list[Neighbour]:
    np = required("numpy")
    scores = np.round(pair.sums / hubs * times, 6)
    best = np.argsort(-scores, kind="stable")[:keep]
    best = best[scores[best] > 0]
    near = np.clip(pair.sums / alike, 0, 1)
    parts = np.round(np.stack((near, pair.terms, pair.latent, pair.title, pair.tags, hubs, times))[:, best] * 1000)
    rows = zip(pair.found[best].tolist(), np.round(scores[best] * 1e6).tolist(), parts.T.tolist(), strict=True)
    return [Neighbour(article, int(score), *map(int, values)) for article, score, values in rows]
