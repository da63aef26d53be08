"""Positions: each insertion stands where its ``at`` wants it."""

import re
from collections.abc import Iterator

from adlayout.article import Block
from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading, Standing
from adlayout.rulefile import Position
from adlayout.source import Element

# Behind a place that is proven, an end tag makes nothing but for these two; nor does what is no tag or never ends, nor
# a part of a table outside of one.
_WRAPPERS = re.compile(
    r"""(?:[\s\0]++|<!--(?:-?>|.*?(?:--!?>|\Z))|</>|<(?:[!?]|/[^a-zA-Z>])[^>]*+>|</(?!(?:p|br)[\s/>])[a-zA-Z][^>]*+>
    |<(?:div|section|article|main|header|footer|center|html|head|body)(?:\s[^<>]*+)?>
    |<(?:caption|col|colgroup|tbody|td|tfoot|th|thead|tr)(?:\s[^<>]*+)?>
    |</?[a-zA-Z](?:[^>"']|"[^"]*+"|'[^']*+')*+(?:["'].*)?\Z)*+""",
    re.I | re.S | re.X,
)
_HEADINGS = ("heading", "pseudo-heading")


def places(reading: Reading) -> Iterator[Finding]:
    """A position of the text is a number of blocks above it; the others are offsets."""
    for one in reading.standings:
        at = one.rule.at
        if not (one.flow or at.css or at.kind in ("top", "sidebar")):
            continue
        offsets = _offsets(reading, at, every=one.rule.all)
        wanted = one.above in _seams(reading, one) if offsets is None else _is_at(reading, one, offsets)
        if not wanted:
            total = len(reading.article.blocks)
            yield reading.found(
                "wrong-place", one.insertion, f"wants {at}; stands behind {one.above} of {total} blocks of the text"
            )


def _offsets(reading: Reading, at: Position, *, every: bool) -> list[int] | None:
    if at.kind == "top":
        return list(_tops(reading))
    if at.kind == "sidebar":
        sidebar = reading.article.sidebar
        return [] if sidebar is None else [sidebar.inner]
    if not at.css:
        return None
    found = reading.page.select(at.css)
    edges = {"before": "start", "after": "end", "first-in": "inner", "last-in": "close"}
    return [getattr(element, edges[at.kind]) for element in (found if every else found[:1])]


def _tops(reading: Reading) -> Iterator[int]:
    """First in the body; style sheets that it begins with may stand above."""
    yield reading.page.body.inner
    for child in reading.page.body.children:
        if isinstance(child, Element) and child.name == "style":
            yield child.end
        elif isinstance(child, Element) or child.data.strip():
            return


def _is_at(reading: Reading, one: Standing, offsets: list[int]) -> bool:
    """At one of the offsets, white space, comments and the tags of wrappers around it left aside; in the text, between
    the same two blocks as one of them.
    """
    here = one.insertion.offset
    if one.flow and one.inside is None:
        low, high = _seam(reading.article.blocks, one.above, here)
        if any(low <= at <= high for at in offsets):
            return True
    nearest = sorted(offsets, key=lambda at: abs(here - at))
    return any(_WRAPPERS.fullmatch(reading.page.tree.text(min(here, at), max(here, at))) for at in nearest)


def _seam(blocks: tuple[Block, ...], above: int, here: int) -> tuple[int, int]:
    """From the end of the element above a place to the start of the one below; the place itself at the text's ends."""
    low = blocks[above - 1].element.end if above else here
    return low, blocks[above].element.start if above < len(blocks) else here


def _seams(reading: Reading, one: Standing) -> list[int]:
    """The numbers of blocks above the places that a position of the text allows."""
    at, blocks = one.rule.at, reading.article.blocks
    texts = [number for number, block in enumerate(blocks, 1) if block.paragraphs]
    headings = [number for number, block in enumerate(blocks, 1) if block.kind in _HEADINGS]
    match at.kind:
        case "end":
            return [len(blocks)]
        case "after-lead":
            return _behind_lead(reading, one, texts)
        case "paragraph":
            return texts[at.number - 1 : at.number]
        case "heading":
            return headings[at.number - 1 : at.number]
        case _:
            return list(range(1, len(blocks)))


def _behind_lead(reading: Reading, one: Standing, texts: list[int]) -> list[int]:
    """Right behind the lead; without one, behind the first paragraph."""
    lead, blocks = reading.article.lead, reading.article.blocks
    if lead is None:
        return texts[:1]
    if lead in blocks:
        return [blocks.index(lead) + 1]
    return [0] if lead.end <= one.insertion.offset else []
