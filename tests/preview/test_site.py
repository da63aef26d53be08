"""A site's list: the worst page comes first, search and filters find, thumbnails show what the plan says."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.cli import main
from adlayout.cli.words import table
from adlayout.preview import rows
from adlayout.preview.site import Row, site_html
from tests.dom.chromium import Chromium
from tests.preview.test_page import violations
from tests.preview.watch import watched

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
TEXT = (
    "<p>Der Fluss stieg in der Nacht um zwei Meter und blieb dann stehen. "
    "Die Feuerwehr pumpte bis zum Morgen durch.</p>"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example and a page with more to look at than any of its own."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("s") / "magazin"))
    with (folder / "adlayout.toml").open("a", encoding="utf-8") as rules:
        rules.write('[[related]]\nname = "fixed"\nat = "at 30%"\nlinks = [{ title = "Die Fähre", url = "/f/" }]\n')
    unsure = "<table><p>verirrt</p><tr><td>x</table>"
    body = f"<article><h1>Schlimm</h1>{(TEXT + unsure) * 12}</article>"
    (folder / "schlimm.html").write_text(f"<!doctype html><title>Schlimm & wild</title>{body}", "utf-8")
    return folder


@pytest.fixture(scope="module")
def listed(site: Path) -> Path:
    out = site.parent / "preview"
    run = CliRunner().invoke(main, ["preview", str(site), "-o", str(out), "--most", "5", "--jobs", "1"])
    assert run.exit_code == 0, run.output
    return out


def test_the_worst_page_comes_first(site: Path) -> None:
    found = rows(site, None, "", None, 1)
    assert found[0].name == "schlimm.html"
    assert [row.look for row in found] == sorted((row.look for row in found), reverse=True)
    quiet = next(row for row in found if row.name == "impressum.html")
    assert (quiet.status, quiet.reason, quiet.why) == ("passed", "excluded", ())


def test_the_bars_are_the_layout(site: Path) -> None:
    row = next(one for one in rows(site, None, "", None, 1) if one.name == "reportage/die-letzte-faehre.html")
    assert [kind for kind, _ in row.bars].count("+ad") == row.ads == 7
    assert [kind for kind, _ in row.bars].count("+box") == row.boxes == 1
    assert row.bars[0][0] == "+ad", "the top slot is above the text"
    assert all(px >= 0 for _, px in row.bars)


def test_the_list_is_found_in_and_leads_to_pages(chromium: Chromium, listed: Path) -> None:
    with watched(chromium) as seen:
        seen.open((listed / "index.html").as_uri())
        rows_ = seen.tab.locator(".row")
        every = len(list(listed.parent.rglob("*.html"))) - len(list(listed.rglob("*.html")))
        assert rows_.count() == every
        assert "Schlimm & wild" in rows_.first.inner_text()
        assert seen.tab.locator(".row a").count() == 5
        seen.tab.get_by_role("searchbox").fill("fähre leysetal")
        assert rows_.count() < every
        seen.tab.get_by_role("searchbox").fill("schlimm")
        assert rows_.count() == 1
        seen.tab.locator(".row a").click()
        seen.tab.wait_for_selector("iframe", state="attached")
        assert "Schlimm & wild" in seen.tab.locator("h1").inner_text()
        seen.tab.locator("header a").click()
        assert seen.tab.locator(".row").count() == every
        assert seen.outside == []
        assert seen.errors == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing(chromium: Chromium, listed: Path, scheme: str) -> None:
    with watched(chromium, color_scheme=scheme) as seen:
        seen.open((listed / "index.html").as_uri())
        assert violations(seen) == []


def test_a_reason_can_be_picked(chromium: Chromium, listed: Path) -> None:
    with watched(chromium) as seen:
        seen.open((listed / "index.html").as_uri())
        seen.tab.get_by_role("button", name="unverändert").click()
        names = seen.tab.locator(".row .path").all_inner_texts()
        assert "impressum.html" in names
        assert len(names) < 19


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "-o OUT"),
        (["-o", "{site}/out"], "lies inside of"),
        (["--rules", "nonsense", "-o", "{site}/../x"], "no such rule file"),
    ],
)
def test_wrong_calls_are_told(site: Path, words: list[str], said: str) -> None:
    run = CliRunner().invoke(main, ["preview", str(site), *(one.format(site=site) for one in words)])
    assert run.exit_code == 2
    assert said in run.output


def test_a_large_site_is_shown_page_by_page(chromium: Chromium, tmp_path: Path) -> None:
    found = [Row(f"{number}.html", f"Seite {number}", "finished") for number in range(700)]
    (tmp_path / "list.html").write_text(site_html("gross", found, "de", table(), links={}, served=False), "utf-8")
    with watched(chromium) as seen:
        seen.open((tmp_path / "list.html").as_uri())
        more = seen.tab.get_by_role("button", name="300 weitere zeigen")
        assert violations(seen, ".more") == []
        for count in (300, 600):
            assert seen.tab.locator(".row").count() == count
            more.click()
            assert f"Seite {count}" in seen.tab.evaluate("document.activeElement.innerText")
        assert seen.tab.locator(".row").count() == 700
        assert not more.is_visible()
