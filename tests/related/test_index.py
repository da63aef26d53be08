"""The index: what gets into it, the same from any history, whole whatever happens to its maker."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from adlayout.builder import stamps
from adlayout.cli import main
from adlayout.errors import UsageError
from adlayout.related.index import Index
from adlayout.related.making import make_file
from adlayout.related.store import Store
from adlayout.rulefile import load_rules
from tests.related.sites import FOUR, four, indexed, jsonld, page, write

URL = "https://leysum.example/{}/"


def near(file: Path, name: str) -> list[str]:
    known = Index(file).known(URL.format(name))
    assert known is not None
    return [one.entry.url for one in Index(file).neighbours(known[0])]


def content(file: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as base:
        return [row for table in ("article", "neighbour") for row in base.execute(f"SELECT * FROM {table}")]


def test_articles_on_one_subject_are_nearest(tmp_path: Path) -> None:
    made = indexed(four(tmp_path / "site"), tmp_path / "index")
    assert (made.pages, made.read, made.made.articles) == (4, 4, 4)
    pairs = {"hafen": "reederei", "reederei": "hafen", "brot": "muehle", "muehle": "brot"}
    assert {name: near(tmp_path / "index", name)[0] for name in FOUR} == {a: URL.format(b) for a, b in pairs.items()}


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    site = four(tmp_path / "site")
    stamps.wait()
    indexed(site, tmp_path / "index")
    again = indexed(site, tmp_path / "index")
    assert (again.read, again.made.articles, again.made.changed) == (0, 4, ())
    os.utime(site / "brot" / "index.html", (1, 1))
    touched = indexed(site, tmp_path / "index")
    assert (touched.read, touched.made.changed) == (1, ())


def test_the_history_of_an_index_does_not_show(tmp_path: Path) -> None:
    """Made at once, or page by page with one changed and one gone: the same articles and neighbours."""
    site = write(tmp_path / "site", {"brot": page("brot", "Etwas ganz anderes."), "alt": page("alt", FOUR["hafen"])})
    indexed(site, tmp_path / "grown")
    (site / "alt" / "index.html").unlink()
    four(site)
    changed = indexed(site, tmp_path / "grown", jobs=2)
    assert changed.gone == 1
    indexed(site, tmp_path / "fresh")
    assert content(tmp_path / "grown") == content(tmp_path / "fresh")


def test_a_removed_article_is_no_longer_recommended(tmp_path: Path) -> None:
    site = four(tmp_path / "site")
    indexed(site, tmp_path / "index")
    (site / "muehle" / "index.html").unlink()
    made = indexed(site, tmp_path / "index").made
    assert URL.format("brot") in made.changed
    assert URL.format("muehle") not in near(tmp_path / "index", "brot")


LEFT_OUT = {
    "noindex": page("x", FOUR["brot"], '<meta name="robots" content="noindex, follow">'),
    "redirect": page("x", FOUR["brot"], '<meta http-equiv="refresh" content="0; url=/brot/">'),
    "paginated": page("x", FOUR["brot"], '<link rel="prev" href="/x/">'),
    "withdrawn": page("x", FOUR["brot"], jsonld(creativeWorkStatus="Withdrawn", headline="X")),
    "same-address": page("brot", FOUR["brot"]),
    "no-article": b"<!DOCTYPE html><title>Suche</title><form><input name=q></form>",
    "empty": b"",
}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_what_is_left_out_is_told_with_its_reason(reason: str, tmp_path: Path) -> None:
    site = write(four(tmp_path / "site"), {"x": LEFT_OUT[reason]})
    made = indexed(site, tmp_path / "index").made
    assert (made.articles, dict(made.left_out)) == (4, {reason: 1})


def test_a_plain_address_of_wordpress_is_no_later_page(tmp_path: Path) -> None:
    plain = page("x", FOUR["brot"] + " Und Salz.").replace(b"example/x/", b"example/?p=123")
    assert indexed(write(four(tmp_path / "site"), {"x": plain}), tmp_path / "index").made.articles == 5


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Neue Brücke über den Fluss eröffnet | Tagblatt", "Neue Brücke über den Fluss eröffnet"),
        ("Tagblatt | Neue Brücke über den Fluss eröffnet", "Neue Brücke über den Fluss eröffnet"),
        ("Neue Brücke - was sie kostet | Lokales | Tagblatt", "Neue Brücke - was sie kostet | Lokales"),
        ("Neue Brücke eröffnet – Tagblatt", "Neue Brücke eröffnet"),
        ("Neue Brücke eröffnet - Leysumer Bote", "Neue Brücke eröffnet"),
        ("Leysumer Bote — Neue Brücke eröffnet", "Neue Brücke eröffnet"),
        ("Berlin - ein Bericht aus der Hauptstadt", "Berlin - ein Bericht aus der Hauptstadt"),
        ("Berlin – ein Bericht aus der Hauptstadt", "Berlin – ein Bericht aus der Hauptstadt"),
        ("Ein Bericht aus der Hauptstadt - Berlin", "Ein Bericht aus der Hauptstadt - Berlin"),
        ("Neue Brücke eröffnet", "Neue Brücke eröffnet"),
    ],
)
def test_a_title_goes_without_the_name_of_its_site(title: str, found: str, tmp_path: Path) -> None:
    """A page without a heading; its site is called "Leysumer Bote", which not all titles say."""
    html = page("x", FOUR["brot"] + " Und Salz.", '<meta property="og:site_name" content="Leysumer Bote">').decode()
    html = html.replace("<title>X<", f"<title>{title}<").replace("<h1>X</h1>", "")
    indexed(write(four(tmp_path / "site"), {"x": html.encode()}), tmp_path / "index")
    known = Index(tmp_path / "index").known("https://leysum.example/x/")
    assert known is not None
    assert known[1].title == found


def test_other_hosts_copies_and_the_future_are_left_out(tmp_path: Path) -> None:
    elsewhere = page("x", FOUR["brot"]).replace(b"//leysum.example", b"//agency.example")
    future = page("y", FOUR["brot"], jsonld(headline="Y", datePublished="2030-01-01"))
    site = write(four(tmp_path / "site"), {"x": elsewhere, "y": future})
    assert dict(indexed(site, tmp_path / "index", today="2026-01-01").made.left_out) == {
        "other-host": 1,
        "embargoed": 1,
    }


def test_a_near_copy_is_not_recommended(tmp_path: Path) -> None:
    copy = page("kopie", FOUR["brot"], jsonld(headline="Brot", datePublished="2024-01-01"))
    first = page("brot", FOUR["brot"], jsonld(headline="Brot", datePublished="2023-01-01"))
    site = write(four(tmp_path / "site"), {"kopie": copy, "brot": first})
    indexed(site, tmp_path / "index")
    assert URL.format("kopie") not in near(tmp_path / "index", "muehle")
    assert URL.format("brot") in near(tmp_path / "index", "muehle")


def test_the_next_part_of_a_series_comes_first(tmp_path: Path) -> None:
    parts = {f"serie-{n}": page(f"serie-{n}", FOUR[name]) for n, name in ((1, "hafen"), (2, "brot"), (3, "muehle"))}
    parts = {
        name: html.replace(f"<h1>Serie-{name[-1]}".encode(), f"<h1>Am Fluss, Teil {name[-1]}".encode())
        for name, html in parts.items()
    }
    indexed(write(four(tmp_path / "site"), parts), tmp_path / "index")
    assert near(tmp_path / "index", "serie-2")[:2] == [URL.format("serie-3"), URL.format("serie-1")]


def test_each_language_stays_by_itself(tmp_path: Path) -> None:
    english = {f"{name}-en": page(f"{name}-en", text, language="en-GB") for name, text in FOUR.items()}
    indexed(write(four(tmp_path / "site"), english), tmp_path / "index")
    assert not any(url.endswith("-en/") for url in near(tmp_path / "index", "brot"))


def test_an_article_that_is_near_to_all_is_not_taken_by_all(tmp_path: Path) -> None:
    words = ["Wasser", "Regen", "Fluss", "Deich", "Flut", "Sturm", "Ebbe", "Watt", "Pegel", "Siel"]
    pages = {
        f"a{n:02}": page(f"a{n:02}", f"{FOUR['hafen']} {words[n % 10]} {words[n % 7]} Leysum {n}") for n in range(40)
    }
    indexed(write(tmp_path / "site", pages), tmp_path / "index")
    with sqlite3.connect(tmp_path / "index") as base:
        (most,) = base.execute(
            "SELECT max(n) FROM (SELECT count(*) n FROM neighbour WHERE rank < 5 GROUP BY other)"
        ).fetchone()
    assert most <= 10


def test_an_index_is_read_from_any_thread(tmp_path: Path) -> None:
    indexed(four(tmp_path / "site"), tmp_path / "index")
    known = Index(tmp_path / "index")
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda name: known.known(URL.format(name)), [*FOUR] * 50))
    assert [one and one[1].url for one in found] == [URL.format(name) for name in [*FOUR] * 50]


def test_a_second_build_is_told_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = four(tmp_path / "site")
    indexed(site, tmp_path / "index")
    before = content(tmp_path / "index")
    monkeypatch.setattr("adlayout.related.store.WAIT", 0.1)
    with Store(tmp_path / "index"), pytest.raises(UsageError, match="another build is writing"):
        indexed(site, tmp_path / "index")
    assert content(tmp_path / "index") == before


def test_a_killed_build_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    site = four(tmp_path / "site")
    indexed(site, tmp_path / "index")
    before = content(tmp_path / "index")
    many = {f"n{n:03}": page(f"n{n:03}", FOUR["hafen"] + f" {n}") for n in range(300)}
    write(site, many)
    indexed(site, tmp_path / "whole")
    for wait in (0.2, 0.5, 0.9):
        run = subprocess.Popen(
            [sys.executable, "-m", "adlayout", "index", site, "-o", tmp_path / "index", "--jobs", "1", "-q"]
        )
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert content(tmp_path / "index") in (before, content(tmp_path / "whole"))
        assert near(tmp_path / "index", "hafen")
    assert indexed(site, tmp_path / "index").made.articles == 304


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("x" * 5000)
    with pytest.raises(UsageError, match="no related index"):
        Index(tmp_path / "index")
    with pytest.raises(UsageError, match="there is no such index"):
        Index(tmp_path / "other")


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE page (title TEXT); INSERT INTO page VALUES ('Hafen')",
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT); INSERT INTO meta VALUES ('format', '2')",
        "CREATE TABLE meta (name TEXT); CREATE TABLE page (x); CREATE TABLE article (x); CREATE TABLE neighbour (x)",
        "PRAGMA application_id = 7",
    ],
)
def test_another_programs_database_is_left_as_it_is(made: str, tmp_path: Path) -> None:
    file = tmp_path / "content.sqlite"
    with sqlite3.connect(file) as base:
        base.executescript(made)
    base.close()
    before = file.read_bytes()
    with pytest.raises(UsageError, match=r"content\.sqlite"):
        indexed(four(tmp_path / "site"), file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("content*")] == ["content.sqlite"]


@pytest.mark.parametrize("number", ["1", "2"])
def test_an_index_from_before_the_file_said_whose_it_is_is_taken(number: str, tmp_path: Path) -> None:
    site, file = four(tmp_path / "site"), tmp_path / "index"
    stamps.wait()
    read = indexed(site, file).read
    with sqlite3.connect(file) as base:
        base.execute("UPDATE meta SET value = ? WHERE key = 'format'", (number,))
        base.execute("PRAGMA application_id = 0")
    base.close()
    assert indexed(site, file).read == (read if number == "1" else 0)
    assert indexed(site, file).read == 0


def test_half_a_character_in_a_pages_json_costs_no_index(tmp_path: Path) -> None:
    half = jsonld(headline="Der Hafen \ud83d", keywords=["\udc00"])
    write(tmp_path / "site", {"hafen": page("hafen", FOUR["hafen"], half), "brot": page("brot", FOUR["brot"])})
    assert indexed(tmp_path / "site", tmp_path / "index").made.articles == 2
    known = Index(tmp_path / "index").known(URL.format("hafen"))
    assert known is not None
    assert known[1].title == "Der Hafen ?"
    assert Index(tmp_path / "index").known("https://leysum.example/\ud83d") is None


@pytest.mark.parametrize("day", ["gestern", "2026-1-5", "20260105", "2026-02-30"])
def test_a_day_that_is_none_is_refused(day: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no day"):
        make_file([], tmp_path / "index", load_rules("default").index, day)
    assert not list(tmp_path.iterdir())
    if day != "2026-1-5":  # which the command puts right
        found = CliRunner().invoke(main, ["index", str(four(tmp_path / "site")), "-o", "index", "--today", day])
        assert (found.exit_code, "'--today'" in found.output) == (2, True)
