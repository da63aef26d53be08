"""Articles as vectors: the weights of their terms, and what these have in common (latent semantic analysis).

    w(t, d) = (1 + ln tf) · (ln((1 + N) / (1 + df)) + 1)    terms of one article only left out, the 200 heaviest kept

Weights and latent parts are rounded to whole numbers, so that sums of their products are exact on any machine.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adlayout.related.compounds import COMPOUNDING, halves
from adlayout.related.extra import required
from adlayout.related.words import stemmer

TERMS = 200
"""Terms of an article that count, the heaviest."""
SCALE = 400
"""What a weight of 1 is as a whole number."""
LATENT = 50
"""Dimensions of the latent part; 32 to 100 do alike."""
LATENT_SCALE = 381


@dataclass(frozen=True, slots=True)
class Vectors:
    """Per article (a row): ``terms``, the numbers of its terms, heaviest first, and their ``weights``; filled up with
    ``vocabulary`` (no term) and 0. ``latent``: its latent part, or None where there are too few articles.
    """

    terms: Any
    weights: Any
    latent: Any
    vocabulary: int


def vectors(articles: Sequence[Mapping[str, int]], language: str) -> Vectors:
    """The vectors of all articles of a language; each is given as how often each word stands in it."""
    matrix = _weighted(articles, language)
    terms, weights, vocabulary = _pruned(matrix)
    return Vectors(terms, weights, _latent(terms, weights, vocabulary), vocabulary)


def _weighted(articles: Sequence[Mapping[str, int]], language: str) -> Any:
    """The matrix of weights, articles by terms, not yet pruned."""
    np, sparse = required("numpy"), required("scipy.sparse")
    rows, columns, values, known = _numbered(articles)
    by_stem = _stems(known, rows, language)
    table = sparse.csr_matrix((values, columns, rows), shape=(len(articles), len(known)), dtype=np.int64)
    counts = (table @ by_stem).tocsr()
    counts.sort_indices()
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + len(articles)) / (1 + documents)) + 1
    idf[documents < 2] = 0
    weights = (1 + np.log(counts.data)) * idf[counts.indices]
    found = sparse.csr_matrix((weights, counts.indices, counts.indptr), shape=counts.shape)
    found.eliminate_zeros()
    return found


def _numbered(articles: Sequence[Mapping[str, int]]) -> tuple[Any, Any, Any, dict[str, int]]:
    """The articles' words as numbers, row by row; a word's number is its place in the alphabet."""
    np = required("numpy")
    documents = Counter[str]()
    for article in articles:
        documents.update(article.keys())
    number = {word: place for place, word in enumerate(sorted(documents))}
    rows = np.cumsum([0, *map(len, articles)])
    columns = np.fromiter((number[word] for article in articles for word in article), np.int64, int(rows[-1]))
    values = np.fromiter((count for article in articles for count in article.values()), np.int64, int(rows[-1]))
    return rows, columns, values, {word: documents[word] for word in number}


def _stems(known: Mapping[str, int], rows: Any, language: str) -> Any:
    """Words by stems: 1 where a word stands for a stem: its own, those of its hyphened parts and of its halves."""
    np, sparse = required("numpy"), required("scipy.sparse")
    parts = [_parts(word, known, compounding=language in COMPOUNDING) for word in known]
    flat = [part for several in parts for part in several]
    stems = stemmer(language)(flat)
    number = {stem: place for place, stem in enumerate(sorted(set(stems)))}
    starts = np.cumsum([0, *map(len, parts)])
    columns = np.fromiter((number[stem] for stem in stems), np.int64, len(stems))
    return sparse.csr_matrix((np.ones(len(stems), np.int64), columns, starts), shape=(len(parts), len(number)))


def _parts(word: str, known: Mapping[str, int], *, compounding: bool) -> list[str]:
    hyphened = [part for part in word.split("-") if len(part) > 1] if "-" in word else []
    return [word, *hyphened, *(halves(word, known) if compounding else ())]


def _pruned(matrix: Any) -> tuple[Any, Any, int]:
    """The heaviest terms of each row (ties by the alphabet) and their weights, normalised and rounded."""
    np = required("numpy")
    articles, vocabulary = matrix.shape
    terms = np.full((articles, TERMS), vocabulary, np.int32)
    weights = np.zeros((articles, TERMS), np.int32)
    for row in range(articles):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        values, columns = matrix.data[start:end], matrix.indices[start:end]
        # Rounded before they are compared: a logarithm's last bits are not the same on all machines.
        heaviest = np.argsort(-np.round(values, 9), kind="stable")[:TERMS]
        kept = values[heaviest]
        norm = float(np.sqrt(np.sum(kept * kept))) or 1.0
        terms[row, : len(heaviest)] = columns[heaviest]
        weights[row, : len(heaviest)] = np.maximum(1, np.round(kept * (SCALE / norm)))
    return terms, weights, vocabulary


def as_matrix(terms: Any, weights: Any, vocabulary: int, kind: Any) -> Any:
    """Rows of terms and weights as a sparse matrix, articles by terms."""
    np, sparse = required("numpy"), required("scipy.sparse")
    there = weights > 0
    starts = np.concatenate(([0], np.cumsum(there.sum(axis=1))))
    shape = (len(terms), vocabulary)
    return sparse.csr_matrix((weights[there].astype(kind), terms[there], starts), shape=shape)


def _latent(terms: Any, weights: Any, vocabulary: int) -> Any:
    """The articles in the space of the largest singular values, U·√S, normalised and rounded; None for a few."""
    np = required("numpy")
    size = min(LATENT, len(terms) // 4, vocabulary - 1)
    if size < 2:
        return None
    matrix = as_matrix(terms, weights, vocabulary, np.float64) / SCALE
    # The same start on every run: without one the library takes a random vector.
    start = 1 + (np.arange(min(matrix.shape)) * 2654435761 % 2**32) / 2**32
    left, values, _ = required("scipy.sparse.linalg").svds(matrix, k=size, v0=start, solver="arpack")
    found = left * np.sqrt(values)
    norms = np.sqrt((found * found).sum(axis=1))
    norms[norms == 0] = 1
    return np.round(found * (LATENT_SCALE / norms[:, None])).clip(-127, 127).astype(np.int8)
