"""What ``init`` chooses on small sites written by hand, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adlayout.cli import main
from adlayout.initial.pages import MOST
from adlayout.initial.sorts import is_legal
from adlayout.rulefile import Rules, load_rules
from tests.initial.reading import found
from tests.initial.stories import Story, stories

STORIES = stories("de", 8)


def html(story: Story) -> str:
    tags = {"paragraph": "p", "heading": "h2", "quote": "blockquote"}
    rows = [f"<{tags[k]}>{t}</{tags[k]}>" for k, t in story.blocks if k != "list"]
    return "\n".join(rows)


def page(inside: str, *, body: str = "single", language: str = "de") -> str:
    head = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>T</title></head>'
    return f'{head}<body class="{body}"><div id="page">{inside}</div></body></html>'


def article(story: Story, inside: str | None = None, more: str = "") -> str:
    text = html(story) if inside is None else inside
    return page(
        f'<h1>{story.title}</h1><div class="box-{story.number}{story.number}{story.number}">'
        f'<div id="post-{story.number}" class="post-{story.number} post-text">{text}</div></div>{more}'
    )


def write(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["init", *map(str, arguments)])


def begun(folder: Path) -> Rules:
    result = run(folder)
    assert result.exit_code == 0, result.output
    return load_rules(folder / "adlayout.toml")


def blog(make: Callable[[Story], str] = article) -> dict[str, str]:
    return {f"{story.slug}.html": make(story) for story in STORIES}


def test_an_existing_rule_file_stays_as_it_is(tmp_path: Path) -> None:
    site = write(tmp_path, {**blog(), "adlayout.toml": "# mine\n"})
    result = run(site)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert "-o FILE" in result.stderr
    assert (site / "adlayout.toml").read_text() == "# mine\n"


@pytest.mark.parametrize(
    ("pages", "target", "words"),
    [
        ({}, "none", "there is no such folder"),
        ({"a.html": "x"}, "a.html", "is a file"),
        ({"a.txt": "x"}, "", "there is no page in it"),
        ({"a.html": page("<p>Nichts.</p>")}, "", "no article was found on 1 page"),
        ({"empty.html": ""}, "", "no article was found on 1 page"),
    ],
)
def test_where_nothing_can_be_learnt_it_says_why_and_writes_nothing(
    pages: dict[str, str], target: str, words: str, tmp_path: Path
) -> None:
    site = write(tmp_path, pages)
    result = run(site / target if target else site)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (site / "adlayout.toml").exists()


def test_a_name_with_a_pages_number_in_it_is_not_taken(tmp_path: Path) -> None:
    assert begun(write(tmp_path, blog())).container == "div.post-text"


def test_a_selector_is_scoped_where_lists_have_the_same_class(tmp_path: Path) -> None:
    teasers = "".join(
        f'<section><h2><a href="/{s.slug}.html">{s.title}</a></h2>'
        f'<div class="post-text"><p>{s.paragraphs[0]}</p></div></section>'
        for s in STORIES
    )
    site = write(tmp_path, {**blog(), "index.html": page(teasers, body="home")})
    rules = begun(site)
    assert rules.container == "body.single div.post-text"
    assert rules.none == ("/",)


def test_an_article_with_teasers_in_its_text_is_no_list(tmp_path: Path) -> None:
    teaser = "".join(f'<div class="card"><h3><a href="/{n}.html">Mehr zum Thema {n}</a></h3></div>' for n in range(4))

    def make(story: Story) -> str:
        first, _, rest = html(story).partition("</p>")
        return article(story, f"{first}</p>{teaser}{rest}")

    rules = begun(write(tmp_path, blog(make)))
    assert rules.none == ()
    assert rules.container == "div.post-text"


def test_two_templates_give_two_selectors_and_each_page_its_own(tmp_path: Path) -> None:
    def make(story: Story) -> str:
        if story.number % 3:
            return article(story)
        return page(f'<main><h1>{story.title}</h1><section class="report">{html(story)}</section></main>', body="long")

    site = write(tmp_path, blog(make))
    rules = begun(site)
    assert rules.container == "div.post-text, section.report"
    for story in STORIES:
        assert found(site / f"{story.slug}.html", rules) == [one for one in story.blocks if one[0] != "list"]


def test_a_box_that_repeats_word_for_word_is_ignored(tmp_path: Path) -> None:
    box = '<div class="support"><p>Dieses Blatt lebt von denen, die es lesen und weitergeben, seit Jahren.</p></div>'

    def make(story: Story) -> str:
        first, _, rest = html(story).partition("</p>")
        return article(story, f"{first}</p>{box}{rest}")

    site = write(tmp_path, blog(make))
    rules = begun(site)
    assert rules.ignore == ("div.support",)
    texts = [text for kind, text in found(site / f"{STORIES[1].slug}.html", rules) if kind == "paragraph"]
    assert texts == STORIES[1].paragraphs


def test_a_box_of_its_own_text_is_not_ignored(tmp_path: Path) -> None:
    def make(story: Story) -> str:
        first, _, rest = html(story).partition("</p>")
        own = f'<div class="aside-note"><p>Zu {story.title}: {story.paragraphs[-1]}</p></div>'
        return article(story, f"{first}</p>{own}{rest}")

    assert begun(write(tmp_path, blog(make))).ignore == ()


def test_what_the_detection_knows_keeps_its_distance_rules_and_is_only_told(tmp_path: Path) -> None:
    box = '<div class="newsletter-box"><h3>Post am Freitag</h3><form><input><button>Ja</button></form></div>'

    def make(story: Story) -> str:
        first, _, rest = html(story).partition("</p>")
        return article(story, f"{first}</p>{box}{rest}")

    site = write(tmp_path, blog(make))
    assert begun(site).ignore == ()
    assert "div.newsletter-box (newsletter)" in (site / "adlayout.toml").read_text(encoding="utf-8")


def test_the_template_corrects_the_detection_on_a_page_that_misleads_it(tmp_path: Path) -> None:
    """One page has a short text and a long discussion below it, in markup that does not say so."""
    short = stories("de", 30)[-1]
    few = "".join(f"<p>{text}</p>" for text in short.paragraphs[:2])
    talk = "".join(f"<p>{text}</p>" for story in STORIES[:3] for text in story.paragraphs)
    site = write(tmp_path, {**blog(), "talk.html": article(short, few, f'<div class="zwei"><div>{talk}</div></div>')})
    rules = begun(site)
    assert rules.container == "div.post-text"
    assert [text for _, text in found(site / "talk.html", rules)] == short.paragraphs[:2]


def test_imprints_get_nothing_and_pages_without_an_article_are_told(tmp_path: Path) -> None:
    imprint = page(f'<div class="post-text">{html(STORIES[0])}</div>')
    site = write(tmp_path, {**blog(), "impressum/index.html": imprint, "404.html": page("<p>Nicht da.</p>")})
    result = run(site)
    assert load_rules(site / "adlayout.toml").none == ("/impressum/",)
    assert "No article, left as they are: 404.html" in result.stdout
    assert "impressum/index.html" in result.stdout


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("impressum.html", True),
        ("de/datenschutz/index.html", True),
        ("Privacy-Policy.htm", True),
        ("agb.html", True),
        ("kontakt.html", True),
        ("kontaktlinsen.html", False),
        ("2024/impressum-fehlt-auf-der-seite.html", False),
        ("impressum/archiv/fall.html", False),
        ("index.html", False),
    ],
)
def test_an_imprint_is_known_by_its_whole_name(name: str, legal: bool) -> None:
    assert is_legal(name) is legal


def test_a_file_elsewhere_holds_for_single_pages_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path / "public", {**blog(), "impressum.html": article(STORIES[0])})
    monkeypatch.chdir(tmp_path)
    result = run("public", "-o", "adlayout.toml")
    assert result.exit_code == 0, result.output
    assert "public/adlayout.toml" not in result.stdout
    finish = CliRunner().invoke(main, ["finish", "public/impressum.html", "--dry-run"])
    assert "excluded" in finish.stderr
    assert CliRunner().invoke(main, ["finish", f"public/{STORIES[0].slug}.html", "--dry-run"]).exit_code == 1
    assert not (site / "adlayout.toml").exists()


def test_a_finished_site_gives_the_same_file_as_the_site_before(tmp_path: Path) -> None:
    before = write(tmp_path / "before", blog())
    begun(before)
    built = CliRunner().invoke(main, ["build", str(before), "-o", str(tmp_path / "after"), "--rules", "default"])
    assert built.exit_code == 0, built.output
    after = tmp_path / "after"
    (after / "adlayout.toml").unlink()
    assert b"data-adlayout" in (after / f"{STORIES[0].slug}.html").read_bytes()
    begun(after)
    assert (after / "adlayout.toml").read_bytes() == (before / "adlayout.toml").read_bytes()


def test_of_a_large_site_a_sample_is_looked_at_and_the_same_one_again(tmp_path: Path) -> None:
    many = {f"{number:04}/{name}": text for number in range(60) for name, text in blog().items()}
    site = write(tmp_path, many)
    result = run(site, "-o", tmp_path / "one.toml")
    assert f"{MOST} looked at (of {len(many)}, evenly spread)" in result.stdout
    assert run(site, "-o", tmp_path / "two.toml").exit_code == 0
    assert (tmp_path / "one.toml").read_bytes() == (tmp_path / "two.toml").read_bytes()
    assert load_rules(tmp_path / "one.toml").container == "div.post-text"


def test_languages_and_a_side_column_are_told(tmp_path: Path) -> None:
    def make(story: Story) -> str:
        side = '<aside class="rail"><p>Wetter</p></aside>'
        return page(f'<h1>T</h1><div class="post-text">{html(story)}</div>{side}', language="fr")

    site = write(tmp_path, blog(make))
    assert {slot.label for slot in begun(site).slots} == {"Publicité"}
    text = (site / "adlayout.toml").read_text(encoding="utf-8")
    assert "label" not in text, "the language says it"
    commented = text[text.index("# [[slot]]") :].replace("\n# ", "\n").removeprefix("# ")
    (site / "adlayout.toml").write_text(text[: text.index("# There is a side")] + commented, encoding="utf-8")
    assert ("sidebar", "Publicité") in {(slot.name, slot.label) for slot in load_rules(site / "adlayout.toml").slots}
