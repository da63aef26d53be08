"""The page of a whole site: it asks for nothing, holds no page's markup, and can be read without a script."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.builder import Outcome
from adlayout.builder.figures import Figures
from adlayout.cli import main
from adlayout.cli.words import table
from adlayout.overview import Sums, site_page
from tests.dom.chromium import Chromium
from tests.preview.test_page import violations
from tests.preview.watch import watched

SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
HOSTILE = '<img src=x onerror="window.hacked=1">"\'</script><script>window.hacked=1</script>&amp;.html'


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(SITE, folder / "magazin")
    call = ["build", str(folder / "magazin"), "-o", str(folder / "out"), "--report-html", str(folder / "report.html")]
    run = CliRunner().invoke(main, [*call, "--jobs", "1"])
    assert run.exit_code == 0, run.output
    return folder / "report.html"


def of(*outcomes: Outcome, language: str = "en") -> str:
    sums = Sums()
    for one in outcomes:
        sums.add(one)
    return site_page("site", sums, 1.5, language, table())


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_asks_for_nothing(chromium: Chromium, report: Path, width: int, script: bool) -> None:
    with watched(chromium, viewport={"width": width, "height": 900}, java_script_enabled=script) as seen:
        seen.tab.goto(report.as_uri())
        assert [one.url for one in seen.requests] == [report.as_uri()]
        assert (seen.said, seen.errors) == ([], [])
        assert seen.tab.evaluate("document.documentElement.scrollWidth") <= width
        rows = seen.tab.locator("section", has=seen.tab.locator("h2", has_text="Einen Blick")).locator("tbody tr")
        assert seen.tab.locator("h1").inner_text() == "magazin: die ganze Website"
        assert rows.count() > 20
        assert seen.tab.locator("svg.plot").count() == 4
        assert seen.tab.locator("thead button").count() > 0 if script else True


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing(chromium: Chromium, tmp_path: Path, scheme: str) -> None:
    numbers = Figures(900, (290, 100), (300, 500), (10, 400), 3)
    placed, left = (("body", "ad"), ("inline", "box")), (("end", "no-room"),)
    made = [Outcome(f"{n}.html", "finished", None, placed, left, ("x",), figures=numbers) for n in range(3)]
    page = of(*made, Outcome("f.html", "failed", "no"), Outcome("p.html", "passed", "nothing-fits"))
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    with watched(chromium, color_scheme=scheme) as seen:
        seen.open((tmp_path / "report.html").as_uri())
        assert violations(seen) == []


def test_tables_are_sorted_and_searched(chromium: Chromium, report: Path) -> None:
    with watched(chromium) as seen:
        seen.open(report.as_uri())
        looks = seen.tab.locator("table[data-find]")

        def column(number: int) -> list[str]:
            return looks.locator(f"tbody tr > :nth-child({number})").all_inner_texts()

        before = column(1)
        words = [int(one.replace(".", "")) for one in column(3)]
        looks.get_by_role("button", name="Wörter").click()
        assert [int(one.replace(".", "")) for one in column(3)] == sorted(words, reverse=True)
        looks.get_by_role("button", name="Wörter").click()
        assert [int(one.replace(".", "")) for one in column(3)] == sorted(words)
        looks.get_by_role("button", name="Seite").click()
        assert column(1) == sorted(before)
        seen.tab.get_by_role("searchbox").fill("rezept/ apfel")
        assert looks.locator("tbody tr:visible").count() == 1


def test_nothing_of_a_page_becomes_markup(chromium: Chromium, tmp_path: Path) -> None:
    numbers = Figures(500, (290, 100), (300, 500), (10, 400), 3)
    name, ads, left = f"{HOSTILE}/{HOSTILE}", ((HOSTILE, "ad"),), ((HOSTILE, HOSTILE),)
    page = of(
        Outcome(name, "finished", None, ads, left, (HOSTILE,), figures=numbers),
        Outcome(HOSTILE, "failed", HOSTILE),
        Outcome(HOSTILE, "passed", HOSTILE),
        Outcome(os.fsdecode(b"r\xe9sum\xe9\x00.html"), "failed", "a\x1bb"),
    )  # fmt: skip
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    with watched(chromium) as seen:
        seen.open((tmp_path / "report.html").as_uri())
        assert seen.tab.evaluate("window.hacked") is None
        assert (seen.said, seen.errors, len(seen.requests)) == ([], [], 1)
        assert seen.tab.locator("img").count() == 0
        names = seen.tab.locator("table[data-find] tbody th").all_inner_texts()
        assert f"{HOSTILE}/{HOSTILE}" in names
        assert "r\\udce9sum\\udce9 .html" in names


def test_a_site_without_articles_has_a_page_too(chromium: Chromium, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(of(Outcome("a.html", "passed", "no-article")), encoding="utf-8")
    with watched(chromium) as seen:
        seen.open((tmp_path / "report.html").as_uri())
        assert seen.errors == []
        assert "nothing to count" in seen.tab.locator("main").inner_text()


@pytest.mark.parametrize(
    ("file", "words"), [("{out}/no/report.html", "there is no folder"), ("{site}/report.html", "lies inside of")]
)
def test_a_page_that_cannot_be_written_is_told_before_anything_is_done(tmp_path: Path, file: str, words: str) -> None:
    shutil.copytree(SITE / "en", tmp_path / "site")
    report = file.format(out=tmp_path, site=tmp_path / "site")
    run = CliRunner().invoke(
        main, ["build", str(tmp_path / "site"), "-o", str(tmp_path / "out"), "--report-html", report]
    )
    assert run.exit_code == 2
    assert words in run.stderr
    assert not (tmp_path / "out").exists()
    assert not Path(report).exists()
