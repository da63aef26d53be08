"""The example magazine: forty articles of a dozen systems, six of them without a name of their own."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.article import understand
from adlayout.cli import main
from adlayout.rulefile import load_rules
from adlayout.source import read

MAGAZINE = Path(__file__).resolve().parents[2] / "examples" / "magazin"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MAGAZINE, tmp_path / "magazin", ignore=shutil.ignore_patterns("adlayout.toml")))


def test_every_article_is_found_as_the_detection_finds_it(site: Path) -> None:
    result = CliRunner().invoke(main, ["init", str(site)])
    assert result.exit_code == 0, result.output
    rules = load_rules(site / "adlayout.toml")
    without = []
    for path in sorted(site.rglob("*.html")):
        page = read(path.read_bytes())
        detected = understand(page)
        if detected.reason or path.stem == "impressum":
            continue
        found = understand(page, container=rules.container, ignore=rules.ignore)
        assert (found.reason, found.blocks, found.lead) == (None, detected.blocks, detected.lead), path
        without += [path.stem] if found.warnings else []
    # A page of 2004, and a theme that names nothing.
    nameless = ["deich-aus-weiden", "ein-moor-lernt-schwimmen", "kraniche-im-moor", "torf-im-blumentopf"]
    assert without == ["hochwasser-2004", *nameless, "warum-pegel-luegen"]
    assert "The file fits 34 of 40 articles; not:\n  archiv/hochwasser-2004.html: no selector" in result.stdout


def test_imprint_and_home_page(site: Path) -> None:
    said = CliRunner().invoke(main, ["init", str(site)]).stdout
    assert load_rules(site / "adlayout.toml").none == ("/impressum.html",)
    assert "No article, left as they are: fotos/herbstmarkt.html, index.html" in said
