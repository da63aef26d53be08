"""What a build remembers, so that the next one does only what has to be done: one SQLite file in the user's cache
folder, for each pair of source and target.

A row says what a file was made of and what was written. It is noted after the file stands, so that a build that is
killed at any moment leaves no row that claims too much; before, ``begun`` is noted, so that it leaves none that claims
too little: a file that was written is known to be adlayout's.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = 1
"""Number of the file's layout; a memory of another one is forgotten."""
FORGOTTEN = 90 * 24 * 3600
"""Seconds after which a memory that no build has asked for is deleted."""
AT_ONCE = 512
"""Rows that are read at a time."""
_EVERY = 1.0
"""Seconds of work that a kill may cost, at most."""
_TABLES = """
CREATE TABLE IF NOT EXISTS file (
    key BLOB PRIMARY KEY, kind TEXT NOT NULL, packed TEXT NOT NULL, came BLOB NOT NULL, digest BLOB NOT NULL,
    stands BLOB NOT NULL, written BLOB NOT NULL, rules TEXT NOT NULL, made TEXT NOT NULL, needs TEXT NOT NULL,
    links BLOB NOT NULL, related BLOB NOT NULL, facts TEXT NOT NULL, begun BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS begun ON file (key) WHERE begun IS NOT NULL;
"""
_COLUMNS = "key, kind, packed, came, digest, stands, written, rules, made, needs, links, related, facts, begun"
_PUT = f"INSERT OR REPLACE INTO file ({_COLUMNS}) VALUES ({', '.join('?' * 14)})"
_BEGIN = (
    "INSERT INTO file VALUES (?, ?, '', x'', x'', x'', x'', '', '', '', x'', x'', '', ?)"
    " ON CONFLICT (key) DO UPDATE SET begun = excluded.begun"
)


class Row(NamedTuple):
    """One file. ``came`` and ``digest``: stamps and content of the source; ``stands`` and ``written``: of the target;
    ``packed``: endings of its compressed siblings, whose stamps come after the page's own. ``rules`` and ``made``: the
    rules, and everything else that all pages are made with. ``needs``: what its links depend on, as JSON, empty if on
    nothing; ``links``: what the index said to that, ``related`` the digest of that index. ``facts``: the outcome.
    ``begun``: stamps of the target when work on it began, None when it has ended.
    """

    key: bytes
    kind: str
    packed: str = ""
    came: bytes = b""
    digest: bytes = b""
    stands: bytes = b""
    written: bytes = b""
    rules: str = ""
    made: str = ""
    needs: str = ""
    links: bytes = b""
    related: bytes = b""
    facts: str = ""
    begun: bytes | None = None


