"""Why neighbouring blocks stay together: one reason per file, asked in this order for each pair of
neighbours.

A tie gets the two drafts, and says whether nothing may come between them.
"""

from adlayout.article.draft import Draft
from adlayout.article.ties import caption, colon, entry, heading, pictures, question, quote, step

TIES = (
    ("heading", heading.holds),
    ("caption", caption.holds),
    ("colon", colon.holds),
    ("question", question.holds),
    ("quote", quote.holds),
    ("pictures", pictures.holds),
    ("step", step.holds),
    ("entry", entry.holds),
)


def tie(first: Draft, second: Draft) -> str | None:
    """The name of the first reason that holds the two together; ``None`` if none does."""
    return next((name for name, holds in TIES if holds(first, second)), None)
