"""The lead: the paragraph that sums the article up, at the head of the text or between headline and body.

In this order: what is marked as lead above the body, then at its beginning; what the page's own
description repeats above the body; any sentence between headline and body; a first paragraph in bold.
"""

import re

from adlayout.article.draft import Draft
from adlayout.article.flow import Flow
from adlayout.article.hints import marks
from adlayout.article.judge import is_bold, judge
from adlayout.source import Element, Page, Text

SHORTEST, LONGEST = 40, 900
"""Characters of a lead."""
USUAL = 80
"""Characters of most leads: shorter lines between headline and body are kickers, dates and credits."""
_BOLD_CLASS = re.compile(r"(?<![a-z])(?:bold|strong|fett|first-paragraph)(?![a-z])")
HEAD = 3
"""Among how many first blocks of the body a marked lead is looked for."""


def outside(page: Page, container: Element, flow: Flow, first: Element | Text) -> list[Draft]:
    """What stands between the headline and ``first``, the node with which the body begins."""
    title = headline(page, first.start) or _own_heading(container, first.start)
    if title is None:
        return []
    room = _common(title, container)
    drafts = Flow(flow.weights, frozenset(), flow.view).between(room, title, first)
    for draft in drafts:
        judge(draft)
    return drafts


def headline(page: Page, before: int) -> Element | None:
    """The last ``h1`` with text that begins before the offset."""
    found: Element | None = None
    for element in page.named("h1"):
        if element.start >= before:
            break
        if element.node.text.strip():
            found = element
    return found


def _own_heading(container: Element, before: int) -> Element | None:
    """The first ``h2`` of the ``article`` around the container, for pages whose ``h1`` is the site's or missing."""
    around = next((e for e in (container, *container.ancestors()) if e.name == "article"), None)
    found = around.within("h2")[:1] if around else []
    return next((heading for heading in found if heading.start < before), None)


def _common(one: Element, other: Element) -> Element:
    above: set[Element] = set()
    node: Element | None = one
    while node is not None:
        above.add(node)
        node = node.parent
    node = other
    while node not in above and node.parent is not None:
        node = node.parent
    return node


def choose(above: list[Draft], body: list[Draft], description: str) -> Draft | None:
    """The lead, from the drafts above the body and those of the body."""
    outer = [d for d in above if _fits(d) and d.level != 1]
    inner = [d for d in body[:HEAD] if d.kind == "paragraph" and _fits(d)]
    repeated = [d for d in outer if _same(d.text, description)]
    marked = [d for d in outer if "lead" in d.hints]
    if repeated or marked:
        return max(
            (d for d in repeated if d in marked),
            default=_longest(marked or repeated),
            key=lambda d: len(d.text),
        )
    inside = next((d for d in inner if "lead" in d.hints), None) or _first(body, inner, description)
    return inside or next((d for d in outer if len(d.text) >= USUAL), None) or (_longest(outer) if outer else None)


def _longest(drafts: list[Draft]) -> Draft:
    return max(drafts, key=lambda d: len(d.text))


def _first(body: list[Draft], inner: list[Draft], description: str) -> Draft | None:
    """The first paragraph, if it is bold, or stands apart and is the page's description."""
    texts = [d for d in body if d.kind in ("paragraph", "heading", "list", "quote")]
    if not texts or not any(d is texts[0] for d in inner):
        return None
    first = texts[0]
    if is_bold(first) or _BOLD_CLASS.search(marks(first.element)):
        return first
    apart = len(texts) > 1 and first.element.parent is not texts[1].element.parent
    return first if apart and (_same(first.text, description) or _is_other_make(texts)) else None


def _is_other_make(texts: list[Draft]) -> bool:
    """Whether the first paragraph is set unlike the second and third, which are set alike."""
    if len(texts) < 3:
        return False
    first, second, third = (d.element for d in texts[:3])
    return second.parent is third.parent and second.get("class") == third.get("class") != first.get("class")


def _fits(draft: Draft) -> bool:
    if draft.kind not in ("paragraph", "heading", "lead", "pseudo-heading", "quote"):
        return False
    return SHORTEST <= len(draft.text) <= LONGEST and draft.links * 2 < len(draft.text)


def _same(text: str, description: str) -> bool:
    one, other = (re.sub(r"\W+", "", t).casefold()[:24] for t in (text, description))
    return len(one) > 12 and one == other
