"""The GitHub Action's step, run in a shell as GitHub's runner does; its file and the docs' workflow by schema."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import adlayout
from tests.integrations.articles import pages
from tests.integrations.following import ROOT, blocks

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
FINISHED = adlayout.finish(pages(1)[0].encode(), adlayout.load_rules("default")).html


def check(folder: Path, **inputs: str) -> "subprocess.CompletedProcess[str]":
    """The action's last step in ``folder``, with inputs as the workflow gives them."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: inputs.get(name, one.get("default", "")) for name, one in ACTION["inputs"].items()}
    environment = {
        key: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: given[found[1]], text)
        for key, text in step["env"].items()
    }
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, env={**os.environ, **environment, "PATH": path}, capture_output=True, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "finished").mkdir()
    (tmp_path / "finished" / "page one.html").write_bytes(FINISHED)
    (tmp_path / "strict.toml").write_text('extends = "default"\n[limits]\ngap = ["5000 words"]\n')
    return tmp_path


def test_a_sound_site_passes(site: Path) -> None:
    ran = check(site, path="finished\n")
    assert (ran.returncode, ran.stdout) == (0, "")


def test_what_breaks_a_rule_is_an_annotation_and_a_result(site: Path) -> None:
    ran = check(site, path="finished/page one.html\n", rules="strict.toml", sarif="found.sarif")
    assert ran.returncode == 1
    assert re.match(r"::error file=finished/page one.html,line=\d+,col=\d+,title=gap::", ran.stdout)
    (run,) = json.loads((site / "found.sarif").read_text())["runs"]
    assert len(run["results"]) == ran.stdout.count("::error")
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "finished/page%20one.html"
    )


def test_a_wrong_call_fails_and_says_why(site: Path) -> None:
    ran = check(site, path="finished", rules="none.toml", sarif="found.sarif")
    assert ran.returncode != 0
    assert "none.toml: there is no such rule file or preset" in ran.stderr


def test_its_file_and_the_workflow_are_as_github_wants_them(tmp_path: Path) -> None:
    (workflow,) = (act.text for act in blocks("github-action.md") if act.kind == "file")
    (tmp_path / "pages.yml").write_text(workflow)
    for schema, file in (("github-actions", ROOT / "action.yml"), ("github-workflows", tmp_path / "pages.yml")):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
        ran = subprocess.run(command, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout


def test_the_docs_name_every_input() -> None:
    told = (ROOT / "docs" / "steps" / "github-action.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in ACTION["inputs"])
