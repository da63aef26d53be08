"""Sites as an engine gets them, and what the one machine makes of the same pages."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

import adlayout
from adlayout.builder import Wanted, build
from adlayout.builder.indexing import Site, index
from adlayout.builder.walk import walk

MAGAZINE = Path(__file__).parents[2] / "examples" / "magazin"
RULES = MAGAZINE / "adlayout.toml"


def pages(folder: Path) -> dict[str, bytes]:
    """The pages of a site by their names."""
    return {name: (folder / name).read_bytes() for name, kind in walk(folder) if kind == "page"}


def batches(given: Mapping[str, bytes], rows: int = 16) -> Iterator[pa.RecordBatch]:
    """The pages as record batches of so many rows."""
    names = list(given)
    for first in range(0, len(names), rows):
        some = names[first : first + rows]
        yield pa.record_batch([pa.array(some), pa.array([given[name] for name in some])], ["path", "content"])


def indexed(folder: Path, rules: Path, file: Path) -> Path:
    """The related index, as one machine makes it."""
    index(Site(folder, adlayout.load_rules(rules), jobs=2), file)
    return file


def built(folder: Path, rules: Path, related: Path, out: Path) -> dict[str, bytes]:
    """What ``adlayout build`` makes of a site."""
    for outcome in build(Wanted(folder, out, rules=str(rules), jobs=2, related=related)):
        assert outcome.status != "failed", outcome
    return pages(out)


def rows(batches: Iterator[Any]) -> list[dict[str, Any]]:
    """What came out, row by row."""
    return [row for batch in batches for row in batch.to_pylist()]
