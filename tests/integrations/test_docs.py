"""Every page of ``docs/steps`` is followed word by word; those that are sites are, in ``test_hosts``."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.integrations.following import DOCS, ROOT, blocks, follow, shell
from tests.integrations.test_hosts import HOSTS
from tests.needs import missing

pytestmark = pytest.mark.registry

SITES = {host.page for host in HOSTS}
FOLLOWED = {
    "lines.md": "bash",
    "asgi.md": "curl",
    "wsgi.md": "curl",
    "django.md": "curl",
    "make.md": "make",
    "npm.md": "npm",
}
"""And the program of the machine that each needs."""
OTHERWISE = {"README.md", "pre-commit.md", "github-action.md", "container.md", "wordpress.md"}


def test_each_page_is_tried_somewhere() -> None:
    assert {page.name for page in DOCS.glob("*.md")} == SITES | {*FOLLOWED} | OTHERWISE


def test_the_overview_leads_to_each_page() -> None:
    told = (DOCS / "README.md").read_text(encoding="utf-8")
    assert all(f"({page.name})" in told for page in DOCS.glob("*.md") if page.name != "README.md")


@pytest.mark.slow
@pytest.mark.parametrize("page", FOLLOWED)
def test_it_comes_as_the_page_says(page: str, tmp_path: Path) -> None:
    if not which(FOLLOWED[page]):
        missing("hosts", f"there is no {FOLLOWED[page]}")
    follow(page, tmp_path)


@pytest.mark.slow
def test_pre_commit_checks_what_is_committed(tmp_path: Path) -> None:
    """With a clone of this repository as the place that adlayout comes from."""
    there = tmp_path / "adlayout"
    for words in (["clone", "--quiet", str(ROOT), str(there)], ["-C", str(there), "tag", "--force", "v0.1.0"]):
        subprocess.run(["git", *words], check=True, capture_output=True)
    work = tmp_path / "work"
    work.mkdir()
    follow("pre-commit.md", work, ("https://git.example/adlayout", there.as_uri()))


@pytest.mark.slow
def test_the_container_files_commands_run(tmp_path: Path) -> None:
    (file,) = (act.text for act in blocks("container.md") if act.name == "Containerfile")
    words = {line.split()[0]: line.partition(" ")[2] for line in file.splitlines()}
    assert (words["ENTRYPOINT"], words["WORKDIR"]) == ('["adlayout"]', "/site")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "page.html").write_text("<!DOCTYPE html><title>x</title><p>Short.")
    command = " ".join(words["CMD"].strip("[]").replace('"', "").split(", "))
    said = shell(f"{words['RUN']}\nadlayout {command}\n", tmp_path)
    assert ": 1 left unchanged." in said


def test_files_to_copy_fit_the_clients_they_speak_of() -> None:
    told = (DOCS / "lines.md").read_text(encoding="utf-8")
    assert all(f"../../examples/clients/{path.name}" in told for path in (ROOT / "examples" / "clients").iterdir())
