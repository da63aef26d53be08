"""docs/first-steps.md, followed word by word in an empty folder: here with the adlayout of this tree, and in `make
prove` from the wheel, installed as the page says."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integrations import following
from tests.integrations.following import ROOT, follow

PAGE = "../first-steps.md"


def test_it_comes_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the section that installs it."""
    command = tmp_path / "bin" / "adlayout"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m adlayout "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}:/usr/bin:/bin"
    known: Any = following.blocks
    monkeypatch.setattr(following, "blocks", lambda page: (act for act in known(page) if act.section != "Install"))
    monkeypatch.setattr(following, "_environment", lambda: {"PATH": path, "CI": "1"})
    folder = tmp_path / "empty"
    folder.mkdir()
    follow(PAGE, folder)
    assert (folder / "look.html").stat().st_size > 10_000


@pytest.mark.slow
@pytest.mark.registry
def test_it_comes_as_the_page_says_from_the_registry_on(tmp_path: Path) -> None:
    follow(PAGE, tmp_path)
