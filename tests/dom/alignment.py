"""Which spans of the output are ours: input and output laid side by side, without ``adlayout.strip``.

A span counts as inserted if it is one balanced element whose start tag carries our mark and if the input does
not have it at that place. The rest of the output must be the input, byte for byte. So a byte of ours before
or after an insertion, a changed byte of the page, an insertion that is not balanced: each is found.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

VALUE = r"""="[^"<]*"|='[^'<]*'|=[^\s"'<>=`]+"""
OPENING = re.compile(rf"""<(aside|nav|div|style|script|link|amp-ad)((?:\s+[^\s"'<>/=]+(?:{VALUE})?)+)\s*>""")
MARK = re.compile(r"""\sdata-adlayout=(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""")
TOKEN = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""", re.DOTALL)
RAW = frozenset(["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp"])
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)


class NotOnlyInsertions(AssertionError):  # noqa: N818  (a verdict)
    """The output is not the input plus insertions; the message says where."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """One insertion: ``offset`` in the input, ``start``, ``end`` in output (bytes); ``text``, its HTML."""

    name: str
    offset: int
    start: int
    end: int
    text: str


def inserted(page: bytes, finished: bytes, encoding: str | None = None) -> list[Inserted]:
    """The insertions that make ``finished`` of ``page``, in order.

    ``encoding`` is what HTTP said. Only UTF-16 matters (its ``<`` is two bytes); a byte order mark tells it
    as well.

    Raises:
        NotOnlyInsertions: the output holds something else too, or lacks something.
    """
    order = _wide(page, encoding)
    before, after = _units(page, order), _units(finished, order)
    found = list(_spans(before, after, 2 if order else 1))
    _must_be_the_page(before, after, found, 2 if order else 1)
    return found


def _spans(before: str, after: str, width: int) -> Iterator[Inserted]:
    added = end = 0
    for opening in OPENING.finditer(after):
        at, mark = opening.start(), MARK.search(opening[2])
        if at < end or mark is None or (stop := end_of_element(after, opening)) is None:
            continue
        text = after[at:stop]
        # The page's own text may look like it, where a tag that never ends has swallowed it: then ours may be in there.
        if not before.startswith(opening[0], at - added):
            yield Inserted(mark[mark.lastindex or 1], (at - added) * width, at * width, stop * width, text)
            added, end = added + len(text), stop


def end_of_element(html: str, opening: re.Match[str]) -> int | None:
    """Where the element that begins with that start tag ends, if everything in it is balanced; else None."""
    at, open_names = opening.end(), [opening[1]]
    if opening[1] in VOID:
        return at
    while open_names:
        if open_names[-1] in RAW:
            at = _end_of_raw(html, at, open_names[-1])
        token = TOKEN.search(html, at)
        if token is None or not _step(open_names, token):
            return None
        at = token.end()
    return at


def _end_of_raw(html: str, at: int, name: str) -> int:
    found = re.compile(rf"</{re.escape(name)}\b", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _step(open_names: list[str], token: re.Match[str]) -> bool:
    """Moves the stack of open elements over one token; False if an end tag does not fit."""
    if token[2] is None:
        return True
    name = token[2].lower()
    if token[1]:
        return open_names.pop() == name
    foreign = "svg" in open_names or "math" in open_names or name in ("svg", "math")
    if name not in VOID and not (foreign and token[3].endswith("/")):
        open_names.append(name)
    return True


def _must_be_the_page(before: str, after: str, found: list[Inserted], width: int) -> None:
    ends = [0, *(one.end // width for one in found)]
    starts = [*(one.start // width for one in found), len(after)]
    rest = "".join(after[end:start] for end, start in zip(ends, starts, strict=True))
    if rest != before:
        at = next(
            (i for i, (a, b) in enumerate(zip(before, rest, strict=False)) if a != b),
            min(len(before), len(rest)),
        )
        was, became = before[at : at + 60], rest[at : at + 60]
        names = ", ".join(one.name for one in found) or "none"
        raise NotOnlyInsertions(
            f"byte {at * width} of the page: expected {was!r}, found {became!r} (insertions seen: {names})"
        )


def _wide(page: bytes, encoding: str | None) -> str:
    """The byte order of a UTF-16 page, "" for any other."""
    label = (encoding or "").lower()
    if page.startswith(b"\xff\xfe"):
        return "little"
    if page.startswith(b"\xfe\xff"):
        return "big"
    if page.startswith(b"\xef\xbb\xbf") or not label.startswith("utf-16"):
        return ""
    return "big" if label.endswith("be") else "little"


def _units(page: bytes, order: str) -> str:
    """One character a code unit, lossless for any bytes (a lone last byte lies above all code units)."""
    if not order:
        return page.decode("latin-1")
    units = array("H", page[: len(page) // 2 * 2])
    if order == "big":
        units.byteswap()
    return "".join(map(chr, units)) + "".join(chr(0x10000 + byte) for byte in page[len(page) // 2 * 2 :])
