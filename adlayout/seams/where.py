"""Which places a position of the rule file names: seams of the flow, or places outside of it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from adlayout.article import PROFILES, Article, Block
from adlayout.rulefile.model import Limits, Position, Related, Slot
from adlayout.seams.seam import UNSURE, Forbidden, Seam
from adlayout.source import Element, Page, Place, ahead, behind, first_in, last_in

_BESIDE = {"before": ahead, "after": behind, "first-in": first_in, "last-in": last_in}
_DESKTOP = PROFILES.index("desktop")
# Px around a slot: its label's line and its margins (placement research: 24 + 2 × 12).
AROUND = 48
# Px of a line below the label, as political ads have them.
LINE = 24
# Px between two ads beside the text, where the rule file gives none: Guardian's spacefinder, right rail.
_RAIL = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that a rule names: a ``seam`` of the flow, a ``place`` outside of it, or why it is neither.

    With a seam, ``place`` is the exact one if it is not the seam's own. ``copies``: spots alike that this
    one stands for.
    """

    seam: int | None = None
    place: Place | None = None
    against: Forbidden | None = None
    copies: int = 1


def is_anchored(position: Position) -> bool:
    """Whether it names places of the page, and not of the text."""
    return position.kind in ("top", "sidebar") or position.kind in _BESIDE


def in_text(article: Article, position: Position, last: int, *, box: bool) -> list[int]:
    """The seams that a position of the text allows; ``last`` is the second seam of the text's end."""
    number, blocks = position.number, article.blocks
    match position.kind:
        case "end":
            return [last if box else last - 1]
        case "after-lead":
            return _after_lead(article)
        case "paragraph":
            texts = [index for index, block in enumerate(blocks) if block.paragraphs]
            return [texts[number - 1] + 1] if len(texts) >= number else []
        case "heading":
            heads = [index for index, block in enumerate(blocks) if block.kind in ("heading", "pseudo-heading")]
            return [heads[number - 1] + 1] if len(heads) >= number else []
        case _:
            return list(range(1, last - 1))


def _after_lead(article: Article) -> list[int]:
    blocks, lead = article.blocks, article.lead
    if lead is not None and lead not in blocks:
        return [0] if lead.start < blocks[0].start else []
    if lead is not None:
        return [blocks.index(lead) + 1]
    first = next((index for index, block in enumerate(blocks) if block.paragraphs), None)
    return [] if first is None else [first + 1]


def on_page(page: Page, article: Article, seams: tuple[Seam, ...], rule: Slot | Related, limits: Limits) -> list[Spot]:
    """The spots of an anchored position, in document order; at least one."""
    kind = rule.at.kind
    if kind == "top":
        found = top(page)
        return [Spot(place=found) if found else Spot(against=UNSURE)]
    if kind == "sidebar":
        return list(_beside(page, article, rule, limits))
    matches = page.select(rule.at.css)
    if not matches:
        return [Spot(against=Forbidden("no-match", rule.at.css, "-"))]
    named = {_offset(element, kind): element for element in reversed(matches if rule.all else matches[:1])}
    # Tags that mean nothing may stand between an element's edge and the place that is sure: several then share one.
    sure = ((offset, _BESIDE[kind](page, named[offset])) for offset in sorted(named))
    places = {found.offset if found else offset: found for offset, found in sure}
    text = _Text(article.blocks, seams)
    spots = [_spot(page, text, offset, places[offset]) for offset in sorted(places)]
    # A box at the end of the text goes below an ad there, as the end itself has it.
    end = len(seams) - 2
    return [replace(one, seam=end + 1) if isinstance(rule, Related) and one.seam == end else one for one in spots]


def _offset(element: Element, kind: str) -> int:
    return {"before": element.start, "after": element.end, "first-in": element.inner, "last-in": element.close}[kind]


class _Text:
    """Where the flow lies in the bytes; ``moved``: in another order than browsers show it."""

    def __init__(self, blocks: tuple[Block, ...], seams: tuple[Seam, ...]) -> None:
        self.blocks = blocks
        self.seams = seams
        self.ends = [block.end for block in blocks]
        self.moved = any(one.end > other.start for one, other in pairwise(blocks))
        self.low = min((block.start for block in blocks), default=0)
        self.high = max((*self.ends, seams[-1].offset)) if seams else -1


