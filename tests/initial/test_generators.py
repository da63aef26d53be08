"""Sites that real generators made with their stock themes: with the written rules every article is found, block by
block as it was written in Markdown, and nothing else is finished.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.builder import Wanted, build
from adlayout.cli import main
from adlayout.rulefile import Rules, load_rules
from tests.initial.generators import GENERATORS, IMPRINT, Site
from tests.initial.reading import found

pytestmark = pytest.mark.registry


@dataclass(frozen=True, slots=True)
class Begun:
    """A site after ``adlayout init``: what the command said, and the rules it wrote."""

    site: Site
    said: str
    rules: Rules


@pytest.fixture(scope="module", params=GENERATORS)
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    site = GENERATORS[request.param](tmp_path_factory.mktemp(request.param) / "project")
    assert len(site.told) >= 10
    result = CliRunner().invoke(main, ["init", str(site.folder)])
    assert result.exit_code == 0, result.output
    return Begun(site, result.output, load_rules(site.folder / "adlayout.toml"))


def test_each_article_is_found_as_it_was_written(begun: Begun) -> None:
    for name, story in begun.site.told.items():
        assert found(begun.site.folder / name, begun.rules) == list(story.blocks), name


def test_the_selector_is_one_and_lasts(begun: Begun) -> None:
    assert begun.rules.container
    assert "," not in begun.rules.container
    assert "nth" not in begun.rules.container


def test_the_report_says_that_all_articles_fit(begun: Begun) -> None:
    count = len(begun.site.told)
    assert f"The file fits {count} of {count} articles." in begun.said
    assert "adlayout explain" in begun.said
    assert "adlayout build" in begun.said


def test_a_build_finishes_the_articles_and_leaves_imprint_and_lists_alone(begun: Begun, tmp_path: Path) -> None:
    outcomes = {one.page: one for one in build(Wanted(begun.site.folder, tmp_path / "out"))}
    finished = {name for name, one in outcomes.items() if one.status == "finished"}
    assert finished >= set(begun.site.told)
    short = {name for name in finished if name.startswith("posts/post-")}  # that Hugo's theme brings along
    assert finished - short == set(begun.site.told)
    slug = IMPRINT[begun.rules.language][0]
    imprint = next(name for name in outcomes if slug in name)
    assert outcomes[imprint].reason == "excluded"


def test_ads_are_labelled_in_the_language_of_the_site(begun: Begun) -> None:
    labels = {"de": "Anzeige", "en": "Advertisement"}
    assert {slot.label for slot in begun.rules.slots} == {labels[begun.rules.language]}
