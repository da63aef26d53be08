"""What ``explain`` prints as ``problem`` has the shape that the docs promise, on every page of the example magazine."""

import json
from pathlib import Path

import jsonschema
import pytest

import adlayout
from adlayout.rulefile import find_rules

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