class Memory:
    """A memory opened for one build. ``warning``: why it remembers nothing beyond this build; the build goes on."""

    def __init__(self, path: Path | None, warning: str = "") -> None:
        self.warning = warning
        self._path = path
        self._damaged = False
        self._noted = time.monotonic()
        try:
            self._base, self.unfinished, self.is_new = _opened(path)
        except (OSError, sqlite3.Error) as error:
            self.warning = f"{path}: cannot be written, so the next build begins anew: {error}"
            self._base, self.unfinished, self.is_new = _opened(None)

    def rows(self) -> Iterator[Row]:
        """All rows in order of their keys."""
        last = b""
        while True:
            found = self._all(f"SELECT {_COLUMNS} FROM file WHERE key > ? ORDER BY key LIMIT {AT_ONCE}", last)
            yield from map(Row._make, found)
            if len(found) < AT_ONCE:
                return
            last = found[-1][0]

    def row(self, key: bytes) -> Row | None:
        """One row."""
        found = self._all(f"SELECT {_COLUMNS} FROM file WHERE key = ?", key)
        return Row._make(found[0]) if found else None

    def keys(self) -> Iterator[bytes]:
        """The keys of all rows, in order."""
        last = b""
        while found := self._all(f"SELECT key FROM file WHERE key > ? ORDER BY key LIMIT {AT_ONCE}", last):
            yield from (key for (key,) in found)
            last = found[-1][0]

    def begin(self, files: Iterable[tuple[bytes, str, bytes]]) -> None:
        """Notes for good that work on these files begins: key, kind and what stands there now."""
        self._do(_BEGIN, files)
        self._commit()

    def put(self, row: Row) -> None:
        """Remembers a file that stands."""
        self._do(_PUT, (row,))
        if time.monotonic() - self._noted > _EVERY:
            self._commit()

    def relate(self, key: bytes, related: bytes) -> None:
        """The page's links are the same by another index."""
        self._do("UPDATE file SET related = ? WHERE key = ?", ((related, key),))

    def drop(self, keys: Iterable[bytes]) -> None:
        """Forgets files."""
        self._do("DELETE FROM file WHERE key = ?", ((key,) for key in keys))
        self._commit()

    def end(self, key: bytes) -> None:
        """Work on this file has ended without success: what stands there is what stood there."""
        self._do("UPDATE file SET begun = NULL, made = '' WHERE key = ?", ((key,),))

    def close(self) -> None:
        """Notes everything for good."""
        self._commit()
        self._base.close()
        if self._damaged and self._path is not None:
            _delete(self._path)

    def _all(self, query: str, key: bytes) -> list[tuple[Any, ...]]:
        try:
            return self._base.execute(query, (key,)).fetchall()
        except sqlite3.Error as error:
            self._warn(error)
            return []

    def _do(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        try:
            if not self._base.in_transaction:
                self._base.execute("BEGIN")
            self._base.executemany(statement, values)
        except sqlite3.Error as error:
            self._warn(error)

    def _commit(self) -> None:
        self._noted = time.monotonic()
        try:
            if self._base.in_transaction:
                self._base.execute("COMMIT")
        except sqlite3.Error as error:
            self._warn(error)

    def _warn(self, error: sqlite3.Error) -> None:
        self._damaged |= not isinstance(error, sqlite3.OperationalError)
        self.warning = self.warning or f"what this build did is not remembered, so the next one does it again: {error}"


def remembered(source: Path, target: Path, *, write: bool = True) -> Memory:
    """The memory for building ``source`` to ``target``; without ``write`` none is made where there is none."""
    folder = _cache()
    if folder is None:
        return Memory(None, "there is no home folder, so the next build begins anew; set XDG_CACHE_HOME")
    if any(folder.is_relative_to(one.resolve()) for one in (source, target)):
        why = f"{folder} lies in the site itself and could be published, so the next build begins anew"
        return Memory(None, f"{why}; set XDG_CACHE_HOME to a folder elsewhere")
    name = hashlib.sha256(b"\0".join(os.fsencode(one.resolve()) for one in (source, target))).hexdigest()[:32]
    path = folder / f"{name}.sqlite"
    return Memory(path if write or path.exists() else None)


def _cache() -> Path | None:
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    return Path(base).resolve() / "adlayout" / "builds"


class _Opened(NamedTuple):
    base: sqlite3.Connection
    unfinished: bool
    is_new: bool


def _opened(path: Path | None) -> _Opened:
    if path is None:
        return _prepared(":memory:")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget(path.parent)
    try:
        made = _prepared(path)
        os.utime(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        # Damaged, or of another layout: a memory is never worth a build.
        _delete(path)
        return _prepared(path)
    return made


def _delete(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _prepared(path: Path | str) -> _Opened:
    with ExitStack() as failing:
        base = sqlite3.connect(path, isolation_level=None)
        failing.callback(base.close)
        # One build at a time, so nothing has to be shared (which network folders cannot). A log is not torn by a
        # power cut.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            base.execute(f"PRAGMA {pragma}")
        (layout,) = base.execute("PRAGMA user_version").fetchone()
        if layout not in (0, FORMAT):
            raise sqlite3.DatabaseError("of another layout")
        if layout != FORMAT:
            base.executescript(_TABLES + f"PRAGMA user_version = {FORMAT};")
        # Damage behind the first page shows only here, and has to while one can still begin anew.
        made = _Opened(base, _any(base, "file WHERE begun IS NOT NULL"), not _any(base, "file"))
        failing.pop_all()
    return made


def _any(base: sqlite3.Connection, what: str) -> bool:
    return base.execute(f"SELECT NULL FROM {what} LIMIT 1").fetchone() is not None


def _forget(folder: Path) -> None:
    """Deletes memories that nobody has asked for in a long time."""
    for path in folder.glob("*.sqlite"):
        with suppress(FileNotFoundError):  # another build forgets it just now
            if time.time() - path.stat().st_mtime > FORGOTTEN:
                _delete(path)
