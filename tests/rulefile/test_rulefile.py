"""Rule files: merging, and mistakes with their places."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from adlayout.errors import RuleFileError
from adlayout.rulefile import Bound, When, labels, load_rules, presets, schema, show
from adlayout.rulefile.model import KINDS

CASES = sorted((Path(__file__).parent / "bad").glob("*.toml"))
GOOD = sorted((Path(__file__).parent / "good").glob("*.toml"))


@pytest.mark.parametrize("name", ["default", "magazin"])
def test_a_preset_shown_loads_back_to_itself(name: str, tmp_path: Path) -> None:
    shown = tmp_path / "shown.toml"
    shown.write_text(show(load_rules(name)), encoding="utf-8")
    assert load_rules(shown) == load_rules(name)
    assert name in presets()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_wrong_file_says_where_and_what_to_do(path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_rules(path)
    told = "\n".join(problem.replace(f"{path.parent}/", "") for problem in caught.value.problems)
    assert told + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_slots_merge_by_name_and_can_be_removed(tmp_path: Path) -> None:
    own = tmp_path / "adlayout.toml"
    own.write_text(
        'extends = "default"\n[[slot]]\nname = "body"\nrepeat = 2\n[[slot]]\nname = "end"\nenabled = false\n',
        encoding="utf-8",
    )
    slots = {slot.name: slot for slot in load_rules(own).slots}
    assert set(slots) == {"lead", "body"}
    assert slots["body"].repeat == 2
    assert slots["body"].at == next(slot.at for slot in load_rules("default").slots if slot.name == "body")


WHEN = """extends = "default"
[[slot]]
name = "body"
when = { section = ["sport", "kultur"], not-path = "/kurz/**", words = [">= 300", "< 1200"], has = ".gallery > img" }
[[slot]]
name = "end"
[slot.when]
published = "> 2024-02-29"
"""


def test_a_condition_is_read_shown_and_read_again(tmp_path: Path) -> None:
    own, shown = tmp_path / "own.toml", tmp_path / "shown.toml"
    own.write_text(WHEN, encoding="utf-8")
    rules = load_rules(own)
    when = {slot.name: slot.when for slot in rules.slots}
    assert when["lead"] == When()
    assert when["end"] == When(published=(Bound(">", "2024-02-29"),))
    assert when["body"] == When(
        section=("sport", "kultur"),
        not_path=("/kurz/**",),
        words=(Bound(">=", 300), Bound("<", 1200)),
        has=(".gallery > img",),
    )
    shown.write_text(show(rules), encoding="utf-8")
    assert load_rules(shown) == rules


def test_the_schema_takes_what_the_loader_takes() -> None:
    good = tomllib.loads(WHEN)
    jsonschema.validate(good, schema())
    for wrong in ({"sectoin": "sport"}, {"words": 600}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"slot": [{"name": "a", "when": wrong}]}, schema())


def test_the_digest_changes_with_a_rule() -> None:
    assert load_rules("default").digest == load_rules("default").digest != load_rules("magazin").digest


def test_the_schema_knows_every_table() -> None:
    assert {"slot", "related", "limits", "weights", "article", "pages", "extends"} <= set(schema()["properties"])


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_loads_shown_and_by_its_schema(path: Path, tmp_path: Path) -> None:
    rules, shown = load_rules(path), tmp_path / "shown.toml"
    shown.write_text(show(rules), encoding="utf-8")
    assert load_rules(shown) == rules
    jsonschema.validate(tomllib.loads(path.read_text("utf-8")), schema())


def test_a_label_left_out_is_the_word_of_the_language(tmp_path: Path) -> None:
    own = tmp_path / "adlayout.toml"
    own.write_text('extends = "default"\nlanguage = "en"\n', encoding="utf-8")
    assert {slot.label for slot in load_rules(own).slots} == {"Advertisement"}
    labels = {slot.name: slot.label for slot in load_rules(GOOD[0]).slots}
    assert labels["house"] == "Werbung"
    assert labels["lead"] == labels["google"] == "Anzeige"
    assert labels["party"] == "Politische Anzeige"


LABELS = [
    ("de", "Anzeige", True),
    ("de", "– ANZEIGE –", True),
    ("de", "Werbung: Abo", True),
    ("de", "Anzeigenblatt", False),
    ("de", "Sponsored", False),
    ("de", "Advertisement", False),
    ("de-AT", "Entgeltliche Einschaltung", True),
    ("de-CH", "Publireportage", False),
    ("ja", "PR", True),  # no list of words for this language
    ("en", "Advertisement", True),
    ("en-US", "Promoted", False),
    ("fr", "Publicité", True),
    ("nl", "Advertentie", True),
]


@pytest.mark.parametrize(("language", "label", "good"), LABELS)
def test_a_label_is_one_that_the_country_takes(tmp_path: Path, language: str, label: str, good: bool) -> None:
    own = tmp_path / "adlayout.toml"
    own.write_text(f'language = "{language}"\n[[slot]]\nname = "a"\nat = "end"\nlabel = "{label}"\n', encoding="utf-8")
    if good:
        assert load_rules(own).slots[0].label == label
    else:
        with pytest.raises(RuleFileError, match=r"adlayout.toml:5:9: label: .*write one of"):
            load_rules(own)


def test_each_default_word_is_accepted_where_it_is_the_default() -> None:
    data = tomllib.loads(Path(labels.__file__).with_name("labels.toml").read_text("utf-8"))
    for language in data["words"]:
        for kind in KINDS:
            for political in (False, True):
                word = labels.default(language, kind, political=political)
                assert labels.is_accepted(word, labels.accepted(language, kind, political=political))
    assert all(one["origin"] for table in ("words", "network") for one in data[table].values())
