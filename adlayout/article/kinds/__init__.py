"""What a part of the flow is: one recogniser per file, asked in this order; the first answer counts.

A recogniser gets the sizes of the page's parts, the element and the share of the article's good text in it. It answers
with a kind, with ``""`` for what is no part of the flow at all, or with ``None``: not mine, ask the next, or walk
into it.
"""

from adlayout.article.kinds import boxes, media, plain, tables, teasers
from adlayout.article.view import View
from adlayout.source import Element

RECOGNISERS = (media.recognise, plain.recognise, tables.recognise, boxes.recognise, teasers.recognise)


def recognise(view: View, element: Element, share: float) -> str | None:
    """The kind of ``element`` as a block, ``""`` to leave it out, ``None`` to walk into it."""
    for recogniser in RECOGNISERS:
        kind = recogniser(view, element, share)
        if kind is not None:
            return kind
    return None
