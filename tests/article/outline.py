"""The one-line notation of the cases: a letter a kind, its words, and the tie that holds two neighbours
together.

``P30 H4 -heading- P40`` is a paragraph of 30 words, and a heading of 4 that stays with a paragraph of 40.
``lead L20 |`` before the line is a lead outside of the flow, ``sidebar NAME |`` the side column, and
``no-article |`` the reason why nothing is cut. ``{12}`` in a case's markup stands for a sentence of 12 words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from adlayout.article import Article

LETTERS = {
    "paragraph": "P", "lead": "L", "heading": "H", "pseudo-heading": "T", "list": "U", "quote": "Q",
    "figure": "F", "gallery": "G", "embed": "E", "table": "D", "code": "C", "info-box": "I", "ad": "A",
    "related": "R",
    "newsletter": "N", "share": "S", "author": "W", "separator": "X", "other": "O",
}  # fmt: skip
WORDS = [
    "harbour",
    "boats",
    "evening",
    "quiet",
    "river",
    "morning",
    "winter",
    "market",
    "bells",
    "lantern",
    "narrow",
    "street",
    "bread",
    "window",
    "garden",
]
CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[tuple[str, str, str]]:
    """Name, markup and outline of every case in every file."""
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, rest = case.partition("\n")
            markup, _, outline = rest.partition("\n--- ")
            yield f"{path.stem}: {title}", markup, outline.strip()


def page(markup: str) -> bytes:
    """The case as a page: its sentences filled in, and a frame around it unless it brings its own."""
    text = re.sub(r"\{(\d+)\}", lambda found: sentence(int(found[1])), markup)
    if not text.startswith("<html"):
        text = f"<html><head><title>x</title></head><body><article>{text}</article></body></html>"
    return f"<!doctype html>{text}".encode()


def sentence(length: int) -> str:
    """An invented sentence of ``length`` words."""
    words = [WORDS[(length + i * 7) % len(WORDS)] for i in range(length)]
    return " ".join(words).capitalize() + "."


def outline(article: Article) -> str:
    """The article in one line."""
    parts = [f"{article.reason} |"] if article.reason else []
    if article.lead is not None and article.lead not in article.blocks:
        parts.append(f"lead L{article.lead.words} |")
    if article.sidebar is not None:
        parts.append(f"sidebar {article.sidebar.name} |")
    ties = {i: group.tie for group in article.groups for i in range(group.first, group.last)}
    for i, block in enumerate(article.blocks):
        parts.append(LETTERS[block.kind] + str(block.words or ""))
        if i in ties:
            parts.append(f"-{ties[i]}-")
    return " ".join(parts)
