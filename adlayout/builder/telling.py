"""A finished page, or what went wrong with it, as an outcome."""

from adlayout.builder.figures import figures
from adlayout.builder.model import Outcome
from adlayout.errors import AdlayoutError
from adlayout.pipeline import Finished, Understood

KILLED = "the process that worked on it was killed (too little memory?)"
"""Why a page fails whose worker process died."""


def outcome_of(name: str, made: Finished, known: Understood | None) -> Outcome:
    """What came of the page ``name``; ``known``: what was understood of it."""
    return Outcome(
        name,
        made.status,
        made.reason,
        tuple((one.name, one.kind) for one in made.plan.insertions),
        tuple((one.name, one.reason) for one in made.plan.left_out),
        made.warnings,
        figures=figures(known) if known else None,
    )


def said(error: Exception) -> str:
    """An error in words: what the system says of a file, else the kind of error and its message."""
    if isinstance(error, OSError):
        return f"cannot be read or written: {error.strerror or error}"
    return str(error) if isinstance(error, AdlayoutError) else f"{type(error).__name__}: {error}"
