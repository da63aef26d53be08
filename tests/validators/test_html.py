"""The Nu checker finds no error on a finished page that it did not find before; axe-core finds no new violation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import adlayout
from tests.cases import ROOT, Case, corpus_cases, house_cases, rules_of
from tests.dom.chromium import Chromium
from tests.validators import nu
from tests.validators.axe import Axe, new

SITE = [one.values[0] for one in house_cases() if "examples" in str(one.id)]
FEW = [case for case in SITE if case.path.stem in ("hochwasser-2004", "kammerorchester", "die-letzte-faehre")]
REAL = corpus_cases()[::4][:30]
"""Every fourth page of the corpus, thirty of them."""
RULES = ("default", "magazin")


def finished(case: Case, rules: str = "") -> bytes | None:
    """The finished page; None where nothing was done."""
    made = adlayout.finish(case.data, rules_of(rules or case.rules))
    return made.html if made.status == "finished" else None


@pytest.fixture(scope="module")
def axe(chromium: Chromium) -> Iterator[Axe]:
    made = Axe(chromium)
    yield made
    made.folder.close()


@pytest.fixture(scope="module")
def phone(chromium: Chromium) -> Iterator[Axe]:
    made = Axe(chromium, (390, 844))
    yield made
    made.folder.close()


def assert_nothing_new(axe: Axe, case: Case, rules: str = "") -> None:
    html = finished(case, rules)
    if html is not None:
        assert new(axe.violations(case.data, case.path), axe.violations(html, case.path)) == []


def named(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=case.path.relative_to(ROOT / "examples").as_posix()) for case in cases]


@pytest.mark.parametrize("case", named(FEW))
def test_axe_finds_nothing_new(axe: Axe, case: Case) -> None:
    assert_nothing_new(axe, case)


THEMES = ROOT / "tests" / "themes"
KINDS = Case(THEMES / "artikel.html", str(THEMES / "kinds.toml"))
"""A page that gets a slot of each kind."""


def test_axe_finds_nothing_new_with_slots_of_each_kind(axe: Axe) -> None:
    made = adlayout.finish(KINDS.data, rules_of(KINDS.rules))
    assert len(made.plan.insertions) >= 6
    assert_nothing_new(axe, KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("case", named(SITE))
def test_axe_finds_nothing_new_on_the_site(axe: Axe, phone: Axe, case: Case) -> None:
    assert_nothing_new(axe, case)
    assert_nothing_new(phone, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [one for one in house_cases() if "examples" not in str(one.id) and not one.marks])
def test_axe_finds_nothing_new_on_our_own_pages(axe: Axe, case: Case) -> None:
    assert_nothing_new(axe, case)


@pytest.mark.slow
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("case", REAL)
def test_axe_finds_nothing_new_on_real_pages(axe: Axe, case: Case, rules: str) -> None:
    assert_nothing_new(axe, case, rules)


def test_axe_finds_what_is_wrong(axe: Axe) -> None:
    page = (
        b'<!doctype html><html lang="de"><title>x</title><main><h1>Wehr</h1><p>Text</p><img src="a.png">'
        b'<aside aria-label="Anzeige">Anzeige</aside></main>'
    )
    before = axe.violations(page, ROOT / "x.html")
    assert [one.rule for one in before] == ["image-alt"]
    assert (
        new(
            before,
            axe.violations(
                page.replace(b"<p>", b'<aside data-adlayout="x" aria-label="W">W</aside><p>'), ROOT / "x.html"
            ),
        )
        == []
    )
    twice = page.replace(b"<p>", b'<aside data-adlayout="x" aria-label="Anzeige">Anzeige</aside><p>')
    assert {one.rule for one in new(before, axe.violations(twice, ROOT / "x.html"))} == {"landmark-unique"}
    pale = page.replace(b"<p>", b'<aside data-adlayout="x" aria-label="W" style="color:#ccc">Anzeige</aside><p>')
    assert [(one.rule, one.ours) for one in new(before, axe.violations(pale, ROOT / "x.html"))] == [
        ("color-contrast", "x")
    ]


def assert_no_new_errors(cases: list[Case], folder: Path, rules: str = "") -> None:
    """All pages in one call of the checker, and two that show that it judges."""
    good = b'<!doctype html><html lang="de"><title>x</title><p>Text</p><aside aria-label="A">A</aside>'
    pages = {"good": good, "bad": good.replace(b"<p>", b'<p id="a"><div id="a"></div><p>')}
    made = {str(case.path): html for case in cases if (html := finished(case, rules)) is not None}
    pages |= {f"before {case.path}": case.data for case in cases if str(case.path) in made}
    found = nu.errors(pages | made, folder)
    assert found["good"].total() == 0
    assert any("Duplicate ID" in message for message in found["bad"])
    assert {name: errors for name in made if (errors := found[name] - found[f"before {name}"])} == {}
    assert made


def test_nu_finds_nothing_new(tmp_path: Path) -> None:
    assert_no_new_errors([*FEW, KINDS], tmp_path)


@pytest.mark.slow
def test_nu_finds_nothing_new_on_the_site_and_our_own_pages(tmp_path: Path) -> None:
    cases = [one.values[0] for one in house_cases()]
    # Nu reads every file as UTF-8: of UTF-16 it sees every other byte as a character that may not be.
    assert_no_new_errors([case for case in cases if case.data.count(0) * 10 < len(case.data)], tmp_path)


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.parametrize("rules", RULES)
def test_nu_finds_nothing_new_on_real_pages(tmp_path: Path, rules: str) -> None:
    assert_no_new_errors([one.values[0] for one in REAL], tmp_path, rules)
