"""A Spark session on this machine, with two workers; and its worker processes, so that one can be killed."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.needs import missing

OLDEST = 17


def java_version() -> int:
    """The main number of the Java that Spark will start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not command or not Path(command).is_file():
        return 0
    told = subprocess.run([command, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def needs_java() -> None:
    """Skips the running test where there is none that Spark can use."""
    if java_version() < OLDEST:
        missing("java", f"Spark needs Java {OLDEST} or newer on the path, or JAVA_HOME")


@contextmanager
def spark(folder: Path, master: str = "local[2,4]", **settings: str) -> Iterator[Any]:
    """A session with two Python workers, each of whose tasks may fail thrice; skips where there is no Java."""
    needs_java()
    from pyspark.sql import SparkSession

    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(folder))
    wanted = {
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.log.level": "ERROR",
        # As for any program that ends soon: no second compiler, no collector in threads of its own.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        **settings,
    }
    builder = SparkSession.builder.master(master).appName("adlayout's tests")
    for key, value in wanted.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()
        # The JVM outlives the session, for the next one; here there is none.
        gateway = type(session.sparkContext)._gateway
        type(session.sparkContext)._gateway = type(session.sparkContext)._jvm = None
        if gateway is not None:
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait(30)


def busy_worker() -> int:
    """Of the processes in which Spark runs Python, the one that is most at work."""
    before = {pid: used(pid) for pid in _workers()}
    time.sleep(0.1)
    return max(before, key=lambda pid: used(pid) - before[pid])


def _workers() -> list[int]:
    """The forked children of Spark's daemon, below this process."""
    parents = dict(_processes())
    daemons = {pid for pid in parents if _ours(pid, parents) and "pyspark.daemon" in _command(pid)}
    return sorted(pid for pid, parent in parents.items() if parent in daemons and pid in daemons)


def _processes() -> Iterator[tuple[int, int]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue


def processes_below() -> dict[int, str]:
    """All processes that this one has started, or they have, with their programs' names."""
    parents = dict(_processes())
    return {pid: _name(pid) for pid in parents if pid != os.getpid() and _ours(pid, parents)}


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _ours(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        if pid == os.getpid():
            return True
        pid = parents[pid]
    return False


def used(pid: int, *, own: bool = False) -> int:
    """Ticks that a process has used, and (unless its ``own`` alone) those of its children that have ended."""
    try:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11 : 13 if own else 15]))
    except OSError:
        return 0


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
