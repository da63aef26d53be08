"""A build in a few lines for people: what was done, what was placed, what was left out most often and why."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from adlayout.builder import Outcome, Totals
from adlayout.cli.words import words_of
from adlayout.cloud import address

MOST = 3
"""So many reasons are told; the report has all of them."""
_WORDS = words_of("en")
_PLURALS = {"ad slot": "ad slots", "related box": "related boxes"}


def page_line(outcome: Outcome) -> str:
    """What happened to one page: the name, the status, why or what."""
    if outcome.status in ("failed", "passed"):
        what = "failed" if outcome.status == "failed" else "left unchanged"
        return f"{outcome.page}: {what}: {_WORDS.reason(outcome.reason or 'unknown')}"
    names = ", ".join(name for name, _ in outcome.insertions)
    left = "".join(f"; {times(name, n)} left out: {why}" for (name, why), n in Counter(outcome.left_out).items())
    return f"{outcome.page}: {outcome.status}{f' with {names}' if names else ''}{left}"


def summary(totals: Totals, where: PurePath, *, written: bool = True) -> str:
    """The whole build. ``where``: the folder that was written to."""
    lines = [*_pages(totals), *_placed(totals), *_left_out(totals), *_nowhere(totals), *_passed(totals)]
    if not written:
        lines.append(f"Nothing was written; {count(totals.changed, 'file')} would change.")
        return "\n".join(lines)
    if totals.removed:
        lines.append(f"{count(totals.removed, 'file')} removed: the source has them no more.")
    if totals.carried:
        lines.append(f"{count(totals.carried, 'other file')} carried over untouched.")
    if totals.showcase:
        lines.append(f"Look at {address.said(where / totals.showcase)}")
    return "\n".join(lines)


def _pages(totals: Totals) -> Iterator[str]:
    words = (("finished", "finished"), ("stripped", "stripped"), ("up-to-date", "up to date"),
             ("passed", "left unchanged"), ("failed", "failed"))  # fmt: skip
    parts = [f"{totals.status[status]} {said}" for status, said in words if totals.status[status]]
    yield f"{count(totals.pages, 'page')} in {duration(totals.seconds)}: {', '.join(parts) or 'nothing to do'}."


def _placed(totals: Totals) -> Iterator[str]:
    parts = []
    for kind, said in (("ad", "ad slot"), ("box", "related box")):
        names = [f"{name} {number}" for (of, name), number in totals.placed.items() if of == kind]
        if names:
            parts.append(f"{count(totals.kinds[kind], said, _PLURALS[said])} ({', '.join(names)})")
    if parts:
        yield f"Placed: {' and '.join(parts)}."


def _left_out(totals: Totals) -> Iterator[str]:
    """Of what stands on some page, where else it found no place."""
    known = {name for _, name in totals.placed}
    found = [(key, many) for key, many in totals.left_out.most_common() if key[0] in known]
    if found:
        yield f"Left out most often{'' if len(found) <= MOST else f' ({MOST} of {len(found)} reasons)'}:"
        yield from (f"  {name} on {count(many, 'page')}: {_WORDS.reason(why)}" for (name, why), many in found[:MOST])


def _nowhere(totals: Totals) -> Iterator[str]:
    """Slots and boxes that stand on no page: most often a mistake in the rule file."""
    for name, why in totals.nowhere().items():
        yield f"On no page: {name}, most often because {_WORDS.reason(why)}"


def _passed(totals: Totals) -> Iterator[str]:
    if totals.reasons:
        yield "Left unchanged:"
        yield from (f"  {count(many, 'page')}: {_WORDS.reason(why)}" for why, many in totals.reasons.most_common())


def times(name: str, number: int) -> str:
    """ "lead", "body (2)"."""
    return name if number == 1 else f"{name} ({number})"


def duration(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 90:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 page", "2 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
