"""What one of Spark's workers does with its pages: objects, and the same ones when its task is run again."""

import pyarrow as pa
import pytest

from adlayout.spark.writing import _write
from tests.cloud.conftest import Site, article


def test_pages_are_written_and_may_be_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in site.environment().items():
        monkeypatch.setenv(name, value)
    page = article("Kutter")
    batch = pa.record_batch({"path": ["a/kutter.html", "leer.html"], "content": [page, None]})
    for _ in range(2):
        told = [row["told"] for out in _write(iter([batch]), f"{site.address}/out") for row in out.to_pylist()]
        assert told == ["written", "there is no content"]
        assert site.names("out") == ["a/kutter.html"]
        assert site.get("out/a/kutter.html") == (page, {"Content-Type": "text/html"})
