"""A page as the other rooms hold it."""

import html
import re
from collections.abc import Container, Iterator
from functools import cached_property

import turbohtml

from adlayout.errors import PassThrough
from adlayout.source import encoding as encodings
from adlayout.source.encoding import Encoding
from adlayout.source.noscript import is_harmless
from adlayout.source.tree import Element, Tree

# Chromium's tree has no limit on text; this one is far beyond any article.
LARGEST = 200_000_000
# Chromium puts no element deeper than 512; real pages stay under 100, and what walks a tree here goes by recursion.
DEEPEST = 250
_MOST_STEPS = 2
_TOO_DEEP = turbohtml.XPath(f"boolean({'/*' * (DEEPEST + 1)})")


class Page:
    """One HTML document: its bytes, and the tree that a browser builds of them with scripting on.

    All offsets are into ``raw``.
    """

    def __init__(self, raw: bytes, encoding: Encoding) -> None:
        self.raw = raw
        self.coding = encoding
        self.encoding = encoding.name
        self.markup, self._offset = encodings.decode(raw, encoding)
        self.tree = self.parsed(scripting=True)
        self.html: Element = self.tree.root

    def parsed(self, *, scripting: bool) -> Tree:
        """The tree that a browser builds, with scripts on or off; no script is run."""
        text = self.markup
        # One character for one, so that positions stay: the parser would count CRLF once.
        if text.startswith("\ufeff"):
            text = " " + text[1:]
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        document = turbohtml.parse(text, source_locations=True, scripting=scripting)
        return Tree(document, self._offset, self.raw, self.coding.codec())

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
        raise PassThrough("frameset", "a page of frames has no text of its own")

    @cached_property
    def without_scripting(self) -> Tree:
        """The tree where no scripts run: ``noscript`` holds elements there."""
        if all(is_harmless(element) for element in self.tree.named("noscript")):
            return self.tree
        return self.parsed(scripting=False)

    def text(self, start: int, end: int) -> str:
        """A run of text: decoded, references resolved, white space as it is."""
        return html.unescape(self.coding.codec().decode(self.raw[start:end], "replace")[0])

    def is_blank(self, start: int, end: int) -> bool:
        """Whether nothing but white space stands between two offsets."""
        # Most offsets are those of a tag.
        return self.raw[start : min(start + 1, end)] != b"<" and not self.tree.text(start, end).strip(" \t\n\f\r")

    def runs(self, least: int, blocks: Container[str], inline: Container[str]) -> Iterator[tuple[Element, str, bool]]:
        """The runs of text of at least so many characters in the body that stand in one of ``blocks``, with that
        block, and whether in a link there. Elements of ``inline`` names may be in between, and no others.
        """
        element, text, above = self.tree.element, turbohtml.Text, turbohtml.Element
        for node in self.body.node.descendants:
            if type(node) is text:
                data = node.data
                if len(data) >= least and not data.isspace():
                    block, linked = node.parent, False
                    while type(block) is above and (name := block.tag) in inline:
                        linked, block = linked or name == "a", block.parent
                    if type(block) is above and block.tag in blocks:
                        yield element(block), data, linked

    def select(self, css: str) -> list[Element]:
        """Elements that match a CSS selector, in document order. Raises ``ValueError`` for a wrong one."""
        return [self.tree.element(node) for node in self.tree.document.select(css)]

    def named(self, *names: str) -> list[Element]:
        """All elements of these names, or all, in document order."""
        return list(self.tree.named(*names))


def css_error(selector: str) -> str:
    """What is wrong with a CSS selector; empty if nothing is."""
    if costly := _costly(selector.lower()):
        return costly
    try:
        turbohtml.parse("").select(selector)
    except ValueError as error:
        return str(error).split(": ", 1)[-1]  # the library's message begins with the selector
    return ""


def _costly(selector: str) -> str:
    """What of ``:has()`` would multiply the time with each level or step, if anything."""
    open_ones: list[str] = []
    steps = 0
    for sign in re.findall(r":has\(|[(),]|~(?!=)", selector):
        inside = ":has(" in open_ones
        if sign == ")":
            del open_ones[-1:]
        elif sign == ":has(" and inside:
            return ":has() may not stand in :has()"  # Selectors 4, 4.5
        elif sign in ("(", ":has("):
            open_ones.append(sign)
            steps = steps if inside else 0
        elif sign == ",":
            steps = 0 if open_ones[-1:] == [":has("] else steps
        elif inside and (steps := steps + 1) > _MOST_STEPS:
            return f"more than {_MOST_STEPS} ~ in a :has() ask of each element all choices of its siblings"
    return ""


def read(raw: bytes, encoding: str | None = None) -> Page:
    """Bytes to a page. ``encoding``: what HTTP said, if anything.

    Raises ``PassThrough`` for what cannot be a page: no text, too much of it, nesting deeper than browsers go. A
    page of frames says so when it is asked for its body.
    """
    if len(raw) > LARGEST:
        raise PassThrough("too-large", f"{len(raw):,} bytes; the limit is {LARGEST:,}")
    if not raw.strip():
        raise PassThrough("empty", "the page has no content")
    page = Page(raw, encodings.detect(raw, encoding))
    if _TOO_DEEP(page.tree.document):
        raise PassThrough("too-deep", f"elements nest deeper than {DEEPEST}")
    return page
