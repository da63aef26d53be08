"""P7 under style sheets: every slot's label is seen, large enough, in contrast and spoken, on phone and desktop, in
light and dark; where a theme hides a whole column on the phone, the slot in it is hidden with it.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import adlayout
from tests.cases import ROOT, Case, house_cases, rules_of
from tests.dom.chromium import Chromium, Words
from tests.dom.folder import Folder

THEMES = ROOT / "tests" / "themes"
PRINTED = b"<style>@media print{aside,.ad,[role=complementary]{display:none!important}}</style>"
VIEWPORTS = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
LABELS = ("Anzeige", "Advertisement")
# It hides an AMP page until AMP's runtime has come, which takes it away; no test loads anything from the network.
BOILERPLATE = re.compile(rb"<style amp-boilerplate>.*?</style>", re.S)
SITE = [one.values[0] for one in house_cases() if "examples" in str(one.id)]
FEW = ("die-letzte-faehre", "hochwasser-2004", "rye-bread")


@pytest.fixture(scope="module")
def folders(chromium: Chromium) -> Iterator[dict[str, Folder]]:
    made = {name: Folder(chromium, size) for name, size in VIEWPORTS.items()}
    yield made
    for one in made.values():
        one.close()


def ads(made: Any) -> list[str]:
    return sorted(one.name for one in made.plan.insertions if one.kind == "ad")


def met(folder: Folder, html: bytes, path: Path, names: list[str], scheme: str) -> list[Words]:
    folder.open(BOILERPLATE.sub(b"", html), path)
    found = [one for one in folder.words(scheme) if one.name in names]
    assert sorted(one.name for one in found) == names, "a slot without any words"
    return found


def wrong(one: Words) -> str:
    """What is not as it must be; nothing else than the label has to be in a slot."""
    label = next((word for word in LABELS if word in (*one.seen, *(text for text, _ in one.hidden))), "")
    if not label:
        return "no label"
    if label not in one.seen:
        return f"not seen: {one.hidden}"
    if label not in one.spoken:
        return "not spoken"
    return "" if one.role == "complementary" and one.called.startswith(label) else f"{one.role} {one.called!r}"


def assert_labelled(folders: dict[str, Folder], html: bytes, path: Path, names: list[str]) -> None:
    for name, folder in folders.items():
        for scheme in SCHEMES:
            found = met(folder, html, path, names, scheme)
            assert {one.name: wrong(one) for one in found if wrong(one)} == {}, (name, scheme)
            assert len({one.called for one in found}) == len(found)


def sheeted(page: bytes, sheet: bytes) -> bytes:
    """The page with a sheet more, last in its head."""
    at = re.search(rb"</head>|<body", page, re.I)
    return page[: at.start()] + sheet + page[at.start() :] if at else page


def site() -> Iterator[Any]:
    """Every page, plain and with the sheet for print; a few of them in each run."""
    for case in SITE:
        for name, sheet in (("plain", b""), ("print", PRINTED)):
            slow = [] if sheet and case.path.stem in FEW else [pytest.mark.slow]
            yield pytest.param(case, sheet, id=f"{case.path.stem}-{name}", marks=slow)


@pytest.mark.parametrize(("case", "sheet"), list(site()))
def test_every_slot_of_the_site(folders: dict[str, Folder], case: Case, sheet: bytes) -> None:
    amp = b"amp-boilerplate" in case.data
    made = adlayout.finish(case.data if amp else sheeted(case.data, sheet), rules_of(case.rules))
    if ads(made):
        assert_labelled(folders, made.html, case.path, ads(made))


def themed(name: str) -> Any:
    page = (THEMES / "artikel.html").read_bytes().replace(b"THEME", name.encode())
    made = adlayout.finish(page, rules_of(str(THEMES / "adlayout.toml")))
    assert ads(made) == ["body", "end", "lead", "side", "top"]
    return made


@pytest.mark.parametrize("name", ["klassik", "karten"])
def test_themes_that_hide_nothing(folders: dict[str, Folder], name: str) -> None:
    made = themed(name)
    assert_labelled(folders, made.html, THEMES / "artikel.html", ads(made))


def test_a_column_that_phones_do_not_get_takes_its_slot_along(folders: dict[str, Folder], tmp_path: Path) -> None:
    made = themed("nacht")
    for scheme in SCHEMES:
        phone = met(folders["phone"], made.html, THEMES / "artikel.html", ads(made), scheme)
        desktop = met(folders["desktop"], made.html, THEMES / "artikel.html", ads(made), scheme)
        assert {one.name for one in phone if wrong(one)} == {"side"}
        assert not folders["phone"].tab.locator(".column").is_visible()
        assert not [one for one in desktop if wrong(one)]
    (tmp_path / "nacht.css").write_bytes((THEMES / "nacht.css").read_bytes())
    (tmp_path / "page.html").write_bytes(made.html)
    words = ["check", "--browser", "--rules", THEMES / "adlayout.toml", tmp_path / "page.html"]
    told = subprocess.run([sys.executable, "-m", "adlayout", *map(str, words)], capture_output=True, text=True)
    assert re.findall(r": ([a-z-]+): (\w+): on (\w+)", told.stdout) == [("column-hidden", "side", "mobile")]


def test_the_judge_sees_what_is_wrong(folders: dict[str, Folder]) -> None:
    made = themed("klassik")
    slot = b'aside[data-adlayout="lead"]:not(#a):not(#b):not(#c)>span'
    for sheet, why in (
        (slot + b"{font-size:9px!important}", "small: 9px"),
        (slot + b"{color:#777!important}", "contrast"),
        (slot + b"{opacity:0!important}", "not rendered"),
        (b"@media(prefers-color-scheme:dark){" + slot + b"{color:#555!important}}", "contrast"),
    ):
        html = sheeted(made.html, b"<style>" + sheet + b"</style>")
        found = met(folders["phone"], html, THEMES / "artikel.html", ads(made), "dark")
        assert {one.name for one in found if why in wrong(one)} == {"lead"}
    muted = made.html.replace(b"<span>Anzeige", b'<span aria-hidden="true">Anzeige')
    found = met(folders["phone"], muted, THEMES / "artikel.html", ads(made), "light")
    assert {wrong(one) for one in found} == {"not spoken"}
