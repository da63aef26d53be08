"""With a related index: a page is made anew when its own links change, and only then."""

from pathlib import Path

import pytest

from adlayout.builder import Outcome
from adlayout.errors import UsageError
from tests.builder.sites import built, tree
from tests.related.sites import FOUR, four, indexed, page, rules, write

SOON = '<meta property="article:tag" content="Mehl"><meta name="description" content="Ein anderer Vorspann.">'


class Magazine:
    """Four articles with an index, and builds of them: the port and its shipping company, bread and its mill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = four(folder / "site")
        self.out = folder / "out"
        rules(self.source)
        self.build()

    def build(self, out: str = "out", *, anew: bool = True) -> dict[str, Outcome]:
        file = self.folder / "related.index"
        if anew:
            indexed(self.source, file)
        found = built(self.source, self.folder / out, rules=str(self.folder / "rules.toml"), related=file)
        return {name.split("/")[0]: one for name, one in found.items()}

    def made(self) -> dict[str, str]:
        """Why which page is made anew; what stands then is what a full build makes."""
        found = {name: one.because for name, one in self.build().items() if one.because}
        self.build("full", anew=False)
        assert tree(self.out) == tree(self.folder / "full")
        return found


@pytest.fixture
def magazine(tmp_path: Path) -> Magazine:
    return Magazine(tmp_path)


def test_the_same_index_makes_no_page_anew(magazine: Magazine) -> None:
    assert "Muehle" in (magazine.out / "brot" / "index.html").read_text().partition("data-adlayout")[2]
    assert magazine.made() == {}
    (magazine.folder / "related.index").unlink()
    assert magazine.made() == {}


def test_a_new_headline_is_shown_where_it_is_linked_and_nowhere_else(magazine: Magazine) -> None:
    write(magazine.source, {"brot": page("brot", FOUR["brot"]).replace(b">Brot<", b">Brot und Salz<")})
    assert magazine.made() == {"brot": "page", "muehle": "links"}
    assert "Brot und Salz" in (magazine.out / "muehle" / "index.html").read_text()


def test_what_is_not_shown_of_a_linked_article_makes_no_page_anew(magazine: Magazine) -> None:
    write(magazine.source, {"brot": page("brot", FOUR["brot"], SOON)})
    assert magazine.made() == {"brot": "page"}


def test_an_article_that_moves_to_another_subject_takes_its_links_along(magazine: Magazine) -> None:
    write(magazine.source, {"muehle": page("muehle", FOUR["reederei"] + " Der Müller schaut zu.")})
    made = magazine.made()
    assert made["muehle"] == "page"
    assert "links" in made.values()


def test_a_new_and_a_withdrawn_article(magazine: Magazine) -> None:
    write(magazine.source, {"teig": page("teig", FOUR["brot"] + " Der Teig ruht im Keller des Bäckers.")})
    assert magazine.made()["teig"] == "new"
    (magazine.source / "teig" / "index.html").unlink()
    magazine.made()
    assert not (magazine.out / "teig").exists()


def test_with_and_without_an_index_are_two_things(magazine: Magazine) -> None:
    without = built(magazine.source, magazine.out, rules=str(magazine.folder / "rules.toml"))
    assert {one.because for one in without.values()} == {"version"}
    assert magazine.made().keys() == FOUR.keys()


def test_what_is_no_index_is_told_before_anything_is_written(magazine: Magazine) -> None:
    (magazine.folder / "none").write_text("x")
    with pytest.raises(UsageError, match="index"):
        built(magazine.source, magazine.folder / "new", related=magazine.folder / "none")
    assert not (magazine.folder / "new").exists()
