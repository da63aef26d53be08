"""The pages on which the promises are tested: the house's own, the example site's, and real ones."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import adlayout
from tests.corpus import CORPUS, NO_CORPUS, ROOT, pages

PAGE_NAMES = ("*.html", "*.htm")


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the rules to finish it with (a preset's name, or the path of a rule file)."""

    path: Path
    rules: str

    @property
    def data(self) -> bytes:
        """The page's bytes, read anew on each call."""
        data = self.path.read_bytes()
        return gzip.decompress(data) if self.path.suffix == ".gz" else data

    @property
    def defect(self) -> str:
        """Which promise the page breaks yet, and why; empty for nearly all."""
        note = self.path.with_name("defect.txt")
        return note.read_text("utf-8").strip() if note.is_file() else ""


LARGE = 300_000
"""Bytes of a page of our own that only `make prove` shows to all judges."""


def own_cases() -> list[Case]:
    """``tests/pages`` with the rules beside each, else the preset default; those with a known defect too."""
    return [Case(path, _beside(path, "rules.toml")) for path in sorted((ROOT / "tests/pages").glob("*/page.html"))]


def house_cases() -> list[Any]:
    """``tests/pages`` and ``examples`` as parameters; without the pages that break a promise yet (``defect.txt``)."""
    own = [case for case in own_cases() if not case.defect]
    site = [Case(path, _upward(path)) for path in _site()]
    return [pytest.param(case, id=str(case.path.relative_to(ROOT)), marks=_slow(case)) for case in own + site]


def _slow(case: Case) -> list[pytest.MarkDecorator]:
    """Huge pages cost the judges minutes: they see them in the long run; ``tests/test_pages.py`` sees all."""
    return [pytest.mark.slow] if case.path.stat().st_size > LARGE else []


def corpus_cases() -> list[Any]:
    """The real pages with the preset default, as parameters; one that is skipped where there is no corpus."""
    if not pages():
        return [pytest.param(None, id="corpus", marks=pytest.mark.skip(reason=NO_CORPUS))]
    folder = CORPUS / "pages"
    cases = [(page.name, Case(folder / f"{page.name}.html.gz", "default")) for page in pages()]
    return [pytest.param(case, id=name, marks=pytest.mark.corpus) for name, case in cases]


def all_cases() -> list[Any]:
    """Both."""
    return house_cases() + corpus_cases()


def some_cases(every: int = 5) -> list[Any]:
    """Both; of the real pages each ``every``-th, the others in the long run: for judges that take seconds a page."""
    return house_cases() + thinned(corpus_cases(), every)


def thinned(cases: list[Any], every: int, first: int = 0) -> list[Any]:
    """The same parameters, of which all but each ``every``-th are for the long run."""
    return [case if number % every == first else for_prove(case) for number, case in enumerate(cases)]


def for_prove(case: Any) -> Any:
    """The same parameter, for the long run."""
    return pytest.param(*case.values, id=case.id, marks=[*case.marks, pytest.mark.slow])


@cache
def rules_of(name: str) -> Any:
    """The rules, loaded once."""
    return adlayout.load_rules(name)


def _site() -> Iterator[Path]:
    for name in PAGE_NAMES:
        yield from sorted((ROOT / "examples").rglob(name))


def _beside(path: Path, name: str) -> str:
    file = path.with_name(name)
    return str(file) if file.is_file() else "default"


def _upward(path: Path) -> str:
    folders = [folder for folder in path.parents if folder.is_relative_to(ROOT)]
    return next((str(f / "adlayout.toml") for f in folders if (f / "adlayout.toml").is_file()), "default")
