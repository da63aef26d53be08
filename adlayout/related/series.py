"""Parts of a series follow each other: under "Teil 1" stands "Teil 2", whatever else is near."""

import re
from collections.abc import Sequence
from dataclasses import replace

from adlayout.related.entry import Entry
from adlayout.related.neighbours import Neighbour

_PART = re.compile(
    r"[\s(\[:,–—-]*\b(?:teil|folge|part|partie|parte|deel|odcinek|cz[eę][sś][cć]|episode|episodio|épisode)\.?\s*(\d{1,3})\b[)\]]*"
    r"|第\s*(\d{1,3})\s*[回部話章]|\s[(（](\d{1,2})[)）]$",
    re.I,
)
_LEAST = 4
"""Letters of what the parts' titles share."""


def part(title: str) -> tuple[str, int] | None:
    """The series (what its titles share before the part's number) and the number; None for a title of no series."""
    found = _PART.search(title)
    if found is None:
        return None
    name = re.sub(r"\W+", " ", title[: found.start()]).strip().casefold()
    return (name, int(found[1] or found[2] or found[3])) if len(name) >= _LEAST else None


def follow(kept: list[list[Neighbour]], entries: Sequence[Entry]) -> list[list[Neighbour]]:
    """Puts the next part of a series first and the one before it second, where they are articles of the site."""
    rows = {known: row for row, entry in enumerate(entries) if (known := part(entry.title))}
    if not rows:
        return kept
    return [_with_parts(row, several, part(entries[row].title), rows) for row, several in enumerate(kept)]


def _with_parts(
    row: int, several: list[Neighbour], own: tuple[str, int] | None, rows: dict[tuple[str, int], int]
) -> list[Neighbour]:
    if own is None:
        return several
    name, number = own
    parts = [rows[one] for one in ((name, number + 1), (name, number - 1)) if one in rows and rows[one] != row]
    known = {one.article: one for one in several}
    ahead = [_first(known.get(other), other) for other in parts]
    return [*ahead, *(one for one in several if one.article not in parts)][: max(len(several), len(ahead))]


def _first(known: Neighbour | None, other: int) -> Neighbour:
    """A part as a neighbour: its relevance is that of the same article, since editors made it one."""
    base = known or Neighbour(other, 0, 0, 0, 0, 0, 0, 1000, 1000)
    return replace(base, relevance=1000, score=max(base.score, 10_000_000))
