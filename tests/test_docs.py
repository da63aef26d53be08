"""What the documents say is what the code does."""

import re
from pathlib import Path

import adlayout
from adlayout.cli import main
from adlayout.rulefile.keys import TABLES
from tests.documenting import PAGE, page

ROOT = Path(__file__).parents[1]


def test_the_reference_of_the_rule_file_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it anew"


def test_the_reference_names_every_key() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{key}` |" in told for keys in TABLES.values() for key in keys)


def test_the_readme_names_commands_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^    adlayout (\w+)", readme, re.M))
    assert named == set(main.list_commands(None))  # type: ignore[arg-type]


def test_the_readmes_rule_file_loads(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", readme, re.S)
    assert found is not None
    (tmp_path / "adlayout.toml").write_text(found[1], encoding="utf-8")
    assert adlayout.load_rules(tmp_path / "adlayout.toml").slots
