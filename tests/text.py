"""A page's text as a reader sees it, by lxml alone: what judges adlayout shares no code with it."""

import re
from collections.abc import Iterator

from lxml import etree, html

MARK = "\ue000"
_SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "head", "title"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u", "var", "wbr")
)  # fmt: skip
_NOTHING = re.compile("[\u200b\u00ad\ufeff]")


def parsed(page: bytes, encoding: str) -> etree._Element:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding=encoding, huge_tree=True))


def _walk(element: etree._Element) -> Iterator[str]:
    """Text, a line break at every boundary of blocks, and ``MARK`` before each insertion."""
    if isinstance(element.tag, str) and element.tag not in _SILENT:
        edge = "" if element.tag in _INLINE else "\n"
        yield edge
        if element.get("data-adlayout"):
            yield MARK
        yield element.text or ""
        for child in element:
            yield from _walk(child)
            yield child.tail or ""
        yield edge


def lines(page: bytes, encoding: str = "utf-8") -> list[str]:
    """The lines that hold anything."""
    text = _NOTHING.sub("", "".join(_walk(parsed(page, encoding))))
    return [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def running(page: bytes, encoding: str) -> str:
    """All text in one line, insertions marked."""
    return " ".join(" ".join(_walk(parsed(page, encoding))).split()).translate({0x200B: None, 0xAD: None, 0xFEFF: None})
