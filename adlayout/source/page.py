"""A page as the other rooms hold it."""

import html
from functools import cached_property
from typing import Any

from adlayout.errors import PassThrough
from adlayout.source import encoding as encodings
from adlayout.source.builder import build
from adlayout.source.construction import Construction
from adlayout.source.encoding import Encoding
from adlayout.source.noscript import is_harmless
from adlayout.source.tree import Element

# Chromium's tree has no limit on text; this one is lxml's, and far beyond any article.
LARGEST = 200_000_000
_WIDE_TEXT = frozenset(("utf-16le", "utf-16be"))


class Page:
    """One HTML document: its bytes, and the tree that a browser builds of them with scripting on.

    All offsets are into ``data``; it is ``raw`` itself unless the encoding is UTF-16 or ISO-2022-JP.
    """

    def __init__(self, raw: bytes, encoding: Encoding) -> None:
        self.raw = raw
        self.coding = encoding
        self.encoding = encoding.name
        self.data = encodings.workable(raw, encoding)
        self.decode_bytes = encoding.codec().decode
        self.construction = self.tree(scripting=True)
        document = self.construction.document
        if document is None:
            raise PassThrough("no-html", "there is no document in the bytes")
        self.html = document
        self.elements: list[Element] = self.construction.elements
        self._text_codec = "utf-8" if encoding.name in _WIDE_TEXT else None

    def tree(self, *, scripting: bool) -> Construction:
        """The tree that a browser builds, with scripts on or off; attributes as UTF-8, which is how they are read."""
        built = build(self.data, scripting=scripting)
        if self.encoding not in ("utf-8", *_WIDE_TEXT):
            for element in built.elements:
                if not element.rest.isascii():
                    element.rest = self.decode_bytes(element.rest, "replace")[0].encode()
        return built

    @cached_property
    def head(self) -> Element:
        """The ``head``, often implied."""
        return self._child("head")

    @cached_property
    def body(self) -> Element:
        """The ``body``, often implied."""
        return self._child("body")

    def _child(self, name: str) -> Element:
        for child in self.html.children:
            if isinstance(child, Element) and child.name == name:
                return child
        raise PassThrough("no-html", f"the page has no {name}")

    @cached_property
    def without_scripting(self) -> Construction:
        """The tree where no scripts run: ``noscript`` holds elements there."""
        found = [element for element in self.elements if element.name == "noscript"]
        orderly = not self.construction.dangling and not self.construction.tangled
        if not found or (orderly and all(is_harmless(self.data, element) for element in found)):
            return self.construction
        return self.tree(scripting=False)

    def text(self, start: int, end: int) -> str:
        """A run of text: decoded, references resolved, whitespace as it is."""
        piece = self.data[start:end]
        if piece.isascii() and self.encoding not in ("iso-2022-jp",):
            decoded = piece.decode("ascii")
        elif self.encoding == "iso-2022-jp":
            decoded = self._shifted(start, end)
        elif self._text_codec:
            decoded = piece.decode(self._text_codec, "replace")
        else:
            decoded = self.decode_bytes(piece, "replace")[0]
        return html.unescape(decoded) if "&" in decoded else decoded

    def _shifted(self, start: int, end: int) -> str:
        # A run may begin inside a shifted stretch only if the page is broken; then it reads as ASCII.
        return self.decode_bytes(self.raw[start:end], "replace")[0]

    def select(self, css: str) -> list[Element]:
        """Elements that match a CSS selector, in document order. Raises ``cssselect.SelectorError`` for a wrong one."""
        found: list[Element] = self._selection.find(css)
        return found

    @cached_property
    def _selection(self) -> Any:
        from adlayout.source.select import Selection  # lxml is loaded only for those who ask

        return Selection(self.html)

    def raw_offset(self, offset: int) -> int:
        """An offset of ``data`` as one of ``raw``."""
        return encodings.raw_offset(self.data, offset, self.coding)


def read(raw: bytes, encoding: str | None = None) -> Page:
    """Bytes to a page. ``encoding``: what HTTP said, if anything.

    Raises ``PassThrough`` for what cannot be a page: no text, frames, nesting deeper than browsers go.
    """
    if len(raw) > LARGEST:
        raise PassThrough("too-large", f"{len(raw):,} bytes; the limit is {LARGEST:,}")
    if not raw.strip():
        raise PassThrough("empty", "the page has no content")
    return Page(raw, encodings.detect(raw, encoding))
