"""Pictures right below each other are one: a pair, a row, a before and after."""

from adlayout.article.draft import Draft


def holds(first: Draft, second: Draft) -> bool:
    """Whether both are pictures."""
    return first.kind in ("figure", "gallery") and second.kind in ("figure", "gallery")
