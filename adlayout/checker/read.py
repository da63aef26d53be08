"""A finished page: its marked elements, whether each is one whole insertion, and the page without them.

An insertion is found in the tree that a browser builds, by its mark, and by nothing that was written beside it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from adlayout.checker.finding import Finding, found_at
from adlayout.source import Element, Page, read

MARK = "data-adlayout"
_MARK = MARK.encode()
_START = attrgetter("start")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# DESIGN section 1: what an insertion may be.
_ROOTS = frozenset(("aside", "nav", "div", "style", "script", "link", "amp-ad"))
_OF_THE_HEAD = frozenset(("style", "script", "link"))
# Elements that have no end tag (HTML Standard 13.1.2).
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A marked element of the finished page; ``offset`` is where it stands in the page without insertions."""

    name: str
    element: Element
    offset: int

    @property
    def span(self) -> tuple[int, int]:
        """Its bytes in the finished page."""
        return self.element.start, self.element.end

    @property
    def of_the_head(self) -> bool:
        """Whether it is a style or script, and takes no place on the page."""
        return self.element.name in _OF_THE_HEAD


def insertions(page: Page) -> tuple[tuple[Insertion, ...], list[Finding]]:
    """The marked elements in order, and a finding for each that is no whole insertion."""
    roots = _marked(page)
    wrong = [
        found_at(page, (root.start, max(root.inner, root.end)), "foreign-mark", root.get(MARK), why)
        for root in roots
        if (why := _foreign(page, root))
    ]
    for one, other in pairwise(roots):
        if other.start < one.end:
            span = (other.start, other.end)
            wrong.append(found_at(page, span, "foreign-mark", other.get(MARK), "stands inside of another insertion"))
    found, taken = [], 0
    for root in roots:
        found.append(Insertion(root.get(MARK), root, root.start - taken))
        taken += root.end - root.start
    return tuple(found), wrong


def without(page: Page, found: tuple[Insertion, ...]) -> bytes:
    """The page's own bytes, the insertions taken out."""
    edges = [0, *(page.raw_offset(edge) for one in found for edge in one.span), len(page.raw)]
    return b"".join(page.raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def taken_out(raw: bytes, encoding: str | None) -> bytes:
    """A page's bytes without all that carries our mark, whatever it is."""
    if not any(mark in raw for mark in (_MARK, MARK.encode("utf-16-le"), MARK.encode("utf-16-be"))):
        return raw
    page = read(raw, encoding)
    found, wrong = insertions(page)
    return raw if wrong or not found else without(page, found)


def _marked(page: Page) -> list[Element]:
    tags = sorted(page.elements, key=_START)
    starts = [*map(_START, tags)]
    found: dict[int, Element] = {}
    for place in _marks(page.data.lower()):
        index = bisect_right(starts, place) - 1
        while index >= 0 and tags[index].implied:
            index -= 1
        if index >= 0 and place < tags[index].inner and tags[index].get(MARK, "\0") != "\0":
            found[index] = tags[index]
    return list(found.values())


def _marks(data: bytes) -> Iterator[int]:
    """Where the mark is written, in whatever sense."""
    place = data.find(_MARK)
    while place >= 0:
        yield place
        place = data.find(_MARK, place + 1)


def _foreign(page: Page, root: Element) -> str:
    """Why a marked element is none of ours; empty if it is."""
    if root.name not in _ROOTS:
        return f"a marked <{root.name}>: insertions are one of {', '.join(sorted(_ROOTS))}"
    if not _NAME.fullmatch(root.get(MARK)):
        return f"{MARK} is {root.get(MARK)!r}: a name has small letters, digits and -"
    if not _is_whole(page, root):
        return f"<{root.name}> has no end tag of its own"
    broken = next((e for e in _inside(root) if e.implied or not _is_whole(page, e)), None)
    return "" if broken is None else f"the <{broken.name}> in it has no start or end tag of its own: not balanced"


def _inside(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _inside(child)


def _is_whole(page: Page, element: Element) -> bool:
    if element.name in _VOID or element.end > element.close:
        return True
    closes_itself = page.data[element.inner - 2 : element.inner] == b"/>"
    return closes_itself and any(one.name in ("svg", "math") for one in (element, *element.ancestors()))
