"""A liveblog's entry stays with its time: what stands above the entry's first sentence belongs to it."""

import re

from adlayout.article.draft import Draft, descendants
from adlayout.source import Page

_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?(?:uhr|am|pm|a\.m\.|p\.m\.)", re.I)
SHORT = 80
"""Characters of an entry's time at most."""


def holds(page: Page, first: Draft, second: Draft) -> bool:
    """Whether the first is nothing but the time of the second."""
    if first.kind not in ("other", "paragraph") or len(first.text) > SHORT or second.kind == "other":
        return False
    if first.text.endswith((".", "!")) or not _TIME.search(first.text):
        return False
    inside = [e for n in first.nodes if not isinstance(n, tuple) for e in (n, *descendants(n))]
    return first.element.name == "time" or any(e.name == "time" for e in inside) or len(first.text) < 12
