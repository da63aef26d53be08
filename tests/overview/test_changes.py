"""What other rules change: each page is told as what it is, the sums are both sides', and nothing is written."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import adlayout
from adlayout.builder.comparing import Compared, Comparison, compare
from adlayout.builder.figures import Figures
from adlayout.builder.model import Outcome
from adlayout.cli import main
from adlayout.overview.changes import MOST_EXAMPLES, Changes
from tests.dom.chromium import Chromium
from tests.preview.test_page import violations
from tests.preview.watch import watched

SITE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
PAGES = (
    "reportage/die-letzte-faehre.html", "interview/die-hebamme-vom-leysetal.html", "en/night-ferry.html",
    "rezept/linseneintopf.html", "wandern/hoehenweg.html", "index.html",
)  # fmt: skip
RULES = {
    "same": "",
    "gains": '[[slot]]\nname = "first"\nat = "top"\n',
    "loses": "[limits]\nads = 1\n",
    "moves": '[[slot]]\nname = "body"\nat = "at 75%"\nrepeat = 1\n',
    "looks-other": '[[slot]]\nname = "end"\nlabel = "Advertising"\n',
    "swaps": '[limits]\nads = 4\n[[slot]]\nname = "another"\nat = "mid-body"\nvalue = 1000\n',
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", "diff", *map(str, arguments)])


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("rules")
    for name, text in {"base": "", **RULES}.items():
        (folder / f"{name}.toml").write_text(f'extends = "default"\nlanguage = "en"\n{text}', encoding="utf-8")
    return {path.stem: str(path) for path in folder.iterdir()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some long pages of the example, and one that gets nothing."""
    folder = tmp_path_factory.mktemp("site")
    for name in PAGES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((SITE / name).read_bytes())
    return folder


@pytest.mark.parametrize("kind", RULES)
def test_each_kind_of_change_is_found(rules: dict[str, str], site: Path, kind: str) -> None:
    found = list(compare(Comparison(site, rules["base"], rules[kind])))
    assert kind in {one.change for one in found}
    assert [one.page for one in found] == sorted(PAGES)


def test_a_page_by_both_is_what_finish_makes_of_it(rules: dict[str, str], site: Path) -> None:
    one = next(iter(compare(Comparison(site, rules["base"], rules["gains"]))))
    raw = (site / one.page).read_bytes()
    for outcome, name in ((one.before, "base"), (one.after, "gains")):
        made = adlayout.finish(raw, adlayout.load_rules(rules[name]))
        assert outcome.insertions == tuple((found.name, found.kind) for found in made.plan.insertions)


def outcome(page: str, *names: str, status: str = "finished", density: int = 100) -> Outcome:
    return Outcome(
        page, status, insertions=tuple((name, "ad") for name in names), figures=Figures(9, (density, 50), (300, 500))
    )


@pytest.mark.parametrize(
    ("before", "after", "moved", "change", "gained", "lost"),
    [
        ("a", "a", False, "same", "", ""),
        ("a", "a", True, "moves", "", ""),
        ("a", "ab", True, "gains", "b", ""),
        ("abb", "a", False, "loses", "", "bb"),
        ("ab", "ac", True, "swaps", "c", "b"),
        ("a", "bcd", False, "gains", "bcd", "a"),
    ],
)
def test_a_change_has_one_name(before: str, after: str, moved: bool, change: str, gained: str, lost: str) -> None:
    found = Compared(outcome("p", *before), outcome("p", *after), moved, before != after)
    assert (found.change, found.gained, found.lost) == (change, tuple(gained), tuple(lost))


def test_many_pages_make_them_no_larger_and_those_that_change_most_come_first() -> None:
    changes = Changes()
    for number in range(1_000):
        changes.add(Compared(outcome(f"{number:04}"), outcome(f"{number:04}", *"ab"[: 1 + number % 2], density=number)))
    assert changes.kinds == {"gains": 1_000}
    assert (changes.gained["a"], changes.gained["b"]) == (1_000, 500)
    found = changes.examples("gains")
    assert len(found) == MOST_EXAMPLES
    assert [one.page for one in found[:2]] == ["0999", "0997"]
    assert all(one.gained == ("a", "b") for one in found)


def test_it_is_told_as_text_and_json_and_writes_nothing(rules: dict[str, str], site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    told = run(rules["base"], rules["gains"], site, "--jobs", "1")
    assert told.exit_code == 0
    assert "gain insertions" in told.stdout
    assert "Density on phones" in told.stdout
    as_json = json.loads(run(rules["base"], rules["gains"], site, "--format", "json", "--jobs", "1").stdout)
    assert as_json["pages"] == sum(as_json["changes"].values())
    assert as_json["after"]["ads"] > as_json["before"]["ads"]
    assert as_json["gained"]["first"] == as_json["after"]["slots"]["first"]["pages"]
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_same_rules_change_nothing(rules: dict[str, str], site: Path) -> None:
    told = run(rules["base"], rules["same"], site, "--jobs", "1")
    assert told.exit_code == 0
    assert f"{len(PAGES)}  stay the same" in told.stdout


def test_a_page_that_cannot_be_read_is_one_line(tmp_path: Path, rules: dict[str, str]) -> None:
    (tmp_path / "page.html").write_bytes((SITE / "reportage" / "die-letzte-faehre.html").read_bytes())
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop.html").symlink_to("loop.html")
    told = run(rules["base"], rules["gains"], tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("Pages compared: 1 ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("defualt", "default", SITE), 'did you mean "default"?'),
        (("default", "default", SITE / "none"), "there is no such folder"),
        (("default", "default", SITE / "assets"), "there is no page in it"),
    ],
)
def test_a_wrong_call_is_told(given: tuple[str | Path, ...], words: str) -> None:
    told = run(*given)
    assert told.exit_code == 2
    assert words in told.stderr


def test_the_page_fits_and_axe_finds_nothing(
    chromium: Chromium, tmp_path: Path, rules: dict[str, str], site: Path
) -> None:
    report = tmp_path / "diff.html"
    told = run(rules["base"], rules["gains"], site, "--report-html", report, "--jobs", "1")
    assert told.exit_code == 0
    with watched(chromium, viewport={"width": 1280, "height": 900}) as seen:
        seen.open(report.as_uri())
        assert [one.url for one in seen.requests] == [report.as_uri()]
        assert (seen.said, seen.errors) == ([], [])
        assert seen.tab.locator("svg.plot .bar-two").count() > 0
        assert violations(seen) == []
        seen.tab.set_viewport_size({"width": 390, "height": 900})
        assert seen.tab.evaluate("document.documentElement.scrollWidth") <= 390
