"""docs/slots.md: each rule file in it loads, alone and together with a preset."""

import re
from pathlib import Path

import pytest

from adlayout.rulefile import load_rules
from adlayout.rulefile.model import KINDS

DOCS = (Path(__file__).parents[2] / "docs" / "slots.md").read_text("utf-8")
FILES = re.findall(r"^```toml\n(.*?)^```", DOCS, re.M | re.S)


@pytest.mark.parametrize("number", range(len(FILES)))
def test_an_example_loads(number: int, tmp_path: Path) -> None:
    own = tmp_path / "adlayout.toml"
    own.write_text('extends = "default"\n' + FILES[number], encoding="utf-8")
    assert load_rules(own).slots


def test_every_kind_stands_in_the_table() -> None:
    assert all(f"`{kind}`" in DOCS for kind in KINDS)
