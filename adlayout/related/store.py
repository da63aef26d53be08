"""The index on disk: one SQLite file.

``page`` remembers every page that was read, so that only changed ones are read again; ``article`` and ``neighbour``
are what pages are finished with. A build is one transaction: killed at any moment it leaves the index as it was, and
two builds at once exclude each other.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from adlayout.errors import UsageError
from adlayout.related.entry import Entry, Image

FORMAT = 2
"""Number of the file's layout; an index of another one is made anew."""
APPLICATION = 0x61644C78
"""Says in the file's head whose it is ("adLx"): no other program's database is ever taken for an index."""
WAIT = 10
"""Seconds that a build waits for another one to end."""
# KiB; what a build writes stays in memory until its end, so that readers are not kept waiting.
_CACHE = 512 * 1024

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (
    name TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL, reason TEXT NOT NULL, entry TEXT NOT NULL,
    words BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS article (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, entry TEXT NOT NULL, stems TEXT NOT NULL,
    copy TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS article_by_url ON article (url);
CREATE INDEX IF NOT EXISTS article_by_name ON article (name);
CREATE TABLE IF NOT EXISTS neighbour (
    article INTEGER, rank INTEGER, other INTEGER, score INTEGER, relevance INTEGER, parts TEXT NOT NULL,
    PRIMARY KEY (article, rank)) WITHOUT ROWID;
"""
_NAMES = ("meta", "page", "article", "neighbour")
_THERE = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"


class Row(NamedTuple):
    """What is remembered of a page: ``reason`` says why it is no article, else ``entry`` and ``words`` are filled."""

    name: str
    stamp: str
    digest: str
    reason: str
    entry: Entry | None
    words: Mapping[str, int]


class Packed(NamedTuple):
    """The same as the table ``page`` has it: plain texts and bytes, to be handed from machine to machine."""

    name: str
    stamp: str
    digest: str
    reason: str
    entry: str
    words: bytes

    @classmethod
    def of(cls, row: Row) -> "Packed":
        """A row packed."""
        entry = "" if row.entry is None else entry_json(row.entry)
        words = "\n".join(f"{word}\t{count}" for word, count in row.words.items())
        name, stamp, digest, reason, facts = map(storable, (row.name, row.stamp, row.digest, row.reason, entry))
        return cls(name, stamp, digest, reason, facts, zlib.compress(storable(words).encode(), 1))


class Store:
    """An index opened for writing. Raises ``UsageError`` where the file is none, or another build is at work."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and not path.is_file():
            raise UsageError(f"{path}: is no file, and an index is one; give another name")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with ExitStack() as failing:
                self._base = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
                failing.callback(self._base.close)
                self._base.execute(f"PRAGMA cache_size = -{_CACHE}")
                self._base.execute("BEGIN IMMEDIATE")
                self._prepare()
                failing.pop_all()
        except (sqlite3.Error, OSError) as error:
            raise _told(path, error) from None

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._base.execute("ROLLBACK" if kind else "COMMIT")
        except sqlite3.Error as failed:
            raise _told(self.path, failed) from None
        finally:
            self._base.close()

    def _prepare(self) -> None:
        there = {name for (name,) in self._base.execute(_THERE)}
        (application,) = self._base.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION:
            if application or (there and not self._is_older(there)):
                raise UsageError(f"{self.path}: is another program's database; choose another name")
            self._base.execute(f"PRAGMA application_id = {APPLICATION}")
        if there and self.meta("format") != str(FORMAT):
            for table in there.intersection(_NAMES):
                self._base.execute(f"DROP TABLE {table}")
            there = set()
        if not there:
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
            self.set_meta("format", str(FORMAT))

    def _is_older(self, there: set[str]) -> bool:
        """Whether these tables are an index of ours from before its file said so."""
        return there == set(_NAMES) and self.meta("format").isdigit()

    def meta(self, key: str) -> str:
        """A fact of the index itself; empty if it is not there."""
        found = self._base.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return found[0] if found else ""

    def set_meta(self, key: str, value: str) -> None:
        """Notes a fact of the index itself."""
        self._base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def stamps(self) -> dict[str, tuple[str, str]]:
        """Stamp and digest of every page that is known, by name."""
        return {
            name: (stamp, digest) for name, stamp, digest in self._base.execute("SELECT name, stamp, digest FROM page")
        }

    def put(self, row: Row) -> None:
        """Remembers a page."""
        self.put_packed(Packed.of(row))

    def put_packed(self, row: "Packed") -> None:
        """Remembers a page that has been packed elsewhere."""
        self._base.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", row)

    def touch(self, name: str, stamp: str) -> None:
        """The page is the same, only its file's time is new."""
        self._base.execute("UPDATE page SET stamp = ? WHERE name = ?", (stamp, name))

    def drop(self, name: str) -> None:
        """Forgets a page."""
        self._base.execute("DELETE FROM page WHERE name = ?", (name,))

    def reasons(self) -> dict[str, str]:
        """The pages that are no articles, and why."""
        return dict(self._base.execute("SELECT name, reason FROM page WHERE reason != ''"))

    def entries(self) -> list[tuple[str, Entry]]:
        """All articles with the names of their pages."""
        rows = self._base.execute("SELECT name, entry FROM page WHERE reason = ''")
        return [(name, entry_of(entry)) for name, entry in rows]

    def articles(self) -> int:
        """How many articles there are."""
        return int(self._base.execute("SELECT count(*) FROM article").fetchone()[0])

    def words(self, names: Iterable[str]) -> Iterator[dict[str, int]]:
        """How often each word stands in these pages, one after the other."""
        for name in names:
            (packed,) = self._base.execute("SELECT words FROM page WHERE name = ?", (name,)).fetchone()
            lines = (line.split("\t") for line in zlib.decompress(packed).decode().split("\n") if line)
            yield {word: int(count) for word, count in lines}

    def links(self) -> dict[str, tuple[str, ...]]:
        """Per article's URL, those of its neighbours, best first."""
        found: dict[str, tuple[str, ...]] = {}
        query = (
            "SELECT one.url, other.url FROM neighbour JOIN article one ON one.id = neighbour.article"
            " JOIN article other ON other.id = neighbour.other ORDER BY neighbour.article, neighbour.rank"
        )
        for one, other in self._base.execute(query):
            found[one] = (*found.get(one, ()), other)
        return found

    def replace(self, articles: Iterable[tuple[Any, ...]], neighbours: Iterable[tuple[Any, ...]]) -> None:
        """All articles and neighbours anew, rows as the tables have them, in an order that is always the same."""
        seen = hashlib.sha256()
        self._base.execute("DELETE FROM article")
        self._base.execute("DELETE FROM neighbour")
        self._base.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", _noted(articles, seen))
        self._base.executemany("INSERT INTO neighbour VALUES (?, ?, ?, ?, ?, ?)", _noted(neighbours, seen))
        self.set_meta("digest", seen.hexdigest()[:16])


def _noted(rows: Iterable[tuple[Any, ...]], seen: Any) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        seen.update(repr(row).encode())
        yield row


def write_lean(index: Path, to: Path) -> None:
    """A new file with what pages are finished with, and without what is remembered of the pages that were read.

    Raises ``UsageError`` where ``index`` is no index.
    """
    open_to_read(index).close()
    with Store(to):
        pass
    base = sqlite3.connect(to)
    try:
        base.execute("ATTACH ? AS whole", (str(index),))
        for table in ("meta", "article", "neighbour"):
            base.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM whole.{table}")
        base.commit()
    finally:
        base.close()


def _told(path: Path, error: Exception) -> UsageError:
    said = str(error)
    if "locked" in said:
        return UsageError(f"{path}: another build is writing this index; start again when it has ended")
    if "not a database" in said:
        return UsageError(f"{path}: is no related index; choose another name, or delete the file")
    return UsageError(f"{path}: cannot be used as an index: {said}")


def storable(text: str) -> str:
    """Without halves of surrogate pairs, which a page's JSON-LD may hold and SQLite cannot."""
    return text.encode("utf-8", "replace").decode()


def entry_json(entry: Entry) -> str:
    """An entry as the tables have it, without its text."""
    facts = {key: value for key, value in asdict(entry).items() if value and key != "text"}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def entry_of(facts: str) -> Entry:
    """The entry that a table has."""
    given = {"url": "", "title": "", **json.loads(facts)}
    image = given.pop("image", None)
    tags = tuple(given.pop("tags", ()))
    beside = tuple((title, url) for title, url in given.pop("given", ()))
    return Entry(**given, tags=tags, image=Image(**image) if image else None, given=beside)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, for a moment."""
    base = open_to_read(path)
    try:
        yield base
    finally:
        base.close()


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Raises ``UsageError`` where the file is no index of this format."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such index; make it with: adlayout index SRC -o {path}")
    try:
        base = _connected(path)
        found = base.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.Error as error:
        raise _told(path, error) from None
    if found is None or found[0] != str(FORMAT):
        raise UsageError(f"{path}: is an index of another version; make it anew with: adlayout index SRC -o {path}")
    return base


def _connected(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    # Servers and engines ask from several threads; SQLite is built for that, and nobody writes here.
    try:
        base = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=WAIT, check_same_thread=False)
        base.execute("SELECT count(*) FROM meta")
    except sqlite3.OperationalError:
        # A build was killed in the middle of its last step: whoever comes next may have to undo it.
        base = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=WAIT, check_same_thread=False)
    return base
