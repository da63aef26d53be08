"""Five thousand pages and the corpus: one machine, Spark (a worker of which is killed midway), and DuckDB agree."""

from hashlib import sha256
from pathlib import Path

import pytest

from adlayout.related.index import Index
from benchmarks.related_speed import RULES, made_up
from tests.corpus import pages as corpus
from tests.engines.session import spark
from tests.engines.sites import built, indexed
from tests.engines.test_duckdb import finished
from tests.engines.test_spark import content, killed_midway

PAGES, SIZE = 5_000, 12_000


def digests(found: dict[str, bytes]) -> dict[str, str]:
    return {name: sha256(html).hexdigest() for name, html in found.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "site"
    for name, html in (*made_up(PAGES, SIZE), *((f"corpus/{page.name}.html", page.data) for page in corpus())):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(html)
    return folder


@pytest.mark.slow
def test_all_make_the_same(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import adlayout.spark

    rules = tmp_path / "adlayout.toml"
    rules.write_text(RULES, "utf-8")
    index = indexed(site, rules, tmp_path / "index")
    pages = built(site, rules, index, tmp_path / "out")
    assert sum(html.count(b"<nav data-adlayout") for html in pages.values()) > PAGES * 0.9, "boxes are filled"
    made = digests(pages)
    assert len(made) == PAGES + len(corpus())
    (tmp_path / "duckdb").mkdir()
    assert digests(finished(site, rules, tmp_path / "duckdb", monkeypatch)) == made

    with spark(tmp_path / "spark") as session:
        packed, target = str(tmp_path / "packed"), str(tmp_path / "finished")
        adlayout.spark.pages(session, str(site)).repartition(16).write.parquet(packed)
        frame = session.read.parquet(packed).repartition(16)
        adlayout.spark.make_index(adlayout.spark.facts(frame, rules), tmp_path / "second", rules)
        assert Index(tmp_path / "second").digest == Index(index).digest
        writer = adlayout.spark.finish(frame, rules, related=tmp_path / "second").write
        assert killed_midway(session, writer, target) >= 1
        assert digests(content(session.read.parquet(target))) == made
