"""A finished page: its marked elements, whether each is one whole insertion, and the page without them.

An insertion is found in the tree that a browser builds, by its mark, and by nothing that was written beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from adlayout.checker.finding import Finding, found_at
from adlayout.source import Element, Page, read

MARK = "data-adlayout"
_WRITTEN = tuple(MARK.encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# DESIGN section 1: what an insertion may be.
_ROOTS = ("aside", "nav", "div", "style", "script", "link", "amp-ad")
_OF_THE_HEAD = ("style", "script", "link")


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

    @property
    def elements(self) -> list[Element]:
        """Itself and all elements in it, those that wait in a template included."""
        return list(_all(self.element))


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _all(child)


def insertions(page: Page) -> tuple[tuple[Insertion, ...], list[Finding]]:
    """The marked elements in the order of their bytes, and a finding for each that is no whole insertion."""
    found: list[Insertion] = []
    wrong = []
    done = taken = 0
    for root in sorted(page.select(f"[{MARK}]"), key=lambda one: one.start):
        why = "stands inside of another insertion" if root.start < done else _foreign(root)
        if why:
            span = (root.start, max(root.inner, root.end))
            wrong.append(found_at(page, span, "foreign-mark", root.get(MARK), why))
        found.append(Insertion(root.get(MARK), root, root.start - taken))
        done, taken = root.end, taken + root.end - root.start
    return tuple(found), wrong


def without(page: Page, found: tuple[Insertion, ...]) -> bytes:
    """The page's own bytes, the insertions taken out."""
    edges = [0, *(edge for one in found for edge in one.span), len(page.raw)]
    return b"".join(page.raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def taken_out(raw: bytes, encoding: str | None) -> bytes:
    """A page's bytes without what an earlier run inserted. What is left may show a mark that was hidden before."""
    while _is_marked(raw.lower()):
        page = read(raw, encoding)
        found, wrong = insertions(page)
        if wrong or not found:
            break
        raw = without(page, found)
    return raw


def _is_marked(lower: bytes) -> bool:
    return any(mark in lower for mark in _WRITTEN)


def _foreign(root: Element) -> str:
    """Why a marked element is none of ours; empty if it is."""
    if root.name not in _ROOTS:
        return f"a marked <{root.name}>: an insertion is one of {', '.join(_ROOTS)}"
    if not _NAME.fullmatch(root.get(MARK)):
        return f"{MARK} is {root.get(MARK)!r}: a name has small letters, digits and -"
    if not root.closed:
        return f"<{root.name}> has no end tag of its own"
    broken = (one for one in root.within() if not one.is_whole or not _holds(root, one))
    name = next((one.name for one in broken), "")
    return f"the <{name}> in it has no start or end tag of its own in it: not balanced" if name else ""


def _holds(root: Element, one: Element) -> bool:
    return root.inner <= one.start <= one.end <= root.close