def _spot(page: Page, text: _Text, offset: int, exact: Place | None) -> Spot:
    """The spot at an offset: between two blocks it is their seam, however many tags stand between them."""
    blocks, seams = text.blocks, text.seams
    if not text.low <= offset <= text.high:
        if exact is None:
            return Spot(against=UNSURE)
        # Right beside the text, its first or last seam is the same place.
        ends = (0, len(seams) - 2) if seams else ()
        return Spot(next((one for one in ends if meet(page, offset, seams[one].offset)), None), exact)
    if text.moved:
        return Spot(against=UNSURE)
    number = bisect_right(text.ends, offset)
    if number < len(blocks) and (block := blocks[number]).start < offset:
        # A block's span may hold wrappers of its element: right inside of them is as good as right outside.
        if block.element.start < offset < block.element.end:
            return Spot(against=Forbidden("inside-block", "a place between two blocks", f"inside of a {block.kind}"))
        return Spot(seam=number + (offset >= block.element.end))
    seam = seams[number]
    if meet(page, offset, seam.offset):
        return Spot(seam=number)
    if exact is None:
        return Spot(against=UNSURE)
    return Spot(seam=number, place=exact)


def meet(page: Page, offset: int, other: int) -> bool:
    """Whether nothing of the page stands between two offsets."""
    return page.is_blank(min(offset, other), max(offset, other))


def _beside(page: Page, article: Article, rule: Slot | Related, limits: Limits) -> Iterator[Spot]:
    """One spot a copy, all first in the side column, as many as the article reaches down beside."""
    copies = rule.repeat if isinstance(rule, Slot) else 1
    column = article.sidebar
    found = None if column is None else first_in(page, column)
    if found is None:
        missing = Forbidden("no-sidebar", "a side column", "none on this page")
        yield Spot(against=missing if column is None else UNSURE, copies=copies)
        return
    reach = sum(block.heights[_DESKTOP] for block in article.blocks)
    ladder = dict(rule.sizes).get("desktop", ()) if isinstance(rule, Slot) else ()
    height = max((size[1] for size in ladder), default=0) + AROUND
    for copy in range(copies):
        needed = (copy + 1) * height + copy * rail(limits)
        # The first one always goes: it is what a side column is for.
        if copy and needed > reach:
            against = Forbidden("beside-short-text", f"{needed}px desktop", f"{reach}px desktop")
            yield Spot(against=against, copies=copies - copy)
            return
        yield Spot(place=found)


def below(page: Page, article: Article) -> Place | None:
    """Last in the article's element, or the first certain place behind it and what holds it; never outside of the
    page's one ``article``, or of ``main``.
    """
    whole = next((found[0] for name in ("article", "main") if len(found := page.named(name)) == 1), None)
    element = whole if whole is not None and article.element is page.body else article.element
    line = [element, *element.ancestors()]
    if whole is None or whole not in line:
        return None if element is page.body else last_in(page, element)
    inside = line[: line.index(whole) + 1]
    return next(filter(None, (last_in(page, one) for one in inside)), None)


def rail(limits: Limits) -> int:
    """Px between two ads of the side column: the gap of the text on the desktop, if the rule file gives one."""
    return max((gap.amount for gap in limits.gap if gap.profile == "desktop"), default=_RAIL)


def top(page: Page) -> Place | None:
    """The first place in the body, behind its style sheets if it begins with some, if it is certain."""
    return _behind_styles(page) or first_in(page, page.body)


def _behind_styles(page: Page) -> Place | None:
    """HTML takes a ``style`` in the body at most as its parent's first child: it stays that."""
    shown = (one for one in page.body.children if isinstance(one, Element) or one.data.strip())
    styles = list(takewhile(lambda one: isinstance(one, Element) and one.name == "style", shown))
    return behind(page, styles[-1]) if styles else None
