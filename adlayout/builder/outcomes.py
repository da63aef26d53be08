"""Where outcomes come from: a finished page, an error, or what is remembered of a page that is up to date."""

import json
from functools import lru_cache
from typing import Any

from adlayout.builder.figures import Figures, figures
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


def noted(outcome: Outcome) -> str:
    """What of an outcome is the same until the page is made anew, as JSON."""
    numbers = outcome.figures.numbers() if outcome.figures else None
    values = [outcome.reason, outcome.insertions, outcome.left_out, outcome.warnings, numbers]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def recalled(page: str, facts: str) -> Outcome:
    """The outcome of a page that is up to date."""
    reason, insertions, left_out, warnings, figures = _read(facts)
    return Outcome(page, "up-to-date", reason, insertions, left_out, warnings, figures=figures)


@lru_cache(maxsize=1024)
def _read(facts: str) -> tuple[Any, ...]:
    reason, insertions, left_out, warnings, numbers = json.loads(facts)
    pairs = (tuple(map(tuple, several)) for several in (insertions, left_out))
    return reason, *pairs, tuple(warnings), Figures.of(numbers) if numbers else None
