"""A sentence that ends in a colon stays with what it announces: a list, a quote, code, the next sentence."""

from adlayout.article.draft import Draft

_COLONS = (":", "：", "︰")


def holds(first: Draft, second: Draft) -> bool:
    """Whether the first announces the second."""
    return first.kind in ("paragraph", "lead", "list", "quote") and first.text.endswith(_COLONS)
