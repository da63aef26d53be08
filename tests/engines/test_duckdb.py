"""DuckDB over the same function, as docs/spark.md has it: files in, Parquet out, the bytes of ``adlayout build``."""

import re
from pathlib import Path

import duckdb
import pytest

from tests.engines.conftest import Made
from tests.engines.sites import MAGAZINE, RULES

DOCS = Path(__file__).parents[2] / "docs" / "spark.md"


def finished(folder: Path, rules: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """A folder's pages after the lines of the docs have run; each once, and none has failed."""
    (here / "site").symlink_to(folder)
    (here / "adlayout.toml").write_bytes(rules.read_bytes())
    (code,) = re.findall(r"```python duckdb\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    with monkeypatch.context() as there:
        there.chdir(here)
        exec(compile(code, str(DOCS), "exec"), {})
    base = duckdb.connect()
    assert base.sql(f"SELECT path, reason FROM '{here}/finished.parquet' WHERE status = 'failed'").fetchall() == []
    rows = base.sql(f"SELECT path, content FROM '{here}/finished.parquet'").fetchall()
    found = dict(rows)
    assert len(found) == len(rows)
    return found


def test_the_same_bytes_as_a_build(magazine: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert finished(MAGAZINE, RULES, tmp_path, monkeypatch) == magazine.pages
