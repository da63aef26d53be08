"""Worker processes: what goes wrong when they are set up ends the run, and none outlives its parent."""

import subprocess
import sys
from pathlib import Path

import pytest

from adlayout.builder.comparing import Comparison, compare
from adlayout.builder.workers import Workers
from adlayout.errors import UsageError
from tests.builder.sites import site

CREW = """
import os, signal
from adlayout.cloud import crew
from adlayout.cloud.page import Job, Settings
crew.FEW = 0
made = crew.Crew(2, Settings()).finish(Job("a.html", b"<p>Kurz</p>", {}, "default"))
print(made.outcome.status, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def refuse() -> None:
    raise UsageError("no such index")


def work(task: int) -> int:
    return task


def lost(task: int) -> int:
    return -task


def test_what_goes_wrong_when_a_process_is_set_up_ends_the_run() -> None:
    died: list[None] = []
    workers = Workers(work, lost, 2, refuse, (), lambda: died.append(None))
    with pytest.raises(UsageError, match="no such index"):
        list(workers.results(iter(range(100))))
    assert not died


def test_a_wrong_index_is_told_before_any_page_is_compared(tmp_path: Path) -> None:
    wrong = tmp_path / "index"
    wrong.write_text("x" * 5000)
    with pytest.raises(UsageError, match="no related index"):
        compare(Comparison(site(tmp_path / "site"), "default", "magazin", related=wrong, jobs=2))


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_killed_build_of_a_bucket_leaves_no_process_behind() -> None:
    # What a worker writes to goes to the same pipe: this ends when the last of them has.
    done = subprocess.run([sys.executable, "-c", CREW], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (-9, b"passed\n"), done.stderr
