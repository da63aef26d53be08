"""The index as pages are finished with it: read-only, one look-up a page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adlayout.addresses import split
from adlayout.related.entry import Entry
from adlayout.related.store import entry_of, open_to_read, storable


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that could be recommended: ``relevance`` in thousandths, ``score`` in millionths, and what it is made
    of: ``parts`` by name in thousandths. ``stems`` are its heaviest terms with their weights.
    """

    entry: Entry
    relevance: int
    score: int
    parts: tuple[tuple[str, int], ...]
    stems: tuple[tuple[str, int], ...]


_PARTS = ("terms", "latent", "title", "tags", "hub", "time")
_OF = "SELECT id, url, entry, copy FROM article WHERE"
_NEAR = (
    "SELECT entry, relevance, score, parts, stems FROM neighbour JOIN article ON id = other"
    " WHERE neighbour.article = ? ORDER BY rank"
)


class Index:
    """A related index. May be handed to other processes, which open the file anew.

    Raises ``UsageError`` where the file is no index.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._base = open_to_read(self.path)

    def __reduce__(self) -> tuple[Any, ...]:
        return Index, (self.path,)

    @property
    def digest(self) -> str:
        """Changes when, and only when, an article or a link between two of them does."""
        return str(self._base.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0])

    def known(self, *addresses: str) -> tuple[int, Entry] | None:
        """The article at the first of these addresses that the index has, and its number. A mere path is tried as an
        address of the site and as a file's place.
        """
        for address in map(storable, filter(None, addresses)):
            found = self._base.execute(f"{_OF} url = ?", (address,)).fetchone()
            path = split(address).path.lstrip("/")
            if found is None and path and not path.endswith("/"):
                found = self._base.execute(f"{_OF} name = ?", (path,)).fetchone()
            elif found is None:
                found = self._base.execute(f"{_OF} name = ?", (path + "index.html",)).fetchone()
            if found is not None:
                return found[0], entry_of(found[2])
        return None

    def neighbours(self, article: int) -> list[Candidate]:
        """The candidates for an article's page, best first."""
        return [_candidate(*row) for row in self._base.execute(_NEAR, (article,))]


def _candidate(entry: str, relevance: int, score: int, parts: str, stems: str) -> Candidate:
    named = tuple(zip(_PARTS, map(int, parts.split()), strict=True))
    weighed = tuple((stem, int(weight)) for stem, weight in (line.split("\t") for line in stems.split("\n") if line))
    return Candidate(entry_of(entry), relevance, score, named, weighed)
