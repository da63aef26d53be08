"""Finished pages as a site again: each row one file or object, written by the worker that has it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adlayout.cloud.model import Changed, Refused
from adlayout.cloud.place import Place, opened
from adlayout.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HEADERS = {"Content-Type": "text/html"}
"""What an object is told to be; its charset stands in the page."""
TRIES = 3
"""So often a page is put where something else appears at the same time."""


def write_pages(frame: "DataFrame", target: str) -> "Counter[str]":
    """Writes every page of a finished frame below ``target``: a bucket's address (``s3://``, ``gs://``, ``az://``; the
    extra ``adlayout[cloud]``), or a folder that all machines share. Gives how many were "written", and how many were
    not, by the reason.

    Each page appears whole. A task that is run again writes the same bytes again: a job that lost a worker, or was
    started anew, ends with the same site. ``target`` must not be where the pages were read: what an editor has written
    there since would be overwritten. Raises ``UsageError`` for an address that is none.
    """
    opened(Path(target), read=False)  # a wrong address is told here, and not by a worker
    if missing := [name for name in ("path", "content") if name not in frame.columns]:
        raise UsageError(f"there is no column {missing[0]}; give a frame that finish made")
    told = frame.select("path", "content").mapInArrow(partial(_write, target=target), "told string")
    return Counter({row["told"]: row["count"] for row in told.groupBy("told").count().collect()})


def _write(batches: Iterator[Any], target: str) -> Iterator[Any]:
    import pyarrow as pa

    place = opened(Path(target), read=False)
    for batch in batches:
        told = [_put(place, row["path"], row["content"]) for row in batch.to_pylist()]
        yield pa.record_batch([pa.array(told, pa.string())], ["told"])


def _put(place: Place, name: str, content: bytes | None) -> str:
    """What became of a page. A store that does not answer, or wants other credentials, ends the task."""
    if content is None:
        return "there is no content"
    for _ in range(TRIES):
        try:
            place.write(name, content, HEADERS, place.look(name))
        except Changed:
            continue
        except Refused as error:
            return f"refused: {error}"
        return "written"
    return "changed by somebody else all the time"
