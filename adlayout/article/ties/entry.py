"""A liveblog's entry stays with its time: what stands above the entry's first sentence belongs to it."""

import re

from adlayout.article.draft import Draft

_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?(?:uhr|am|pm|a\.m\.|p\.m\.)", re.I)
SHORT = 80
"""Characters of an entry's time at most."""


def holds(first: Draft, second: Draft) -> bool:
    """Whether the first is nothing but the time of the second."""
    if first.kind not in ("other", "paragraph") or len(first.text) > SHORT or second.kind == "other":
        return False
    if first.text.endswith((".", "!")) or not _TIME.search(first.text):
        return False
    return first.element.name == "time" or len(first.text) < 12 or bool(first.within("time"))
