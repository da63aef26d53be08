"""The few numbers of a page that a look at the whole site needs: small enough to keep for each of 100,000 pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adlayout.pipeline import Understood


@dataclass(frozen=True, slots=True)
class Figures:
    """A page's sums. ``density``: per profile (phone, desktop), thousandths of the height that ads fill, at most;
    ``limit``: the same as the rules allow it. ``gaps``: words between neighbouring ads of the text. ``unsure``:
    places that are refused because browsers repair the markup there.
    """

    words: int = 0
    density: tuple[int, ...] = ()
    limit: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()
    unsure: int = 0

    @property
    def uneven(self) -> float | None:
        """How unlike the gaps are, see ``unevenness``."""
        return unevenness(self.gaps)

    def numbers(self) -> list[Any]:
        """As JSON, to be remembered."""
        return [self.words, list(self.density), list(self.limit), list(self.gaps), self.unsure]

    @classmethod
    def of(cls, numbers: Sequence[Any]) -> "Figures":
        """The other way round."""
        words, density, limit, gaps, unsure = numbers
        return cls(words, tuple(density), tuple(limit), tuple(gaps), unsure)


def figures(known: "Understood") -> Figures:
    """A page's figures from its plan: a few sums over what is known already."""
    problem, choices = known.layout.problem, known.plan.choices
    placed = [(item, choice) for item, choice in zip(problem.items, choices, strict=True) if choice is not None]
    density = []
    for number, profile in enumerate(problem.profiles):
        ads = profile.ads + sum(item.rungs[choice.rung].heights[number] for item, choice in placed)
        density.append(round(1000 * share(ads, profile.content)))
    words = problem.units.index("words")
    at = problem.positions[words]
    stand = sorted(at[choice.seam] for item, choice in placed if item.kind == "ad" and choice.seam < len(at))
    return Figures(
        problem.lengths[words],
        tuple(density),
        tuple(1000 * profile.limit[0] // profile.limit[1] for profile in problem.profiles),
        tuple(apart(stand)),
        sum(seam.place is None and not seam.inside for seam in known.layout.seams),
    )


def share(ads: int, content: int) -> float:
    """Density: ads' part of the height of ads and content."""
    return ads / (ads + content) if ads else 0.0


def apart(positions: Iterable[int]) -> list[int]:
    """The distances from each position to the next."""
    return [below - above for above, below in pairwise(positions)]


def unevenness(gaps: Sequence[int]) -> float | None:
    """The gaps' coefficient of variation (standard deviation over mean); None for fewer than two gaps."""
    from statistics import fmean, pstdev

    if len(gaps) < 2 or not (mean := fmean(gaps)):
        return None
    return round(float(pstdev(gaps) / mean), 2)
