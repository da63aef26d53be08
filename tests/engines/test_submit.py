"""examples/spark/finish.py as people call it: by ``spark-submit``, on a folder of pages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.conftest import Made
from tests.engines.session import needs_java
from tests.engines.sites import MAGAZINE, RULES, pages

SCRIPT = MAGAZINE.parent / "spark" / "finish.py"


def submit(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command's end; what the script says comes mixed with what Spark says."""
    command = [
        Path(sys.executable).with_name("spark-submit"),
        "--master",
        "local[2,4]",
        "--conf",
        "spark.ui.enabled=false",
    ]
    command += ["--conf", "spark.log.level=ERROR", SCRIPT, "--out", folder / "out", *words]
    told = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(SCRIPT.parents[2])}
    return subprocess.run(
        command, env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


@pytest.mark.slow
def test_a_folder_of_pages_is_finished(magazine: Made, tmp_path: Path) -> None:
    needs_java()
    run = submit(tmp_path, "--pages", MAGAZINE, "--rules", RULES, "--site", tmp_path / "site")
    assert run.returncode == 0, run.stdout
    assert pages(tmp_path / "site") == magazine.pages
    told = [line for line in run.stdout.splitlines() if line[:1].isdigit() and "finished" in line]
    assert told == [f"{sum(b'data-adlayout' in page for page in magazine.pages.values())} finished"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["facts", "packed", "pages"]


@pytest.mark.slow
def test_wrong_rules_are_one_sentence(tmp_path: Path) -> None:
    needs_java()
    run = submit(tmp_path, "--pages", MAGAZINE, "--rules", "defalt")
    assert run.returncode == 1
    assert "adlayout: defalt: there is no such rule file or preset; did you mean" in run.stdout
    assert "Traceback" not in run.stdout
