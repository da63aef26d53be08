"""A quote stays with the line below it that says whose it is."""

from adlayout.article.draft import Draft

_DASHES = ("—", "–", "-", "―", "~")
SHORT = 120
"""Characters of an attribution at most."""


def holds(first: Draft, second: Draft) -> bool:
    """Whether the second names the speaker of the first."""
    if first.kind != "quote" or second.kind not in ("paragraph", "other", "author") or len(second.text) > SHORT:
        return False
    if second.text.startswith(_DASHES) or second.kind == "author":
        return True
    return bool(second.within("cite"))
