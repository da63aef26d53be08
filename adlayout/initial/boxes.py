"""What stands in the text of many pages and is none of it: boxes that repeat word for word, or are called a newsletter,
a share bar, a list of links.

Ads, related boxes and newsletters that the detection knows are left alone: they have distance rules, and what is
ignored has none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from adlayout.article.hints import kinds_of
from adlayout.initial.names import Part, price, written
from adlayout.initial.pages import COUNTED, Box, Seen

LEAST = 3
"""Pages on which a box stands before it is one of the template's."""
SHARE = 0.1
"""The same as a share of the articles."""
LARGEST = 0.25
"""Share of an article's words that such a box may have on any page."""
_CALLED = frozenset(("newsletter", "share", "related", "comments"))
KNOWN = ("ad", "related", "newsletter", "share")
"""Kinds that the detection recognises by themselves."""


@dataclass(frozen=True, slots=True)
class Template:
    """A box of the template: its selector, the number of pages it stands on, and what it is."""

    css: str
    pages: int
    what: str


def ignored(articles: Iterable[Seen]) -> tuple[Template, ...]:
    """Boxes that the detection counts as text although they are none."""
    pages = tuple(articles)
    found = []
    for part, boxes in _by_part(pages).items():
        if any(box.share > LARGEST for box in boxes):
            continue
        what = _what(part, boxes, _least(len(pages)))
        if what and any(box.kinds & COUNTED for box in boxes):
            found.append((part, what, boxes))
    return _outermost(found)


def known(articles: Iterable[Seen]) -> tuple[Template, ...]:
    """Boxes in the text that are recognised without being listed."""
    pages = tuple(articles)
    found = []
    for part, boxes in _by_part(pages).items():
        kind = next((kind for kind in KNOWN if all(box.kinds == {kind} for box in boxes)), None)
        if kind and len(boxes) >= _least(len(pages)):
            found.append((part, kind, boxes))
    return _outermost(found)


def _least(pages: int) -> int:
    return max(min(LEAST, pages), round(SHARE * pages))


def _by_part(pages: Iterable[Seen]) -> dict[Part, list[Box]]:
    found: dict[Part, list[Box]] = {}
    for page in pages:
        for box in page.boxes:
            for token in sorted(box.tokens):
                found.setdefault(Part("", box.tag, token), []).append(box)
    return found


def _what(part: Part, boxes: list[Box], least: int) -> str:
    """Why all of these boxes are none of the text; empty if they are."""
    if len(boxes) < max(least, 2):
        return ""
    called = sorted(_CALLED & kinds_of(part.token.strip(".#[]").lower()))
    if called:
        return called[0]
    times = Counter(box.text for box in boxes).values()
    # Each text must come again: a box with a text of its own on some page is a part of that page's article.
    return "the same on each page" if min(times) >= 2 and max(times) >= least else ""


Found = tuple[Part, str, list[Box]]


def _outermost(found: list[Found]) -> tuple[Template, ...]:
    """One name a box, the plainest; none for a box inside of another that has one."""
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: (-sum(len(box.text) for box in one[2]), price(one[0]), one[0])):
        if not any(_is_inside(one[2], other[2]) for other in taken):
            taken.append(one)
    taken.sort(key=lambda one: (-len(one[2]), one[0]))
    return tuple(Template(written((part,)), len({box.page for box in boxes}), what) for part, what, boxes in taken)


def _is_inside(boxes: list[Box], others: list[Box]) -> bool:
    spans: dict[str, list[Box]] = {}
    for other in others:
        spans.setdefault(other.page, []).append(other)
    return all(any(o.start <= box.start and box.end <= o.end for o in spans.get(box.page, ())) for box in boxes)
