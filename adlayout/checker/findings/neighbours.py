"""Forbidden neighbours: what stands above, below and around an insertion."""

from collections.abc import Iterator
from itertools import pairwise

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading, Standing

_HEADINGS = ("heading", "pseudo-heading")
_TEASERS = ("related", "newsletter")
# Between their own parts nothing else may stand (content models of the HTML Standard).
_NO_PARENT = frozenset(
    ["p", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "picture", "select"]
)
# Nothing of ours stands in these, however deep.
_NEVER_IN = frozenset(
    ["a", "button", "code", "pre", "svg", "math", "template", "noscript", "object", "select", "label"]
)


def neighbours(reading: Reading) -> Iterator[Finding]:
    """All rules about one seam of the flow."""
    for one in reading.in_flow:
        for rule, message in (*_around(reading, one), *_beside(reading, one)):
            if not one.lifts(rule):
                yield reading.found(rule, one.insertion, message)


def _around(reading: Reading, one: Standing) -> Iterator[tuple[str, str]]:
    element = one.insertion.element
    above = [each.name for each in element.ancestors()]
    if one.inside is not None:
        yield "inside-block", f"is to stand between two blocks; it stands inside of a {one.inside.kind}"
    elif above[0] in _NO_PARENT or not _NEVER_IN.isdisjoint(above):
        around = above[0] if above[0] in _NO_PARENT else next(name for name in above if name in _NEVER_IN)
        yield "inside-block", f"is to stand between two blocks; it stands inside of <{around}>"


def _beside(reading: Reading, one: Standing) -> Iterator[tuple[str, str]]:
    blocks = reading.article.blocks
    above = blocks[one.above - 1].kind if one.above else ""
    below = blocks[one.above].kind if one.above < len(blocks) else ""
    if above in _HEADINGS:
        yield "after-heading", f"text is to stand between a heading and an insertion; a {above} stands right above"
    elif tie := _tie(reading, one):
        yield "inside-group", f"blocks that belong together are to stay together; it parts a {tie}"
    if "ad" in (above, below) and one.inside is None:
        where = "above" if above == "ad" else "below"
        yield "beside-ad", f"no ad of the page may stand right above or below; one stands right {where}"
    if one.is_ad and above in _TEASERS:
        yield "under-box", f"no teasers may stand right above an ad; a block of the kind {above} does"


def _tie(reading: Reading, one: Standing) -> str:
    """The reason why the blocks above and below stay together, if they do."""
    ties = (group.tie for group in reading.article.groups if group.first < one.above <= group.last)
    return next(ties, "")


def one_a_seam(reading: Reading) -> Iterator[Finding]:
    """A seam holds at most one insertion; the text's end one ad, and one box below it; a side column several."""
    for one, other in pairwise(reading.standings):
        if _meet(reading, one, other):
            yield reading.found(
                "one-per-seam",
                other.insertion,
                f"one insertion at a place; {one.insertion.name} stands right above, nothing of the page between them",
            )


def _meet(reading: Reading, one: Standing, other: Standing) -> bool:
    if one.flow and other.flow:
        return one.above == other.above and not ends_text(reading, one, other)
    if one.rule.at.kind == other.rule.at.kind == "sidebar":
        return False
    return reading.page.is_blank(one.insertion.offset, other.insertion.offset)


def ends_text(reading: Reading, one: Standing, other: Standing) -> bool:
    """Whether they are the ad and the box at the text's end, which may meet."""
    at_end = one.above == other.above == len(reading.article.blocks)
    return at_end and one.is_ad and not other.is_ad
