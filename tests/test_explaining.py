"""Every decision can be explained (P9): each insertion says why here, and its cost has named parts."""

from pathlib import Path

import pytest

import adlayout
from adlayout.cli.outline import outline
from adlayout.cli.words import table, words_of
from adlayout.explaining import explain
from tests.cases import own_cases

SMALL = [case for case in own_cases() if not case.defect and case.path.stat().st_size < 30_000]


def test_each_insertion_has_reasons_and_a_cost_of_named_parts() -> None:
    seen: set[str] = set()
    for case in SMALL:
        found = explain(case.data, adlayout.load_rules(case.rules))
        for one in found["plan"]["insertions"]:
            assert sum(one["parts"].values()) == one["cost"], case.path
            assert all(cost > 0 for cost in one["parts"].values()), case.path
            assert one["reasons"], case.path
            seen.update(one["reasons"])
    assert {"before-subheading", "end-of-text", "as-wished", "only-place", "distance", "no-subheading"} <= seen


def test_every_reason_is_a_word_of_both_languages() -> None:
    for case in SMALL:
        found = explain(case.data, adlayout.load_rules(case.rules))
        words = {why for one in found["plan"]["insertions"] for why in one["reasons"]}
        words |= {seam["forbidden"]["rule"] for seam in found.get("seams", ()) if seam["forbidden"]}
        assert words <= set(table()), case.path


LONG_ENOUGH = "".join(f"<p>{'Am Kai wartet niemand mehr auf die Fähre. ' * 9}</p>" for _ in range(9))
PAGE = f"<!doctype html><html lang=de><body><article><h1>Fähre</h1>{LONG_ENOUGH}<h2>Werft</h2>{LONG_ENOUGH}</article>"


@pytest.mark.parametrize("english", [" words", "subheading below", "needs ", "there is", "free,"])
def test_a_german_rule_file_is_explained_in_german(english: str, tmp_path: Path) -> None:
    rules = tmp_path / "adlayout.toml"
    rules.write_text('extends = "default"\nlanguage = "de"\n', encoding="utf-8")
    found = explain(PAGE.encode(), adlayout.load_rules(str(rules)))
    assert len(found["plan"]["insertions"]) >= 3
    told = outline(words_of("de"), found)
    assert english not in told
    assert english in outline(words_of("en"), found)
