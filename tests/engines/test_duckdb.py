"""DuckDB over the same function: files in, Parquet out, the bytes of ``adlayout build``."""

from pathlib import Path

import duckdb
import pyarrow as pa

from adlayout import arrow
from tests.engines.conftest import Made
from tests.engines.sites import MAGAZINE, RULES


def finished(folder: Path, rules: Path, index: Path, out: Path) -> dict[str, bytes]:
    """A folder's pages by DuckDB, finished and written as Parquet; then read from there."""
    base = duckdb.connect()
    base.execute("SET threads = 2")
    given = f"SELECT substr(filename, {len(str(folder)) + 2}) AS path, content FROM read_blob('{folder}/**/*.html')"
    pages = base.sql(given).to_arrow_reader(100)
    made = arrow.finish(pages, rules, related=index)
    told = pa.RecordBatchReader.from_batches(arrow.schema(arrow.FINISHED), made)  # noqa: F841  (DuckDB finds it)
    duckdb.connect().execute(f"COPY (SELECT * FROM told) TO '{out}'")
    assert base.execute(f"SELECT path, reason FROM '{out}' WHERE status = 'failed'").fetchall() == []
    rows = base.execute(f"SELECT path, content FROM '{out}'").fetchall()
    found = dict(rows)
    assert len(found) == len(rows), "each page once"
    return found


def test_the_same_bytes_as_a_build(magazine: Made, tmp_path: Path) -> None:
    assert finished(MAGAZINE, RULES, magazine.index, tmp_path / "out.parquet") == magazine.pages
