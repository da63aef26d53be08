"""An outcome as it is remembered, so that a page which is up to date still counts with its slots in every summary."""

import json
from functools import lru_cache
from typing import Any

from adlayout.builder.figures import Figures
from adlayout.builder.model import Outcome


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
