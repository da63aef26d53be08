"""Spark with two workers: the bytes of ``adlayout build``, each page once, whatever dies on the way.

One test where several would do: a session takes ten seconds to start.
"""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import adlayout
from adlayout.errors import UsageError
from adlayout.related.index import Index
from tests.engines import sites
from tests.engines.conftest import Made
from tests.engines.session import busy_worker, spark
from tests.engines.sites import MAGAZINE, RULES

DOCS = Path(__file__).parents[2] / "docs" / "spark.md"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with spark(tmp_path_factory.mktemp("spark")) as session:
        yield session


def content(frame: Any) -> dict[str, bytes]:
    """The pages of a finished frame; each once."""
    rows = frame.select("path", "content").collect()
    assert Counter(row.path for row in rows).most_common(1)[0][1] == 1
    return {row.path: bytes(row.content) for row in rows}


@pytest.mark.slow
def test_the_lines_of_the_docs_do(
    session: Any, magazine: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a folder in the bucket's place."""
    import adlayout.spark

    (code,) = re.findall(r"```python\n(import adlayout.spark.*?)```", DOCS.read_text("utf-8"), re.S)
    adlayout.spark.pages(session, str(MAGAZINE)).write.parquet(str(tmp_path / "pages"))
    (tmp_path / "adlayout.toml").write_bytes(RULES.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(code.replace("s3a://bucket", str(tmp_path)), str(DOCS), "exec"), {"session": session})
    assert content(session.read.parquet(str(tmp_path / "finished"))).keys() == magazine.pages.keys()


def test_the_same_bytes_as_a_build(session: Any, magazine: Made, tmp_path: Path) -> None:
    import adlayout.spark

    pages = adlayout.spark.pages(session, str(MAGAZINE)).repartition(2).persist()
    assert pages.columns == ["path", "content"]
    index = tmp_path / "index"
    made = adlayout.spark.make_index(adlayout.spark.facts(pages, RULES), index, RULES)
    assert made.articles == 40
    assert Index(index).digest == Index(magazine.index).digest

    finished = adlayout.spark.finish(pages, RULES, related=index)
    target = str(tmp_path / "out")
    finished.write.parquet(target)
    written = session.read.parquet(target)
    assert content(written) == magazine.pages
    told = written.select("version", "rules_digest", "index_digest").first()
    assert tuple(told) == (adlayout.__version__, adlayout.load_rules(RULES).digest, Index(index).digest)

    assert adlayout.spark.write_pages(written, str(tmp_path / "site")) == {"written": len(magazine.pages)}
    assert sites.pages(tmp_path / "site") == magazine.pages

    bad = session.createDataFrame(
        [("a.html", None), ("b.html", bytearray(b"\x00\xff<p"))], "path string, content binary"
    )
    rows = {row.path: row for row in adlayout.spark.finish(bad.union(pages.limit(3)), RULES).collect()}
    assert (len(rows), rows["a.html"].status, rows["b.html"].status) == (5, "failed", "passed")
    with pytest.raises(UsageError, match="no column content among path, html"):
        adlayout.spark.finish(pages.withColumnRenamed("content", "html"))


def test_workers_of_another_version_are_told() -> None:
    """Without a session: both ends are here."""
    from adlayout.spark.frames import _facts, _finish

    rules = adlayout.load_rules()
    with pytest.raises(UsageError, match=r"driver has adlayout 0\.0\.1, this worker"):
        _finish(iter(()), rules, None, {}, version="0.0.1")
    with pytest.raises(UsageError, match="install the same one"):
        _facts(iter(()), rules, {}, version="0.0.1")


def test_a_killed_worker_costs_no_page(session: Any, magazine: Made, tmp_path: Path) -> None:
    from pyspark.sql import functions as f

    import adlayout.spark

    pages = adlayout.spark.pages(session, str(MAGAZINE)).crossJoin(session.range(4)).repartition(8).persist()
    pages = pages.withColumn("path", f.concat("id", f.lit("/"), "path"))
    assert pages.count() == 4 * len(magazine.pages)
    writer = adlayout.spark.finish(pages, RULES, related=magazine.index).write
    # A worker may be done with its task in the moment before the kill: then the next frame is written.
    targets = (str(tmp_path / f"out{turn}") for turn in range(5))
    target = next((target for target in targets if killed_midway(session, writer, target)), "")
    assert target, "a kill has hit a task at work"
    found = content(session.read.parquet(target))
    assert set(found) == {f"{n}/{name}" for n in range(4) for name in magazine.pages}


def killed_midway(session: Any, writer: Any, target: str) -> int:
    """Writes a frame, and kills a process that works on it when its first task is done; how many tasks failed."""
    from pyspark import InheritableThread

    errors: list[BaseException] = []

    def run() -> None:
        try:
            session.sparkContext.setJobGroup(target, "a worker is killed")
            writer.parquet(target)
        except BaseException as error:  # noqa: BLE001  (handed on)
            errors.append(error)

    def stages() -> list[Any]:
        jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(target)]
        return [found for job in jobs for stage in job.stageIds if (found := tracker.getStageInfo(stage))]

    tracker = session.sparkContext.statusTracker()
    thread = InheritableThread(target=run)
    thread.start()
    killed = False
    while thread.is_alive():
        if not killed and any(one.numCompletedTasks >= 1 and one.numActiveTasks >= 2 for one in stages()):
            os.kill(busy_worker(), signal.SIGKILL)
            killed = True
        time.sleep(0.02)
    thread.join()
    assert not errors, errors
    return sum(one.numFailedTasks for one in stages())
