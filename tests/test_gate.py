"""The quality gate passes what is as good as its floors, and fails for each way of being worse."""

import tomllib
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from adlayout.rulefile import load_rules
from benchmarks import gate
from benchmarks._floors import Measured, compare, digest
from benchmarks._metrics import measured, together
from benchmarks._placers import ours
from benchmarks._subjects import body_only, subjects, synthetic

PINNED = {"digest": "d", "floors": {"f1": 0.9}, "ceilings": {"cv": 0.2}}
AS_IT_WAS = {"f1": 0.9, "cv": 0.2}
FILE = """\
# What stands here stays.
[plans]
digest = ""
[plans.floors]
heading = 0
[plans.ceilings]
violations = 9
"""


@pytest.mark.parametrize(
    ("digest", "values", "complaint"),
    [
        ("d", AS_IT_WAS, None),
        ("d", {"f1": 0.95, "cv": 0.1}, None),
        ("d", {**AS_IT_WAS, "f1": 0.8996}, None),
        ("d", {**AS_IT_WAS, "not held": 0}, None),
        ("d", {**AS_IT_WAS, "f1": 0.899}, "WORSE   f1: 0.899, its floor is 0.9"),
        ("d", {**AS_IT_WAS, "cv": 0.201}, "WORSE   cv: 0.201, its ceiling is 0.2"),
        ("d", {"f1": 0.9}, "FAILED  cv has a ceiling, but was not measured"),
        (
            "e",
            {"f1": 1, "cv": 0},
            "FAILED  measured on other inputs than the floors: e, they on d",
        ),
    ],
)
def test_what_passes_and_what_fails(digest: str, values: dict[str, float], complaint: str | None) -> None:
    found = compare(PINNED, Measured(digest, values))
    assert found.passed == (complaint is None)
    assert complaint is None or found.lines()[0].startswith(complaint)


def test_a_time_may_sway() -> None:
    pinned = {"digest": "d", "sway": 0.1, "ceilings": {"ratio": 2.0}}
    assert [compare(pinned, Measured("d", {"ratio": one})).passed for one in (1, 2.2, 2.21)] == [True, True, False]


def test_the_digest_is_of_each_byte_and_of_where_inputs_end() -> None:
    given = ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"ab", b"d"], [b"c", b"ab"])
    assert len({digest(one) for one in given}) == len(given)


@cache
def plans(seed: int = 5, no_subheading: int = 6) -> Measured:
    """Real plans of a few invented articles; ``no_subheading`` is what a place pays that has no heading below it."""
    pages, rules = list(synthetic(8, seed)), body_only(load_rules("default"))
    rules = replace(rules, weights=replace(rules.weights, no_subheading=no_subheading))
    return Measured(digest(pages), together(measured(one, ours(one), 0, 0) for one in subjects(pages, rules)))


USUAL: dict[str, gate.Part] = {"plans": plans}
CARELESS: dict[str, gate.Part] = {"plans": partial(plans, no_subheading=0)}
OTHERS: dict[str, gate.Part] = {"plans": partial(plans, seed=6)}


def pinned(file: Path) -> float:
    return float(tomllib.loads(file.read_text("utf-8"))["plans"]["floors"]["heading"])


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    """Floors of what the preset makes of a few articles."""
    file = tmp_path / "floors.toml"
    file.write_text(FILE, "utf-8")
    assert not gate.run(USUAL, file)
    assert gate.run(USUAL, file, lower=True)
    return file


def test_worse_plans_fail_and_only_a_flag_lowers_the_floor(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = floors.read_bytes()
    assert gate.run(USUAL, floors)
    capsys.readouterr()
    assert not gate.run(CARELESS, floors)
    assert "WORSE   heading" in capsys.readouterr().out
    assert not gate.run(CARELESS, floors, lift=True)
    assert floors.read_bytes() == before
    high = pinned(floors)
    assert gate.run(CARELESS, floors, lower=True)
    assert pinned(floors) < high
    assert floors.read_text("utf-8").startswith("# What stands here stays.")


def test_only_a_flag_raises_the_floor(floors: Path) -> None:
    high = pinned(floors)
    gate.run(CARELESS, floors, lower=True)
    lowered = floors.read_bytes()
    assert gate.run(USUAL, floors)
    assert floors.read_bytes() == lowered
    assert gate.run(USUAL, floors, lift=True)
    assert pinned(floors) == high


def test_other_articles_fail_whatever_their_numbers(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = floors.read_bytes()
    for lift in (False, True):
        assert not gate.run(OTHERS, floors, lift=lift)
        assert "measured on other inputs" in capsys.readouterr().out
        assert floors.read_bytes() == before


def test_what_is_not_here_is_said_and_fails_where_it_is_required(
    floors: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    absent: dict[str, gate.Part] = {"plans": lambda: None}
    monkeypatch.delenv("ADLAYOUT_REQUIRE", raising=False)
    assert gate.run(absent, floors)
    assert "plans: not measured" in capsys.readouterr().out
    monkeypatch.setenv("ADLAYOUT_REQUIRE", "browser,corpus")
    assert not gate.run(absent, floors)


def test_each_part_has_floors_that_are_pinned() -> None:
    parts = tomllib.loads(gate.FLOORS.read_text("utf-8"))
    assert list(parts) == list(gate.PARTS)
    assert all(len(part["digest"]) == 64 and {*part} & {"floors", "ceilings"} for part in parts.values())


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        gate.main(["articel"])
    assert "no part articel; there are article" in capsys.readouterr().err
