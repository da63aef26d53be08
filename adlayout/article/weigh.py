"""How much running text each part of a page holds.

One look at every run of text: what stands in one element, at least ``GOOD`` bytes and less than half of it in links,
is good text, and counts for all its ancestors. Parts that say they are something else (comments, navigation, teasers)
then lose their text again, unless they hold most of the page's: themes name their main wrapper oddly, too.
"""

from collections import defaultdict

from adlayout.article.hints import kinds_of, marks
from adlayout.article.names import BOXES, INLINE, SILENT, TEXTUAL
from adlayout.article.text import is_hidden
from adlayout.source import Element, Page

RUN = 20
"""Characters of a run of text that is looked at: menus and tag clouds are made of shorter ones."""
GOOD = 80
"""Bytes of text that make a paragraph worth counting: readability's 25 characters let menus and teasers
through."""
MOST = 600
"""A paragraph counts no more than this: a wall of small print must not outweigh six paragraphs of text."""

NAMED = 0.3
"""Share of the page's text from which a part that is called a body as well is believed to be one."""

_APART = frozenset(("nav", "footer", "aside", "dialog", "menu", "figure"))
_SUSPECT = frozenset(
    "hidden ad newsletter comments share related author other caption gallery".split()  # noqa: SIM905
)
_BODY_SUSPECT = frozenset(("hidden",))
_MOSTLY = {"comments": 0.9, "hidden": 0.6}
"""Share of the page's text from which a suspect part is the text itself; 0.5 for every other kind."""


def weigh(page: Page) -> dict[Element, int]:
    """Bytes of good text inside of each element that has any, parts that are none of the article's left
    out."""
    good = {
        element: size
        for element, own in _own_text(page).items()
        if (size := _good(element, *own)) >= GOOD and not _in_link(element)
    }
    raw = _climb(good, frozenset())
    total = raw.get(page.body, 0)
    out = frozenset(e for e, weight in raw.items() if _is_apart(page, e, raw, total))
    return _climb(good, out) if out else raw


def _own_text(page: Page) -> dict[Element, tuple[int, int]]:
    """Bytes of text in each block's own lines, and how many of them are links."""
    found: dict[Element, tuple[int, int]] = {}
    for block, data, linked in page.runs(RUN, TEXTUAL, INLINE):
        size = len(data) if data.isascii() else len(data.encode("utf-8", "surrogatepass"))
        text, links = found.get(block, (0, 0))
        found[block] = text + size, links + size * linked
    return found


def _good(element: Element, text: int, links: int) -> int:
    """What the text counts: nothing if half of it or more is links."""
    if links * 2 >= text:
        return 0
    return text if text <= MOST else min(text, MOST * (1 + element.count("br") // 2))


def _in_link(element: Element) -> bool:
    """Whether the block as a whole is part of a link, as the text of a teaser's card is."""
    return any(one.name == "a" and one.closed and one.has("href") for one in element.ancestors())


def _climb(good: dict[Element, int], out: frozenset[Element]) -> dict[Element, int]:
    """Sums for all ancestors; what lies in a part of ``out`` counts nowhere."""
    weights: dict[Element, int] = defaultdict(int)
    parents: dict[Element | None, int] = defaultdict(int)
    for element, size in good.items():
        if element not in out:
            weights[element] += size
            parents[element.parent] += size
    for parent, size in parents.items():
        chain = [] if parent is None else [parent, *parent.ancestors()]
        inside = not out.isdisjoint(chain)
        for node in chain:
            weights[node] += 0 if inside else size
    if out:
        return {node: size for node, size in weights.items() if size and out.isdisjoint((node, *node.ancestors()))}
    return dict(weights)


def _is_apart(page: Page, element: Element, raw: dict[Element, int], total: int) -> bool:
    weight = raw[element]
    if element is page.body or element is page.html:
        return False
    name = element.name
    if name in SILENT or is_hidden(element):
        return True
    if name in _APART:
        return weight < 0.7 * total
    if name not in BOXES and name != "p":
        return False
    kinds = kinds_of(marks(element))
    named = "body" in kinds
    kinds &= _BODY_SUSPECT if named and weight > NAMED * total else _SUSPECT
    if not kinds or (name == "p" and kinds <= {"other"}):
        return False
    if weight < max(_MOSTLY.get(kind, 0.5) for kind in kinds) * total:
        return True
    # A short article beside long excerpts of others: the part that is called its body is believed.
    return "related" in kinds and not named and any(_is_body_beside(element, one, raw[one]) for one in raw)


def _is_body_beside(element: Element, other: Element, weight: int) -> bool:
    """Whether ``other``, called an article or its body, has some text and lies neither in ``element`` nor around it."""
    if weight < 2 * GOOD or not (other.name == "article" or "body" in kinds_of(marks(other))):
        return False
    return element not in (other, *other.ancestors()) and other not in element.ancestors()
