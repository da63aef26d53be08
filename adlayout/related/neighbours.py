"""Each article's neighbours: which articles could be recommended on its page, best first, with the score in parts.

    K(i, j)     = T + 0.4·L         cosine of the terms, and of the latent part
    score(i, j) = K / √r(j) · g     r: the mean of j's 50 highest K, so that what is near to everything comes last;
                                    g: 1.3 for the same day, falling to 1 with the years between

Whole numbers up to the last step, and the score is rounded before it is compared: ties go by URL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adlayout.related.extra import required
from adlayout.related.vectors import LATENT_SCALE, SCALE, Vectors, as_matrix

QUERY = 30
"""An article's heaviest terms, by which candidates are found …"""
CHAMPIONS = 500
"""… among so many articles for each of them: those in which it weighs most …"""
CANDIDATES = 150
"""… and so many of these are looked at in full."""
MIXED = 0.4
"""What the latent part counts against the terms."""
HUB = 50
"""Neighbours whose mean tells how near an article is to everything."""
NEAR_IN_TIME, FADES = 0.3, 365
"""What the same day adds to 1, and days after which a factor e less of it is left."""
NO_DATE = 1.1
"""What stands for the factor of time where one of the two has no date."""
ROWS = 2000
"""Articles at a time, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``article`` is a row. ``terms`` and ``latent`` are cosines in thousandths; ``hub`` (√r) and ``time`` the factors of
    the score, in thousandths; ``score`` in millionths.
    """

    article: int
    score: int
    terms: int
    latent: int
    hub: int
    time: int


def neighbours(known: Vectors, days: Sequence[int | None], keep: int) -> list[list[Neighbour]]:
    """The ``keep`` best neighbours of each article. ``days``: the date of each as an ordinal; rows in order of URL."""
    np = required("numpy")
    pairs = list(_pairs(known))
    hubs = np.array([np.sqrt(max(_mean_of_best(both), 1e-9)) for _, _, _, both in pairs])
    dates = np.array([np.nan if day is None else float(day) for day in days])
    return [_best(row, pair, hubs, dates, keep) for row, pair in enumerate(pairs)]


def _pairs(known: Vectors) -> Iterator[tuple[Any, Any, Any, Any]]:
    """Per article: its candidates, their T and L, and K."""
    np = required("numpy")
    dense = np.zeros(known.vocabulary + 1, np.int32)
    for row, found in enumerate(_candidates(known)):
        dense[known.terms[row]] = known.weights[row]
        dense[known.vocabulary] = 0
        terms = (dense[known.terms[found]] * known.weights[found]).sum(axis=1) / (SCALE * SCALE)
        dense[known.terms[row]] = 0
        if known.latent is None:
            latent = np.zeros(len(found))
        else:
            whole = known.latent[found].astype(np.int32) @ known.latent[row].astype(np.int32)
            latent = whole / (LATENT_SCALE * LATENT_SCALE)
        yield found, terms, latent, terms + MIXED * latent


def _candidates(known: Vectors) -> Iterator[Any]:
    """Per article: the rows of the articles that share most of its heaviest terms."""
    np = required("numpy")
    queries = as_matrix(known.terms[:, :QUERY], known.weights[:, :QUERY], known.vocabulary, np.int64)
    postings = _champions(as_matrix(known.terms, known.weights, known.vocabulary, np.int64).tocsc())
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


def _mean_of_best(both: Any) -> float:
    np = required("numpy")
    best = np.sort(both)[::-1][:HUB]
    return float(best.mean()) if len(best) else 0.0


def _best(row: int, pair: tuple[Any, Any, Any, Any], hubs: Any, dates: Any, keep: int) -> list[Neighbour]:
    np = required("numpy")
    found, terms, latent, both = pair
    apart = np.abs(dates[found] - dates[row])
    times = np.where(np.isnan(apart), NO_DATE, 1 + NEAR_IN_TIME * np.exp(-np.nan_to_num(apart) / FADES))
    scores = np.round(both / hubs[found] * times, 6)
    order = [at for at in np.argsort(-scores, kind="stable")[:keep] if both[at] > 0]
    return [
        Neighbour(
            int(found[at]),
            round(float(scores[at]) * 1e6),
            *(round(float(one) * 1000) for one in (terms[at], latent[at], hubs[found[at]], times[at])),
        )
        for at in order
    ]
