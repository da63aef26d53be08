"""A picture, table or player stays with the caption or credit below it."""

from adlayout.article.draft import Draft
from adlayout.article.phrases import begins

_SHOWN = frozenset(["figure", "gallery", "embed", "table"])


def holds(first: Draft, second: Draft) -> bool:
    """Whether the second is the caption of the first."""
    if first.kind not in _SHOWN or second.kind != "other":
        return False
    return "caption" in second.hints or second.element.name == "figcaption" or begins("credit", second.text)
