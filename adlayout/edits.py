"""Splices insertions into a page's bytes, and takes them out again. The only room that makes output bytes."""

import re
from dataclasses import dataclass

from adlayout.errors import PassThrough
from adlayout.source import Element, read

MARK = "data-adlayout"
# Attribute names know no case; a NUL between two letters is UTF-16 (and a pattern for both takes twice the time).
_MARKED, _MARKED_WIDE = (re.compile(between.join([*"-adlayout"]).encode(), re.I) for between in ("", "\0?"))
_ROOTS = frozenset(["aside", "nav", "div", "style", "script", "link", "amp-ad"])
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Insertion:
    """``markup`` goes in at ``offset`` of the page; of two at one offset the first given comes first."""

    offset: int
    markup: bytes


def splice(page: bytes, insertions: list[Insertion]) -> bytes:
    """The page with all insertions."""
    parts = []
    position = 0
    for insertion in sorted(insertions, key=lambda one: one.offset):
        parts += [page[position : insertion.offset], insertion.markup]
        position = insertion.offset
    return b"".join([*parts, page[position:]])


def strip(page: bytes, encoding: str | None = None) -> bytes:
    """The page without our insertions. Raises ``PassThrough("foreign-mark")`` if a mark is not one of ours."""
    # What is left may show a mark that was hidden before, so look again.
    while (_MARKED_WIDE if b"\0" in page else _MARKED).search(page):
        position = 0
        parts = []
        for start, end in _marked(page, encoding):
            parts.append(page[position:start])
            position = end
        if not parts:
            break
        page = b"".join([*parts, page[position:]])
    return page


def _marked(page: bytes, encoding: str | None) -> list[tuple[int, int]]:
    """Spans of the outermost marked elements."""
    spans: list[tuple[int, int]] = []
    # In the order of their bytes: what browsers move out of a table stands before it in the tree.
    for element in sorted(read(page, encoding).select(f"[{MARK}]"), key=lambda one: one.start):
        if spans and element.start < spans[-1][1]:
            continue
        if why := _is_foreign(element):
            raise PassThrough("foreign-mark", f"<{element.name} {MARK}> at byte {element.start:,} {why}")
        spans.append((element.start, element.end))
    return spans


def _is_foreign(element: Element) -> str:
    """Why a marked element is none of ours, empty if it is."""
    if element.name not in _ROOTS or not _NAME.fullmatch(element.get(MARK)):
        return "is not adlayout's"
    if not element.closed:
        return "is never closed"
    inside = [element, *map(element.tree.element, element.node.iter_elements())]
    if not all(one.is_whole for one in inside):
        return "is not balanced"
    return "" if all(element.start <= one.start <= one.end <= element.end for one in inside) else "is not balanced"
