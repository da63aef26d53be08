"""What ``explain`` prints as ``problem`` has the shape that the docs promise, on every page of the example magazine,
and is enough to find the plan again.
"""

import json
from pathlib import Path

import jsonschema
import pytest

import adlayout
from adlayout.rulefile import find_rules
from tests.planner.integer_programme import Programme

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "problem.schema.json").read_text("utf-8"))
PAGES = sorted((ROOT / "examples" / "magazin").rglob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_printed_problem_has_its_schema(page: Path) -> None:
    rules = adlayout.load_rules(find_rules(page) or "default")
    found = json.loads(json.dumps(adlayout.explain(page.read_bytes(), rules)))
    if "problem" in found:
        jsonschema.validate(found["problem"], SCHEMA)
    else:
        assert found["reason"] == "excluded"


@pytest.mark.parametrize(
    "page",
    [pytest.param(one, marks=[pytest.mark.slow] * (n % 8 > 0)) for n, one in enumerate(PAGES)],
    ids=lambda p: p.stem,
)
def test_who_has_nothing_but_the_printed_problem_finds_the_same_plan(page: Path) -> None:
    rules = adlayout.load_rules(find_rules(page) or "default")
    found = json.loads(json.dumps(adlayout.explain(page.read_bytes(), rules)))
    if "problem" not in found:
        return
    (_, _, cost), chosen = Programme(found["problem"]).least()
    assert cost == found["plan"]["cost"]
    names = sorted(item["name"] for item, one in zip(found["problem"]["items"], chosen, strict=True) if one)
    assert names == sorted(one["name"] for one in found["plan"]["insertions"])
