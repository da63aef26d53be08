"""Articles as vectors: the weights of their terms, of their titles' terms, and what the articles have in common.

    w(t, d) = (1 + ln tf) · (ln((1 + N) / (1 + df)) + min(1, N / 500))

Terms of one article only are left out, and of the others the heaviest kept.

Weights and latent parts (latent semantic analysis) are rounded to whole numbers, so that sums of their products are
exact on any machine. docs/related.md says what each number is worth.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adlayout.related.compounds import COMPOUNDING, halves
from adlayout.related.extra import required
from adlayout.related.words import stemmer

Counts = Iterable[Mapping[str, int]]

TERMS = 300
"""Terms of an article that count, the heaviest."""
LARGE = 500
"""Articles from which on a term that stands in all of them has a weight of 1; of fewer, less: such terms would count
for most of what a few articles share.
"""
TITLE_TERMS = 30
"""The same of a title: more than any has."""
SCALE = 400
"""What a weight of 1 is as a whole number."""
LATENT = 50
"""Dimensions of the latent part; 32 to 100 do alike."""
LEAST = 100
"""Articles without which there is none: of a few, all have much in common."""
LATENT_SCALE = 381
"""What 1 is in the latent part: its largest values just fit into a byte."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Per article (a row) the ``numbers`` of its terms, heaviest first, and their ``weights``; rows are filled up with
    ``vocabulary``, which is no term, and 0. ``stems`` are the terms by number.
    """

    numbers: Any
    weights: Any
    stems: Sequence[str]

    @property
    def vocabulary(self) -> int:
        """How many terms there are."""
        return len(self.stems)

    def matrix(self, kind: Any, most: int | None = None) -> Any:
        """Articles by terms, sparse, of numpy's type ``kind``; with ``most`` only so many terms of each article."""
        np, sparse = required("numpy"), required("scipy.sparse")
        numbers, weights = self.numbers[:, :most], self.weights[:, :most]
        there = weights > 0
        starts = np.concatenate(([0], np.cumsum(there.sum(axis=1))))
        shape = (len(numbers), self.vocabulary)
        return sparse.csr_matrix((weights[there].astype(kind), numbers[there], starts), shape=shape)


@dataclass(frozen=True, slots=True)
class Vectors:
    """All articles of a language, in order of URL; ``latent`` is None where they are too few."""

    terms: Terms
    titles: Terms
    tags: Terms
    latent: Any


def vectors(articles: Counts, titles: Counts, tags: Counts, language: str) -> Vectors:
    """The vectors of articles: how often each word stands in them, in their titles, and their tags, in order of URL."""
    terms = _terms(articles, language, TERMS)
    return Vectors(terms, _terms(titles, language, TITLE_TERMS), _terms(tags, "", TITLE_TERMS), _latent(terms))


def _terms(articles: Counts, language: str, most: int) -> Terms:
    table, known = _numbered(articles)
    stems, meant = _stems(known, language)
    return _pruned(_weighted((table @ meant).tocsr()), stems, most)


def _weighted(counts: Any) -> Any:
    """The matrix of weights, articles by terms, not yet pruned."""
    np, sparse = required("numpy"), required("scipy.sparse")
    counts.sort_indices()
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + counts.shape[0]) / (1 + documents)) + min(1, counts.shape[0] / LARGE)
    idf[documents < 2] = 0
    weights = (1 + np.log(counts.data)) * idf[counts.indices]
    found = sparse.csr_matrix((weights, counts.indices, counts.indptr), shape=counts.shape)
    found.eliminate_zeros()
    return found


def _numbered(articles: Counts) -> tuple[Any, dict[str, int]]:
    """Articles by words, a word's number being its place in the alphabet; and in how many articles each word stands.

    The articles are read once, one after the other: all at once they would take most of the memory.
    """
    np, sparse = required("numpy"), required("scipy.sparse")
    seen: dict[str, int] = {}
    columns, values, starts = array("i"), array("i"), array("q", [0])
    for article in articles:
        columns.extend([seen.setdefault(word, len(seen)) for word in article])
        values.extend(article.values())
        starts.append(len(columns))
    order = sorted(seen)
    place = np.empty(len(seen), np.int64)
    place[[seen[word] for word in order]] = np.arange(len(seen))
    numbers = place[np.frombuffer(columns, np.int32)] if len(columns) else np.zeros(0, np.int64)
    flat = (np.array(values, np.int64), numbers, np.array(starts, np.int64))
    documents = np.bincount(numbers, minlength=len(seen)).tolist()
    return sparse.csr_matrix(flat, shape=(len(starts) - 1, len(seen))), dict(zip(order, documents, strict=True))


def _stems(known: Mapping[str, int], language: str) -> tuple[list[str], Any]:
    """All stems; and words by stems: 1 where a word stands for one, its own, its hyphened parts' or its halves'."""
    np, sparse = required("numpy"), required("scipy.sparse")
    parts = [_parts(word, known, compounding=language in COMPOUNDING) for word in known]
    stems = stemmer(language)([part for several in parts for part in several])
    number = {stem: place for place, stem in enumerate(sorted(set(stems)))}
    starts = np.cumsum([0, *map(len, parts)])
    columns = np.fromiter((number[stem] for stem in stems), np.int64, len(stems))
    ones = np.ones(len(stems), np.int64)
    return list(number), sparse.csr_matrix((ones, columns, starts), shape=(len(parts), len(number)))


def _parts(word: str, known: Mapping[str, int], *, compounding: bool) -> list[str]:
    hyphened = [part for part in word.split("-") if len(part) > 1] if "-" in word else []
    return [word, *hyphened, *(halves(word, known) if compounding else ())]


def _pruned(matrix: Any, stems: Sequence[str], most: int) -> Terms:
    """The heaviest terms of each row (ties by the alphabet) and their weights, normalised and rounded."""
    np = required("numpy")
    articles, vocabulary = matrix.shape
    numbers = np.full((articles, most), vocabulary, np.int32)
    weights = np.zeros((articles, most), np.int32)
    for row in range(articles):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        values, columns = matrix.data[start:end], matrix.indices[start:end]
        # Rounded before they are compared: a logarithm's last bits are not the same on all machines.
        heaviest = np.argsort(-np.round(values, 9), kind="stable")[:most]
        kept = values[heaviest]
        norm = float(np.sqrt(np.sum(kept * kept))) or 1.0
        numbers[row, : len(heaviest)] = columns[heaviest]
        weights[row, : len(heaviest)] = np.maximum(1, np.round(kept * (SCALE / norm)))
    return Terms(numbers, weights, stems)


def _latent(terms: Terms) -> Any:
    """The articles in the space of the largest singular values, U·√S, normalised and rounded; None for a few."""
    np = required("numpy")
    matrix = terms.matrix(np.float64) / SCALE
    size = min(LATENT, len(terms.numbers) // 4, terms.vocabulary - 1)
    if len(terms.numbers) < LEAST or size < 2 or matrix.nnz == 0:
        return None
    # The same start on every run: without one the library takes a random vector.
    start = 1 + (np.arange(min(matrix.shape)) * 2654435761 % 2**32) / 2**32
    # One thread: how sums are shared out to several shows in their last bits.
    with required("threadpoolctl").threadpool_limits(1):
        left, values, _ = required("scipy.sparse.linalg").svds(matrix, k=size, v0=start, solver="arpack")
    found = left * np.sqrt(values)
    norms = np.sqrt((found * found).sum(axis=1))
    norms[norms == 0] = 1
    return np.round(found * (LATENT_SCALE / norms[:, None])).clip(-127, 127).astype(np.int8)
