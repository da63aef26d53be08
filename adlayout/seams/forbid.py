"""The hard rules that look at one seam: each says what it asks and what there is, or nothing."""

from adlayout.article import Article
from adlayout.rulefile.model import Length, Limits
from adlayout.seams.seam import UNITS, UNSURE, Forbidden, Seam

_NUMBERS = {unit: number for number, unit in enumerate(UNITS)}
_HEADINGS = ("heading", "pseudo-heading")
_TEASERS = ("related", "newsletter")


def structure(article: Article, seam: Seam) -> list[Forbidden]:
    """What forbids a seam to everything."""
    found = []
    if seam.inside:
        found.append(Forbidden("inside-block", "a place between two elements", f"inside of <{seam.inside}>"))
    elif seam.place is None:
        found.append(UNSURE)
    above = article.blocks[seam.above] if seam.above is not None else None
    below = article.blocks[seam.below] if seam.below is not None else None
    if above is not None and above.kind in _HEADINGS:
        found.append(Forbidden("after-heading", "text between a heading and an insertion", "a heading right above"))
    else:
        found += _inside_group(article, seam)
    if any(block is not None and block.kind == "ad" for block in (above, below)):
        found.append(Forbidden("beside-ad", "no ad of the page right above or below", "one of the page's own ads"))
    return found


def _inside_group(article: Article, seam: Seam) -> list[Forbidden]:
    if seam.above is None or seam.below is None:
        return []
    for group in article.groups:
        if group.first <= seam.above and seam.below <= group.last:
            return [
                Forbidden("inside-group", "blocks that belong together stay together", f"inside a group: {group.tie}")
            ]
    return []


def for_ads(article: Article, seam: Seam) -> list[Forbidden]:
    """An ad right under teasers could be taken for one of them."""
    if seam.above is not None and article.blocks[seam.above].kind in _TEASERS:
        return [Forbidden("under-box", "no teasers right above an ad", article.blocks[seam.above].kind)]
    return []


def for_mid_body(limits: Limits, seam: Seam, total: tuple[int, ...]) -> list[Forbidden]:
    """``first``, ``last`` and ``least`` bind ads in the middle of the text only."""
    left = tuple(whole - there for whole, there in zip(total, seam.position, strict=True))
    return [
        *_short("before-first", limits.first, seam.position),
        *_short("after-last", limits.last, left),
        *_short("too-short", limits.least, total),
    ]


def own_ads(article: Article) -> list[int]:
    """The blocks that are the page's own ads."""
    return [number for number, block in enumerate(article.blocks) if block.kind == "ad"]


def near_own_ads(own: list[int], limits: Limits, seam: Seam, seams: tuple[Seam, ...]) -> list[Forbidden]:
    """Ads that the page brings along (``own``: their blocks) have a gap of their own: many of them never fill, and none
    of them can move.
    """
    for number in own:
        low, high = (seam, seams[number]) if seam.above is None or seam.above < number else (seams[number + 1], seam)
        apart = tuple(b - a for a, b in zip(low.position, high.position, strict=True))
        if short := _short("beside-ad", limits.gap_own, apart):
            return short[:1]
    return []


def _short(rule: str, lengths: tuple[Length, ...], measured: tuple[int, ...]) -> list[Forbidden]:
    for length in lengths:
        actual = measured[_NUMBERS[unit_of(length)]]
        if actual < length.amount:
            return [Forbidden(rule, str(length), str(Length(actual, length.unit, length.profile)))]
    return []


def unit_of(length: Length) -> str:
    """The planner's unit for a length."""
    return length.profile if length.unit == "px" else length.unit
