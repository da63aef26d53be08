"""Whoever installs adlayout gets nothing that asks for more than a notice, and docs/release.md says what."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.release.licences import PERMISSIVE, direct, found, licence, wanted
from tests.release.making import ROOT

#: Copyleft by the file: it binds who changes these files. Only `build --exclude` and `--watch` need the extra.
BY_FILE = {"pathspec": "MPL-2.0"}


def test_licences_are_permissive() -> None:
    told = {name: licence(found(name)) for name in wanted()}
    assert len(told) > 20
    assert {name: one for name, one in told.items() if one not in PERMISSIVE} == BY_FILE


def test_everybody_gets_three_packages() -> None:
    assert {name for name, extras in wanted().items() if extras == {""}} == {"click", "turbohtml", "webencodings"}


def test_the_document_names_each_with_its_licence() -> None:
    page = (ROOT / "docs" / "release.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w., -]+) \| [^|]*\| ([\w.-]+) \|", page, re.M))
    named = {name: rows[names] for names in rows for name in names.split(", ")}
    asked = {canonicalize_name(Requirement(one).name) for needs in direct().values() for one in needs}
    del named["package"]  # the table's head
    assert named == {name: licence(found(name)) for name in asked}
