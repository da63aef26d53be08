"""Splices insertions into a page's bytes, and takes them out again. The only room that makes output bytes."""

import re
from dataclasses import dataclass

from adlayout.errors import PassThrough
from adlayout.source import encoding as encodings
from adlayout.source import tokens
from adlayout.source.names import VOID
from adlayout.source.tree import Element

MARK = b"data-adlayout"
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
    if (
        MARK not in page
        and MARK.decode().encode("utf-16-le") not in page
        and MARK.decode().encode("utf-16-be") not in page
    ):
        return page
    coding = encodings.detect(page, encoding)
    while True:
        work = encodings.workable(page, coding)
        spans = _marked(work)
        if not spans:
            return page
        position = 0
        parts = []
        for start, end in spans:
            parts.append(page[position : encodings.raw_offset(work, start, coding)])
            position = encodings.raw_offset(work, end, coding)
        # What is left may show a mark that was hidden before, so look again.
        page = b"".join([*parts, page[position:]])


def _marked(data: bytes) -> list[tuple[int, int]]:
    """Spans of the outermost marked elements."""
    if MARK not in data.lower():
        return []
    parts = tokens.cut(data, scripting=True)
    spans: list[tuple[int, int]] = []
    open_names: list[str] = []
    start = position = 0
    for text, raw, rest in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        position += len(text)
        begin = position
        position += 1 + len(raw) + len(rest)
        if open_names:
            _follow(open_names, raw, rest, begin)
        elif MARK in rest.lower() and _is_marked(raw, rest, begin):
            start = begin
            open_names = [raw.decode().lower()]
            if open_names[0] in VOID:
                open_names = []
        else:
            continue
        if not open_names:
            spans.append((start, position))
    if open_names:
        raise PassThrough("foreign-mark", f"<{open_names[0]} data-adlayout> at byte {start:,} is never closed")
    return spans


def _is_marked(raw: bytes, rest: bytes, begin: int) -> bool:
    if raw[:1] in b"!?/":
        return False
    name = Element("", None, 0, 0, rest).attributes().get(MARK.decode())
    if name is None:
        return False
    if raw.decode("latin-1").lower() not in _ROOTS or not _NAME.fullmatch(name):
        raise PassThrough(
            "foreign-mark", f"<{raw.decode('latin-1')} data-adlayout> at byte {begin:,} is not adlayout's"
        )
    return True


def _follow(open_names: list[str], raw: bytes, rest: bytes, begin: int) -> None:
    """Keep the stack of elements open inside a marked one."""
    if raw[:1] in b"!?" or raw == b"/":
        return
    name = raw.decode("latin-1").lower()
    if name[0] == "/":
        if open_names.pop() != name[1:]:
            raise PassThrough("foreign-mark", f"a marked element is not balanced at byte {begin:,}")
    elif name not in VOID and not tokens.is_self_closing(rest):
        open_names.append(name)
