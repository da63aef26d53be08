"""Each finding fires where it must, at the line and column where it stands, and is silent where nothing is wrong."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import adlayout
from adlayout.checker.sentences import BYTES, RULES
from adlayout.rulefile import Rules
from tests.checker.cases import Case, cases

ALL = list(cases())
LABEL = re.compile(r"^\s*label = \"([^\"]*)\"\n?", re.M)
FAMILIES = {*BYTES["The label"], *BYTES["The ad's tag"], "density"}
ROOM = Path(adlayout.__file__).parent / "checker"
# How the checker names a finding: to found_at, reading.found, or as the first of a pair.
NAMED = re.compile(r"""(?:found\(\s*|span, |yield |\(0, 0\), |start, element.end\), )"([a-z]+(?:-[a-z]+)*)\"""")
DOCS = Path(__file__).parents[2] / "docs" / "check.md"


def rules_of(case: Case, file: Path) -> Rules:
    """The case's rules; its label is put in behind the loader's back, which takes no wrong one."""
    file.write_text(LABEL.sub("", case.rules), encoding="utf-8")
    rules = adlayout.load_rules(file)
    given = LABEL.search(case.rules)
    return replace(rules, slots=tuple(replace(slot, label=given[1]) for slot in rules.slots)) if given else rules


@pytest.mark.parametrize("case", ALL, ids=[f"{case.file}: {case.name}" for case in ALL])
def test_case(case: Case, tmp_path: Path) -> None:
    found = adlayout.check(case.page, rules_of(case, tmp_path / "adlayout.toml"))
    said = [f"{one.rule} {one.line}:{one.column} {one.message}" for one in found]
    expected = [] if case.expected == ("nothing",) else list(case.expected)
    assert len(said) == len(expected), said
    for line, wanted in zip(said, expected, strict=True):
        place, part = re.match(r"(\S+ \S+) (.*)", wanted).groups()  # type: ignore[union-attr]
        assert line.startswith(place), said
        assert part in line
    for one in found:
        line = case.page.decode().split("\n")[one.line - 1]
        assert line[one.column - 1 :].startswith("<"), "a finding points at an element"


def test_each_finding_fires_and_is_silent() -> None:
    fires = {wanted.split()[0] for case in ALL for wanted in case.expected}
    assert fires >= FAMILIES
    silent = {case.file for case in ALL if case.expected == ("nothing",)}
    assert silent == {case.file for case in ALL}


def test_each_finding_has_a_sentence_and_stands_in_the_docs() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", DOCS.read_text(encoding="utf-8"), re.M))
    assert rows == RULES
    written = {name for path in ROOM.rglob("*.py") for name in re.findall(NAMED, path.read_text(encoding="utf-8"))}
    assert written <= set(RULES), "a finding without a sentence"
    assert set(RULES) - written <= {"gap", "before-first", "after-last", "too-short"}, "a sentence without a finding"
