"""What earlier builds left behind, so that an unchanged page costs no request at all.

Listings tell an ETag for each object, so a row (made from this ETag, by these rules, standing there as that ETag) can
be judged without reading anything. A row holds or it does not, whoever wrote it and when: nothing has to be locked, a
killed build leaves rows that are still true, and two builds at once spoil nothing.

Rows lie in parts below ``.adlayout/`` of OUT, each an object of JSON lines. A build adds parts for what it made, and
packs them anew when there are many. The objects' own metadata would cost a request for each page to read.
"""

import gzip
import json
import sqlite3
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple
from datetime import datetime

from adlayout.cloud.model import Changed, Gone, Row, Stored
from adlayout.cloud.place import Place

FOLDER = ".adlayout/"
SMALL, LARGE = 500, 20_000
"""Rows of a part: as it is written on the way (what a kill loses), and when all are packed anew."""
LOOSE = 16
"""So many small parts may lie about before they are packed."""
_TABLES = """
CREATE TABLE row (name TEXT PRIMARY KEY, source TEXT, key TEXT, target TEXT, digest TEXT, needs TEXT, links TEXT,
    related TEXT, met INTEGER) WITHOUT ROWID;
CREATE TABLE there (name TEXT PRIMARY KEY, stamp TEXT, size INTEGER, modified TEXT, version TEXT) WITHOUT ROWID;
"""
_PUT = "INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Memory:
    """The rows of OUT, and its listing. Both in a database on disk that vanishes with it, so a million take no memory.

    To be used by one thread.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._base = sqlite3.connect("")  # a temporary file of SQLite's own
        self._base.executescript(_TABLES)
        self._parts: list[str] = []
        self._waiting: list[Row] = []
        self._run = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
        self._written = 0

    def load(self, listing: Iterable[Stored]) -> None:
        """Takes in the listing of OUT, and every part that is in it; later ones win."""
        self._base.executemany("INSERT OR REPLACE INTO there VALUES (?, ?, ?, ?, ?)", self._others(listing))
        for part in sorted(self._parts):
            with suppress(
                Gone, ValueError, TypeError, OSError, EOFError
            ):  # packed by another build; or no part of ours
                lines = gzip.decompress(self._place.read(part).data).splitlines()
                rows = [(*astuple(Row(*json.loads(line))), 0) for line in lines]
                self._base.executemany(_PUT, rows)

    def _others(self, listing: Iterable[Stored]) -> Iterator[tuple[object, ...]]:
        for one in listing:
            if one.name.startswith(FOLDER):
                self._parts.append(one.name)
            else:
                yield (one.name, one.stamp, one.size, one.modified.isoformat(), one.version)

    def there(self, name: str) -> Stored | None:
        """The object of OUT as it was listed."""
        found = self._base.execute("SELECT * FROM there WHERE name = ?", (name,)).fetchone()
        return found and Stored(found[0], found[1], found[2], _date(found[3]), found[4])

    def row(self, name: str) -> Row | None:
        """What is remembered of an object; and that it still is in SRC."""
        found = self._base.execute("SELECT * FROM row WHERE name = ?", (name,)).fetchone()
        if found:
            self._base.execute("UPDATE row SET met = 1 WHERE name = ?", (name,))
        return found and Row(*found[:-1])

    def vanished(self) -> Iterator[Row]:
        """Rows of objects that SRC does not have any more, for a build that has asked for each that it has. They are
        forgotten as they come.
        """
        while some := self._base.execute("SELECT * FROM row WHERE met = 0 ORDER BY name LIMIT 1000").fetchall():
            for found in some:
                yield Row(*found[:-1])
                self._base.execute("DELETE FROM row WHERE name = ?", found[:1])

    def note(self, row: Row) -> None:
        """Remembers an object; written down some hundreds at a time."""
        self._base.execute(_PUT, (*astuple(row), 1))
        self._waiting.append(row)
        if len(self._waiting) >= SMALL:
            self.flush()

    def flush(self) -> None:
        """Writes down what is not yet."""
        if self._waiting:
            self._part(self._waiting)
            self._waiting = []

    def pack(self) -> None:
        """Few large parts instead of many small ones, if there are many; the old ones go when the new ones stand."""
        total = self._base.execute("SELECT count(*) FROM row").fetchone()[0]
        if not self._written or len(self._parts) + self._written <= total // LARGE + LOOSE:
            return
        old = [*self._parts, *(self._name(number) for number in range(self._written))]
        rows = self._base.execute("SELECT * FROM row ORDER BY name")
        while some := rows.fetchmany(LARGE):
            self._part([Row(*row[:-1]) for row in some])
        for part in old:
            self._place.remove(part)

    def _part(self, rows: list[Row]) -> None:
        text = "".join(json.dumps(astuple(row), ensure_ascii=False) + "\n" for row in rows)
        packed = gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)
        with suppress(Changed):  # our own write, tried again after an answer that was lost
            self._place.write(self._name(self._written), packed, {"Content-Type": "application/gzip"}, None)
        self._written += 1

    def _name(self, number: int) -> str:
        return f"{FOLDER}{self._run}/{number:06d}.jsonl.gz"


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text)
