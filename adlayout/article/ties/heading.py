"""A heading stays with what it is the heading of."""

from adlayout.article.draft import Draft


def holds(first: Draft, second: Draft) -> bool:
    """Whether the first is a heading, set as one or only looking like one."""
    return first.kind in ("heading", "pseudo-heading")
