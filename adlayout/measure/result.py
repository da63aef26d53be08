"""The fit of both profiles as a rule file holds it, and the error that it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from adlayout.article import PROFILES
from adlayout.article.heights import DEFAULTS, Measured, metrics
from adlayout.measure.fit import fit, over
from adlayout.measure.sample import Sample

LEAST_ERROR = 8
"""Per cent by which a fit is taken to be too high at the least: what a fit on five pages was over fourteen stock style
sheets and two families of fonts, on pages that it had not seen (``benchmarks/heights.py``: 7.9)."""
ENOUGH = 4
"""Pages from which half of them can judge the fit of the other half."""


@dataclass(frozen=True, slots=True)
class Result:
    """``rows`` and ``error`` for ``[heights]``. ``before`` and ``after``: the median error of a page in per cent, per
    profile; ``unseen``: whether the latter is that of pages that the fit was made without.
    """

    pages: int
    rows: Measured
    error: tuple[tuple[str, int], ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    unseen: bool


def fitted(samples: Sequence[Sample], current: Measured = ()) -> Result:
    """Fits the model to ``samples`` and judges it beside ``current``, the rows in force."""
    before, after, error = [], [], []
    for profile, name in enumerate(PROFILES):
        known = metrics(current).rows[profile]
        left = _left(samples, profile)
        before.append(median(abs(over(one[profile], known, profile)) for one in samples))
        after.append(median(map(abs, left)))
        error.append((name, min(90, max(LEAST_ERROR, ceil(max(left))))))
    return Result(
        len(samples), _rows(samples), tuple(sorted(error)), tuple(before), tuple(after), len(samples) >= ENOUGH
    )


def _left(samples: Sequence[Sample], profile: int) -> list[float]:
    """The error of each page in per cent, by a fit on the other half of the pages where there are enough."""
    pages = [one[profile] for one in samples]
    halves = (pages[::2], pages[1::2]) if len(pages) >= ENOUGH else (pages, pages)
    rows = [fit(half, profile) for half in halves]
    if len(pages) < ENOUGH:
        return [over(page, rows[0], profile) for page in pages]
    return [over(page, rows[1 - number % 2], profile) for number, page in enumerate(pages)]


def _rows(samples: Sequence[Sample]) -> Measured:
    """What differs from the defaults, in their order."""
    fits = [fit([one[profile] for one in samples], profile) for profile in range(len(PROFILES))]
    return tuple(
        (name, tuple(sorted((PROFILES[number], rows[name]) for number, rows in enumerate(fits))))
        for name, default in DEFAULTS.items()
        if any(rows[name] != default[number] for number, rows in enumerate(fits))
    )
