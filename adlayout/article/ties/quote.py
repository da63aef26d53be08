"""A quote stays with the line below it that says whose it is."""

from adlayout.article.draft import Draft, descendants
from adlayout.source import Page

_DASHES = ("—", "–", "-", "―", "~")
SHORT = 120
"""Characters of an attribution at most."""


def holds(page: Page, first: Draft, second: Draft) -> bool:
    """Whether the second names the speaker of the first."""
    if first.kind != "quote" or second.kind not in ("paragraph", "other", "author") or len(second.text) > SHORT:
        return False
    if second.text.startswith(_DASHES) or second.kind == "author":
        return True
    return any(e.name == "cite" for n in second.nodes if not isinstance(n, tuple) for e in (n, *descendants(n)))
