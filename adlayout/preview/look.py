"""One page under some rules, as the values that the preview shows: the plan explained, its sums, and the frame."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from adlayout.errors import PassThrough
from adlayout.explaining import explain, explained
from adlayout.pipeline import Understood, finish_and_tell
from adlayout.preview.assets import Assets, address_of
from adlayout.preview.frame import frame, token_of
from adlayout.preview.tally import tally
from adlayout.rulefile import Rules
from adlayout.source import Page, read

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: ``name`` as people call it, ``below`` its path below ``root`` (its site's folder).

    Files of the site come along from below ``root`` only. ``url`` and ``encoding`` as in every command.
    """

    name: str
    root: Path
    below: str
    url: str | None = None
    encoding: str | None = None


@dataclass(slots=True)
class Look:
    """A page's bytes and the files that it wants, read once for as many versions as are asked for."""

    subject: Subject
    raw: bytes
    assets: Assets = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        own = urlsplit(self.subject.url or "").netloc
        self.assets = Assets(self.subject.root, address_of(self.subject.below), own)
        self.token = token_of(self.raw)

    def version(self, rules: Rules, name: str) -> Json:
        """The page finished by these rules: what ``explain`` says of it (but the problem), sums, and the frame."""
        url, encoding = self.subject.url, self.subject.encoding
        finished, known = finish_and_tell(self.raw, rules, url=url, encoding=encoding)
        told = explained(known, url) if known else explain(self.raw, rules, url=url, encoding=encoding)
        shown = {"rules": name, "explained": told, "facts": tally(told), **self._frame(finished.html, known)}
        told.pop("problem", None)
        return shown

    def _frame(self, html: bytes, known: Understood | None) -> Json:
        try:
            page = read(html, self.subject.encoding)
        except PassThrough:
            return {"frame": None, "title": ""}
        marks = list(_marks(known, insertions(page))) if known else []
        return {"frame": frame(page, marks, self.assets, self.token), "title": title(page)}


def title(page: Page) -> str:
    """What the page's head calls it."""
    found = next(iter(page.head.within("title")), None)
    return " ".join(found.node.text.split()) if found else ""


def insertions(page: Page) -> list[tuple[int, int]]:
    """Spans of the outermost marked elements, in order."""
    spans: list[tuple[int, int]] = []
    for one in page.select("[data-adlayout]"):
        if not spans or one.start >= spans[-1][1]:
            spans.append((one.start, one.end))
    return spans


def _marks(known: Understood, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Where blocks begin and end, as offsets of the finished page. Places before insertions stay before them."""
    for number, block in enumerate(known.article.blocks):
        yield _moved(block.start, spans, behind=True), f"b{number}"
        yield _moved(block.end, spans, behind=False), f"e{number}"


def _moved(offset: int, spans: list[tuple[int, int]], *, behind: bool) -> int:
    """An offset of the stripped page in the finished one; ``behind`` or before what was inserted there."""
    for start, end in spans:
        if start > offset or (start == offset and not behind):
            break
        offset += end - start
    return offset
