"""DataFrames in and out; nothing in here looks into a page."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adlayout import __version__, arrow
from adlayout.errors import UsageError
from adlayout.related.store import Packed
from adlayout.rulefile import Rules, load_rules
from adlayout.spark.shipping import opened, ship

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from adlayout.related.making import Made

PAGES = "*.{[hH][tT][mM],[hH][tT][mM][lL],[xX][hH][tT][mM][lL]}"
"""Files that are named like a page."""
_AUTHORITY = r"^[A-Za-z][A-Za-z0-9+.-]*:(?://[^/]*)?"


def pages(session: "SparkSession", folder: str) -> "DataFrame":
    """Every page below a folder or prefix, with the columns ``path`` (from there on) and ``content``.

    Millions of small objects are slow to list and to open: write what comes out as Parquet once, and go on from there.
    """
    from pyspark.sql import functions as f

    where = folder.rstrip("/") if re.match(_AUTHORITY, folder) else str(Path(folder).absolute())
    root = re.sub(_AUTHORITY, "", where)
    found = session.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", PAGES)
    below = f.regexp_replace("path", _AUTHORITY, "").substr(f.lit(len(root) + 2), f.length("path"))
    return found.load(where).select(below.alias("path"), "content")


def finish(
    frame: "DataFrame",
    rules: Rules | str | Path = "default",
    *,
    related: str | Path | None = None,
    url: str = "",
    encoding: str | None = None,
    verify: bool = False,
) -> "DataFrame":
    """The pages of a frame finished, a row each, with the columns of ``adlayout.arrow.FINISHED``.

    ``frame`` has the columns ``path`` and ``content``, and if wanted ``url`` and ``encoding``. Rules are read here,
    once, and travel with the job; ``related``, an index file on the driver, is sent to each machine. The other
    arguments and the errors are those of ``adlayout.arrow.finish``.
    """
    known = rules if isinstance(rules, Rules) else load_rules(rules)
    index = None if related is None else ship(frame.sparkSession, Path(related))
    asked: dict[str, Any] = {"url": url, "encoding": encoding, "verify": verify}
    work = partial(_finish, rules=known, index=index, asked=asked, version=__version__)
    return _input(frame).mapInArrow(work, _ddl(arrow.FINISHED))


def facts(
    frame: "DataFrame", rules: Rules | str | Path = "default", *, url: str = "", encoding: str | None = None
) -> "DataFrame":
    """What the related index is made of, a row a page, with the columns of ``adlayout.arrow.FACTS``."""
    known = rules if isinstance(rules, Rules) else load_rules(rules)
    work = partial(_facts, rules=known, asked={"url": url, "encoding": encoding}, version=__version__)
    return _input(frame).mapInArrow(work, _ddl(arrow.FACTS))


def make_index(
    frame: "DataFrame", file: str | Path, rules: Rules | str | Path = "default", *, today: str = ""
) -> "Made":
    """The related index in a new ``file`` on the driver, from what ``facts`` gave: the same links as ``adlayout index``
    makes. The rows are first put on the workers' disks, then read one partition after the other.

    Needs the extra ``adlayout[related]`` on the driver. Raises ``UsageError`` where the file cannot be written.
    """
    from pyspark import StorageLevel

    from adlayout.related.making import make_file

    known = rules if isinstance(rules, Rules) else load_rules(rules)
    stored = frame.select(*arrow.FACTS).persist(StorageLevel.DISK_ONLY)
    try:
        stored.count()
        return make_file(_collected(stored), Path(file), known.index, today)
    finally:
        stored.unpersist()


def _finish(
    batches: Iterator[Any], rules: Rules, index: str | None, asked: dict[str, Any], version: str
) -> Iterator[Any]:
    _same(version)
    return arrow.finish(batches, rules, related=opened(index), **asked)


def _facts(batches: Iterator[Any], rules: Rules, asked: dict[str, Any], version: str) -> Iterator[Any]:
    _same(version)
    return arrow.facts(batches, rules, **asked)


def _same(version: str) -> None:
    """Rules of one version may mean nothing to another: every page would be a row that failed."""
    if version != __version__:
        raise UsageError(f"the driver has adlayout {version}, this worker {__version__}; install the same one on both")


def _input(frame: "DataFrame") -> "DataFrame":
    """The columns that count. Raises ``UsageError`` where one is missing."""
    missing = [name for name in ("path", "content") if name not in frame.columns]
    if missing:
        raise UsageError(
            f"there is no column {' and no column '.join(missing)} among {', '.join(frame.columns)}; pages come as path"
            " (text) and content (binary)"
        )
    return frame.select("path", "content", *(name for name in arrow.FURTHER if name in frame.columns))


def _ddl(columns: dict[str, str]) -> str:
    return ", ".join(f"`{name}` {kind}" for name, kind in columns.items())


def _collected(frame: "DataFrame") -> Iterator[Packed]:
    """The rows, two partitions of them at a time in the driver's memory."""
    for row in frame.toLocalIterator(prefetchPartitions=True):
        yield Packed(row["path"], "", "", row["reason"], row["entry"], bytes(row["words"]))
