"""How far the height model is from Chromium on stock style sheets, before and after ``rules measure``; and that the
density that Chromium shows on finished pages stays under the limit in either case.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from adlayout.article import PROFILES
from adlayout.rulefile import load_rules
from tests.dom.chromium import Chromium
from tests.heights.judge import Judge
from tests.heights.themes import THEMES, Theme

UNFITTED, FITTED = 15, 7
"""Per cent: the most that the median error of an article's height may be."""
DENSE = """
extends = "default"
[limits]
ads = 40
first = []
last = []
least = []
gap = ["20 words"]
density = { mobile = "30%", desktop = "30%" }
[[slot]]
name = "body"
repeat = 8
"""
pytestmark = pytest.mark.registry


def some(count: int) -> list[Any]:
    """The themes, those behind the first ``count`` in the long run only: each takes ten seconds."""
    return [pytest.param(one, marks=[pytest.mark.slow] * (at >= count)) for at, one in enumerate(THEMES[:8])]


def told(theme: Theme, errors: list[list[float]]) -> list[float]:
    """Prints a line of the table; gives the medians per profile."""
    found = [median(abs(one[number]) for one in errors) for number in range(len(PROFILES))]
    print(f"{theme.name:>20}: " + ", ".join(f"{name} {one:.1f} %" for name, one in zip(PROFILES, found, strict=True)))
    return found


@pytest.mark.slow
def test_without_a_fit_the_median_error_is_small(chromium: Chromium, tmp_path: Path) -> None:
    rules = load_rules("default")
    every: list[list[float]] = []
    for theme in THEMES[:4]:
        judge = Judge(chromium, theme, tmp_path / theme.name)
        errors = [judge.errors(path, rules) for path in judge.pages]
        told(theme, errors)
        every += errors
    for number in range(len(PROFILES)):
        assert median(abs(one[number]) for one in every) <= UNFITTED


@pytest.mark.slow
@pytest.mark.parametrize("theme", some(1), ids=lambda theme: theme.name)
def test_a_fit_on_half_of_the_pages_holds_on_the_others(chromium: Chromium, theme: Theme, tmp_path: Path) -> None:
    judge = Judge(chromium, theme, tmp_path / "site")
    rules = tmp_path / "site" / "adlayout.toml"
    rules.write_text(DENSE, "utf-8")
    unfitted = load_rules(rules)
    seen, unseen = judge.pages[::2], judge.pages[1::2]
    measure(*seen, "--write")
    fitted = load_rules(rules)
    assert fitted.heights.rows
    assert fitted.slots == unfitted.slots
    found = told(theme, [judge.errors(path, fitted) for path in unseen])
    assert max(found) <= FITTED
    dense = [judge.too_dense(path, one) for one in (load_rules("default"), unfitted, fitted) for path in unseen]
    assert [where for found, _ in dense for where in found] == []
    assert sum(count for _, count in dense) >= 2 * len(unseen), "too few ads for a limit to bind"


def measure(*words: str | Path) -> str:
    """``adlayout rules measure`` as a process of its own; what it says of the error."""
    command = [sys.executable, "-m", "adlayout", "rules", "measure", *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stderr


@pytest.mark.slow
def test_measuring_twice_gives_the_same_table(chromium: Chromium, tmp_path: Path) -> None:
    judge = Judge(chromium, THEMES[3], tmp_path / "site")
    for name in ("one.toml", "two.toml"):
        told_of = measure(*judge.pages[:4], "-o", tmp_path / name)
        assert "4 pages measured" in told_of
    assert (tmp_path / "one.toml").read_bytes() == (tmp_path / "two.toml").read_bytes()
    assert load_rules(tmp_path / "one.toml").heights.rows
