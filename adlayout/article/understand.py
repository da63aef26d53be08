"""The way through the room: one short function that calls its parts in order."""

from dataclasses import dataclass

from adlayout.article import lead as leads
from adlayout.article.draft import Draft
from adlayout.article.facts import Head, read_head
from adlayout.article.find import find
from adlayout.article.flow import Flow
from adlayout.article.groups import groups
from adlayout.article.heights import Measured, Metrics, metrics
from adlayout.article.heights import heights as measure
from adlayout.article.judge import judge
from adlayout.article.model import Article, Block
from adlayout.article.reason import reason
from adlayout.article.selector import selector
from adlayout.article.sidebar import sidebar
from adlayout.article.text import words
from adlayout.article.trim import trim
from adlayout.article.view import View
from adlayout.article.weigh import weigh
from adlayout.source import Element, Page, Text


@dataclass(frozen=True, slots=True)
class Outline:
    """The article as drafts, before it is measured: all the container holds, the flow, and the lead."""

    container: Element
    drafts: list[Draft]
    body: list[Draft]
    lead: Draft | None


def understand(
    page: Page,
    *,
    container: str | None = None,
    ignore: tuple[str, ...] = (),
    heights: Measured = (),
) -> Article:
    """The article of ``page``. ``container`` and ``ignore`` are CSS from the rule file; ``heights`` are rows of
    metrics as measured on the publisher's own pages.

    A selector that matches nothing becomes a warning, and the container is detected.
    """
    head = read_head(page)
    chosen = page.select(container) if container else []
    warnings = (f"container {container!r} matches nothing",) if container and not chosen else ()
    ignored = frozenset(element for css in ignore for element in page.select(css))
    outline = sketch(page, head, chosen[0] if chosen else None, ignored)
    known = metrics(heights)
    blocks = tuple(_block(draft, known) for draft in outline.body)
    why = None if chosen and blocks else reason(head, outline.drafts, outline.body, sum(b.words for b in blocks))
    return Article(
        element=outline.container,
        selector=selector(page, outline.container),
        blocks=blocks,
        groups=groups(outline.body),
        lead=_lead(outline, blocks, known),
        sidebar=sidebar(page, outline.container),
        reason=why,
        warnings=warnings,
        facts=head.facts,
    )


def sketch(page: Page, head: Head, chosen: Element | None, ignored: frozenset[Element]) -> Outline:
    """The article as drafts, in ``chosen`` or in the container that is found."""
    weights = weigh(page)
    container = chosen or find(page, weights)
    flow = Flow(weights, ignored, View())
    drafts = flow.collect(container)
    for draft in drafts:
        judge(draft)
    body = trim(drafts)
    lead = None
    if body:
        above = leads.outside(page, container, flow, body[0].first)
        lead = leads.choose(above, body, head.description)
        if lead is not None:
            lead.kind = "lead"
    _widen(container, body)
    return Outline(container, drafts, body, lead)


def _widen(container: Element, body: list[Draft]) -> None:
    """Makes each span that of the outermost element that holds nothing but the block."""
    for i, draft in enumerate(body):
        if not draft.whole:
            continue
        low = body[i - 1].end if i else container.inner
        high = body[i + 1].start if i + 1 < len(body) else container.close
        node = draft.element
        while (outer := node.parent) is not None and node is not container and outer is not container:
            if not _holds_only(outer, node) or outer.start < low or outer.end > high:
                break
            node = outer
        draft.first = draft.last = node


def _holds_only(outer: Element, inner: Element) -> bool:
    for child in outer.children:
        if isinstance(child, Text):
            if not child.data.isspace():
                return False
        elif child is not inner:
            return False
    return True


def _block(draft: Draft, known: Metrics) -> Block:
    return Block(
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        words=words(draft.text),
        chars=len(draft.text),
        paragraphs=int(draft.kind in ("paragraph", "lead")),
        heights=measure(draft, known),
        element=draft.element,
        first=draft.first,
        last=draft.last,
        level=draft.level,
    )


def _lead(outline: Outline, blocks: tuple[Block, ...], known: Metrics) -> Block | None:
    if outline.lead is None:
        return None
    inside = next((b for b, d in zip(blocks, outline.body, strict=True) if d is outline.lead), None)
    return inside or _block(outline.lead, known)
