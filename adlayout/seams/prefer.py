"""What a seam costs, in points of the rule file's weights."""

from collections.abc import Sequence

from adlayout.article import Article
from adlayout.rulefile.model import Weights
from adlayout.seams.seam import Seam

_MEDIA = frozenset(("figure", "gallery", "embed", "quote"))
_BOXES = frozenset(("list", "table", "code", "info-box", "related", "newsletter", "share", "author"))
_TEXT = frozenset(("paragraph", "lead"))
# Guardian AMP asks this of the paragraph below an ad; we price it on both sides.
_SHORT = 50


def parts(article: Article, weights: Weights, seam: Seam) -> dict[str, int]:
    """Named parts of a seam's cost; none are 0."""
    if seam.below is None:
        return {}
    beside = [article.blocks[index] for index in (seam.above, seam.below) if index is not None]
    below = article.blocks[seam.below]
    found = {
        "no-subheading": 0 if below.kind in ("heading", "pseudo-heading", "separator") else weights.no_subheading,
        "beside-media": weights.beside_media * sum(block.kind in _MEDIA for block in beside),
        "beside-list": weights.beside_list * sum(block.kind in _BOXES for block in beside),
        "beside-short": weights.beside_short * sum(block.kind in _TEXT and block.chars < _SHORT for block in beside),
    }
    return {name: cost for name, cost in found.items() if cost}


# Of the blocks beside the one that speaks of an article; right behind that one a box is best.
_BESIDE = 60


def silence(weights: Weights, speak: Sequence[int], above: int | None) -> int:
    """Points for a box behind the block ``above``, away from the text that speaks of its article. ``speak``: per block,
    how much it does, in thousandths of the one that does most; empty where nothing is known.
    """
    if not speak or above is None:
        return 0
    beside = [speak[number] * _BESIDE // 100 for number in (above - 1, above + 1) if 0 <= number < len(speak)]
    return weights.speaks * (1000 - max(speak[above], *beside)) // 1000


def distance(weights: Weights, position: int, wished: int, whole: int) -> int:
    """Points for standing elsewhere than wished; ``position``, ``wished`` and ``whole`` (the text) in words."""
    return round(weights.distance * (position - wished) ** 2 / (whole * whole)) if whole else 0
