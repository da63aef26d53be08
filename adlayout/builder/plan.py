"""What there is to do: each file beside what is remembered of it. What is as it was costs two looks at the disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from adlayout.builder.memory import Memory, Row
from adlayout.builder.model import Outcome, Task, Wanted, Worked
from adlayout.builder.outcomes import recalled
from adlayout.builder.packed import can
from adlayout.builder.stamps import LENGTH, joined, stands
from adlayout.builder.walk import Found, key
from adlayout.builder.workers import Known

if TYPE_CHECKING:
    from adlayout.related.index import Index

AT_ONCE = 256
"""So many files are looked at before work on them is noted and begun."""


@dataclass(frozen=True, slots=True)
class Made:
    """What all pages are made with. ``rules``: the digest of each rule file; ``call``: that of everything else,
    versions and options; ``index``: the related index, ``related`` its digest.
    """

    rules: tuple[str, ...]
    call: str
    index: "Index | None" = None
    related: bytes = b""


class Plan:
    """The plan of one build."""

    def __init__(self, wanted: Wanted, memory: Memory, made: Made) -> None:
        self._memory = memory
        self._made = made
        self._write = wanted.write
        self._in_place = wanted.out is None
        self._target = f"{wanted.target}/"

    def tasks(self, files: Iterable[tuple[Found, Row | None, int]]) -> "Iterator[Task | Known[Worked]]":
        """A task for each file that has to be looked at closer, the outcome of each other one. ``files``: with what is
        remembered, and the number of the rules.
        """
        given = iter(files)
        while several := list(islice(given, AT_ONCE)):
            planned = [self._one(*one) for one in several]
            if self._write:
                begun = [(key(one.name), one.kind, self._there(one)) for one in planned if isinstance(one, Task)]
                if begun:
                    self._memory.begin(begun)
            yield from planned

    def _there(self, task: Task) -> bytes:
        return joined(stands(f"{self._target}{task.name}{ending}") for ending in ("", *task.packed))

    def _one(self, found: Found, row: Row | None, rules: int) -> "Task | Known[Worked]":
        if found.kind == "page":
            return self._page(found, row, rules)
        if self._in_place and found.kind in ("file", "link"):
            return Known(Worked(Outcome(found.name, "carried")))
        if row is None or row.begun is not None or (row.kind, row.made) != (found.kind, "carried"):
            return Task(found.name, found.kind, made="carried")
        if row.came != stands(found.path) or row.stands != stands(self._target + found.name):
            return Task(found.name, found.kind, made="carried")
        return Known(Worked(Outcome(found.name, "carried")))

    def _page(self, found: Found, row: Row | None, rules: int) -> "Task | Known[Worked]":
        made = self._call(found.packed)
        because = self._because(found, row, rules, made)
        if row is not None and not because and self._is_as_it_was(found, row):
            if row.needs and row.related != self._made.related and self._write:
                self._memory.relate(row.key, self._made.related)
            return Known(Worked(recalled(found.name, row.facts)))
        known = row if row is not None and not because else None
        gone = _gone(row, found.packed) if row is not None else ()
        was = b"" if row is None else row.written if self._in_place else row.digest
        torn = row is not None and row.begun is not None
        return Task(found.name, "page", rules, made, found.packed, gone, known, because, was, torn)

    def _call(self, packed: tuple[str, ...]) -> str:
        """A page whose sibling could not be made is made again once it can be."""
        return self._made.call + "".join(ending for ending in packed if ending == ".br" and can(ending))

    def _because(self, found: Found, row: Row | None, rules: int, made: str) -> str:
        """Why a page has to be made anew whatever its bytes are; empty if only these count."""
        if row is None or row.kind != "page" or not row.facts:
            return "new"
        if not row.made:
            return "again"
        if row.rules != self._made.rules[rules]:
            return "rules"
        if row.made != made:
            return "version"
        return "" if self._has_same_links(row) else "links"

    def _has_same_links(self, row: Row) -> bool:
        index, related = self._made.index, self._made.related
        if not row.needs or row.related == related:
            return True
        from adlayout.related.needs import Needs, digest

        return index is not None and digest(index, Needs.of(row.needs)) == row.links

    def _is_as_it_was(self, found: Found, row: Row) -> bool:
        if row.begun is not None or row.packed != " ".join(found.packed):
            return False
        target = self._target + found.name
        if not found.packed:
            return row.stands == stands(target) and (self._in_place or row.came == stands(found.path))
        endings = ("", *found.packed)
        return row.stands == joined(stands(target + one) for one in endings) and (
            self._in_place or row.came == joined(stands(found.path + one) for one in endings)
        )


def _gone(row: Row, packed: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Endings of siblings that the source has no more, with the stamps of what was written."""
    were = row.packed.split()
    if not row.stands:
        return ()
    found = [(one, row.stands[LENGTH * at : LENGTH * (at + 1)]) for at, one in enumerate(were, 1)]
    return tuple(one for one in found if one[0] not in packed)
