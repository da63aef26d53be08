"""The report: a JSON line a page, the totals last; and the summary for people."""

import json
from collections.abc import Iterable

from adlayout.builder.model import Outcome, Totals

_PASSED = {"nothing-to-strip": "nothing to strip"}


def line(value: dict[str, object]) -> str:
    """One line of the report."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def page_line(outcome: Outcome) -> str:
    """What happened to one page, for people: the name, the status, why or what."""
    if outcome.status in ("failed", "passed"):
        what = "failed" if outcome.status == "failed" else "left unchanged"
        return f"{outcome.page}: {what}: {_PASSED.get(outcome.reason or '', outcome.reason)}"
    names = ", ".join(name for name, _ in outcome.insertions)
    left = "".join(f"; {name} left out: {reason}" for name, reason in outcome.left_out)
    return f"{outcome.page}: {outcome.status}{f' with {names}' if names else ''}{left}"


def summary(totals: Totals, where: str, *, written: bool = True) -> str:
    """The build in a few lines: how many pages, what was placed, why some stayed as they were, where to look."""
    parts = [*_done(totals), *_passed(totals), *_failed(totals)]
    lines = [f"{_count(totals.pages, 'page')}: {', '.join(parts)}."]
    if not written:
        return f"{lines[0]} Nothing was written; {_count(totals.changed, 'file')} would change."
    if totals.carried:
        lines.append(f"{_count(totals.carried, 'other file')} carried over untouched.")
    if totals.showcase:
        lines.append(f"Look at {where}/{totals.showcase}")
    return "\n".join(lines)


def _done(totals: Totals) -> Iterable[str]:
    placed = [_count(totals.kinds["ad"], "ad slot"), _count(totals.kinds["box"], "related box", "related boxes")]
    if totals.status["finished"]:
        yield f"{totals.status['finished']} finished with {' and '.join(one for one in placed if one[0] != '0')}"
    if totals.status["stripped"]:
        yield f"{totals.status['stripped']} stripped"


def _passed(totals: Totals) -> Iterable[str]:
    if number := totals.status["passed"]:
        reasons = ", ".join(f"{many} {_PASSED.get(why, why)}" for why, many in sorted(totals.reasons.items()))
        yield f"{number} left unchanged ({reasons})"


def _failed(totals: Totals) -> Iterable[str]:
    if number := totals.status["failed"]:
        yield f"{number} failed"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
