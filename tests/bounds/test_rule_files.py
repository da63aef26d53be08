"""Rule files that nobody would write: each is read and used, or refused with what and where, in bounded time.

``benchmarks/limits.py`` measures the same at larger sizes: whether time and memory grow as the file does.
"""

from pathlib import Path

import pytest

import adlayout
from adlayout.errors import RuleFileError
from adlayout.rulefile import Rules
from benchmarks._hostile_rules import PAGE, RULE_FILES
from tests.fuzzing.judged import limited

SECONDS = 20
"""Of the processor; each takes less than one."""
MOST_TOLD = 100 * 700
"""Characters of all mistakes that are told."""


@pytest.mark.parametrize("part", [64, pytest.param(8, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", RULE_FILES)
def test_a_hostile_rule_file_is_used_or_refused(name: str, part: int, tmp_path: Path) -> None:
    largest, make = RULE_FILES[name]
    file = tmp_path / "adlayout.toml"
    file.write_bytes(make(largest // part))
    with limited(SECONDS):
        rules = loaded(file)
        if isinstance(rules, str):
            assert rules.startswith(str(file))
            assert len(rules) < MOST_TOLD
            return
        assert adlayout.finish(PAGE, rules, url="https://ferry.example/" + "a" * 2_000).status in ("finished", "passed")


def loaded(file: Path) -> Rules | str:
    """The rules, or why they are none."""
    try:
        return adlayout.load_rules(file)
    except RuleFileError as error:
        return str(error)


def test_files_that_extend_each_other_without_end_are_refused(tmp_path: Path) -> None:
    for number in range(1_000):
        (tmp_path / f"{number}.toml").write_text(f'extends = "{number + 1}.toml"\n')
    with pytest.raises(RuleFileError, match="more than 20 files"):
        adlayout.load_rules(tmp_path / "0.toml")


def test_what_is_extended_may_have_any_name(tmp_path: Path) -> None:
    for name in ("x" * 300, "y/" * 3_000, "", "\\u0000", "."):
        (tmp_path / "adlayout.toml").write_text(f'extends = "{name}"\n')
        with pytest.raises(RuleFileError, match="there is no such rule file"):
            adlayout.load_rules(tmp_path / "adlayout.toml")
