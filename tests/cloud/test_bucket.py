"""Builds from, to and within a bucket: what is carried, what is skipped, and what is never overwritten."""

import gzip
import json
import time
from collections import Counter
from pathlib import Path

import pytest

import adlayout
from adlayout.builder import Outcome
from tests.cloud.conftest import Site, article
from tests.cloud.server import Request, proxy
from tests.related.sites import four, indexed, rules

HTML = {"Content_Type": "text/html; charset=utf-8"}


def finished(page: bytes) -> bytes:
    made = adlayout.finish(page, adlayout.load_rules("default")).html
    assert made != page
    return made


def statuses(outcomes: list[Outcome]) -> dict[str, str]:
    return {one.page: one.status for one in outcomes}


def test_headers_metadata_and_what_is_no_page_are_carried_over(site: Site) -> None:
    page = article("Kutter")
    headers = {**HTML, "Cache_Control": "max-age=60", "Content_Language": "de", "editor": "m.k."}
    site.put("in/a/kutter.html", page, **headers)
    site.put("in/bild.png", b"\x89PNG", Content_Type="image/png", Cache_Control="immutable")
    site.put("in/ohne-endung", page, Content_Type="text/html")
    site.put("in/daten", b'{"a": 1}', Content_Type="application/json")
    site.put("in/.well-known/x.html", page, **HTML)
    outcomes = site.build()
    assert site.names("out") == site.names("in")
    said = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=60"}
    assert site.get("out/a/kutter.html") == (finished(page), {**said, "Content-Language": "de", "editor": "m.k."})
    assert site.get("out/bild.png") == (b"\x89PNG", {"Content-Type": "image/png", "Cache-Control": "immutable"})
    assert site.get("out/ohne-endung") == (finished(page), {"Content-Type": "text/html"})
    for name in ("daten", ".well-known/x.html"):
        assert site.get(f"out/{name}") == site.get(f"in/{name}")
    assert Counter(statuses(outcomes).values()) == {"finished": 2, "carried": 3}


def test_what_the_object_says_of_the_encoding_counts(site: Site) -> None:
    page = article("Größe").replace(b'<meta charset="utf-8">', b"").decode().encode("iso-8859-1")
    site.put("in/latin.html", page, Content_Type='text/html; charset="ISO-8859-1"')
    site.build()
    assert b"Gr\xf6\xdfe 1" in site.get("out/latin.html")[0]
    wanted = adlayout.finish(page, adlayout.load_rules("default"), encoding="iso-8859-1").html
    assert site.get("out/latin.html")[0] == wanted


def test_a_page_in_gzip_is_finished_inside_of_it_and_other_codings_are_left(site: Site) -> None:
    page = article("Kutter")
    site.put("in/gz.html", gzip.compress(page), Content_Encoding="gzip", **HTML)
    site.put("in/br.html", b"\x0b\x02\x80no html\x03", Content_Encoding="br", **HTML)
    site.put("in/broken.html", gzip.compress(page)[:-9], Content_Encoding="gzip", **HTML)
    reasons = {one.page: one.reason for one in site.build()}
    data, headers = site.get("out/gz.html")
    assert (gzip.decompress(data), headers["Content-Encoding"]) == (finished(page), "gzip")
    assert reasons == {"gz.html": None, "br.html": "content-encoding", "broken.html": "content-encoding"}
    for name in ("br.html", "broken.html"):
        assert site.get(f"out/{name}") == site.get(f"in/{name}")


def test_an_unchanged_page_costs_no_request(site: Site) -> None:
    for number in range(20):
        site.put(f"in/{number}.html", article(str(number)), **HTML)
    site.put("in/x.png", b"x")
    site.put("in/daten", b"x")
    site.build()
    with proxy(site.server.port) as between:
        again = site.build(port=between.server_port)
    assert Counter(one.status for one in again) == {"up-to-date": 20, "carried": 2}
    assert not any(one.changed for one in again)
    listed = [one for one in between.seen if "list-type=2" in one]
    rest = [one for one in between.seen if one not in listed]
    assert len(listed) == 2  # SRC and OUT
    assert [".adlayout/" in one for one in rest] == [True]  # and what was remembered


@pytest.mark.parametrize("out", ["out", None], ids=["to another place", "in place"])
def test_only_what_changed_is_made_anew(site: Site, out: str | None) -> None:
    for number in range(5):
        site.put(f"in/{number}.html", article(str(number)), **HTML)
    site.build(out=out)
    new = article("Neu")
    site.put("in/3.html", new, **HTML)
    again = site.build(out=out)
    assert [one.page for one in again if one.status == "finished"] == ["3.html"]
    assert site.get(f"{out or 'in'}/3.html")[0] == finished(new)
    other = site.build(out=out, rules="magazin")
    assert Counter(one.status for one in other) == {"finished": 5}
    assert {one.status for one in site.build(out=out, rules="magazin")} == {"up-to-date"}


def test_what_is_the_same_after_all_is_not_written(site: Site) -> None:
    site.put("in/a.html", article("A"), **HTML)
    site.build()
    again = site.build(encoding="utf-8")  # another key, the same bytes
    assert [(one.status, one.changed) for one in again] == [("finished", False)]


def test_a_page_that_vanished_goes_and_what_others_put_there_stays(site: Site) -> None:
    for name in ("a.html", "b.html", "c.html", "x.png"):
        site.put(f"in/{name}", article(name), **HTML)
    site.build()
    site.put("out/theirs.html", b"<p>ours?", **HTML)
    site.put("out/b.html", b"<p>edited in OUT", **HTML)
    for name in ("a.html", "b.html", "x.png"):
        site.drop(f"in/{name}")
    again = site.build()
    assert [one.page for one in again if one.status == "removed"] == ["a.html", "x.png"]
    assert site.names("out") == ["b.html", "c.html", "theirs.html"]
    assert site.get("out/b.html")[0] == b"<p>edited in OUT"


def test_something_newer_in_out_that_is_not_ours_stays(site: Site) -> None:
    site.put("in/a.html", article("A"), **HTML)
    site.put("in/b.html", article("B"), **HTML)
    site.put("in/x.txt", b"x")
    site.put("out/older.html", b"<p>older", **HTML)
    site.build()
    time.sleep(1.1)  # times of a listing are whole seconds
    site.put("in/older.html", article("O"), **HTML)
    site.put("out/a.html", b"<p>an editor's", **HTML)
    site.put("out/x.txt", b"an editor's")
    again = site.build(rules="magazin")
    told = {one.page: (one.status, one.reason or "") for one in again}
    assert {name for name, (status, _) in told.items() if status == "failed"} == {"a.html", "x.txt"}
    assert "newer" in told["a.html"][1]
    assert site.get("out/a.html")[0] == b"<p>an editor's"
    assert site.get("out/x.txt")[0] == b"an editor's"
    assert b"data-adlayout" in site.get("out/older.html")[0]


def edits_when(site: Site, name: str, data: bytes, when: str):  # type: ignore[no-untyped-def]
    """An editor who writes ``name`` just before the build's request that contains ``when``."""
    done: list[bool] = []

    def misbehave(request: Request) -> bool:
        if when in f"{request.command} {request.path}" and not done:
            done.append(True)
            site.put(name, data, **HTML)
        return False

    return misbehave


def test_a_page_that_an_editor_changes_meanwhile_is_not_overwritten_in_place(site: Site) -> None:
    old, new = article("Alt"), article("Neu")
    site.put("in/a.html", old, **HTML)
    with proxy(site.server.port, edits_when(site, "in/a.html", new, f"PUT /site/{site.folder}/in/a.html")) as between:
        outcomes = site.build(out=None, port=between.server_port)
    assert statuses(outcomes) == {"a.html": "finished"}
    assert site.get("in/a.html")[0] == finished(new)


@pytest.mark.parametrize("before", [True, False], ids=["an older page there", "nothing there"])
def test_a_page_that_appears_in_out_meanwhile_is_not_overwritten(site: Site, before: bool) -> None:
    site.put("in/a.html", article("A"), **HTML)
    if before:
        site.build()
        site.put("in/a.html", article("A2"), **HTML)
    theirs = b"<p>an editor's"
    with proxy(site.server.port, edits_when(site, "out/a.html", theirs, f"PUT /site/{site.folder}/out/a.html")) as one:
        outcomes = site.build(port=one.server_port)
    assert [(one.status, "meanwhile" in str(one.reason) or "while" in str(one.reason)) for one in outcomes] == [
        ("failed", True)
    ]
    assert site.get("out/a.html")[0] == theirs


def test_a_page_that_is_deleted_meanwhile_is_told(site: Site) -> None:
    site.put("in/a.html", article("A"), **HTML)
    site.put("in/b.html", article("B"), **HTML)

    def misbehave(request: Request) -> bool:
        if request.command == "GET" and request.path.endswith("/a.html"):
            site.drop("in/a.html")
        return False

    with proxy(site.server.port, misbehave) as between:
        outcomes = site.build(port=between.server_port)
    assert statuses(outcomes) == {"a.html": "failed", "b.html": "finished"}
    assert "deleted" in str(outcomes[0].reason)


def test_throttling_and_cut_lines_cost_nothing_but_time(site: Site) -> None:
    pages = {f"{number}.html": article(str(number), 20) for number in range(12)}
    for name, page in pages.items():
        site.put(f"in/{name}", page, **HTML)
    tried: Counter[str] = Counter()

    def misbehave(request: Request) -> bool:
        key = f"{request.command} {request.path}"
        tried[key] += 1
        if tried[key] == 1:
            request.refuse(503, "SlowDown")
            return True
        if tried[key] == 2 and request.command == "PUT":  # done, but nobody hears of it
            request.pass_on(answer=False)
            return True
        return False

    with proxy(site.server.port, misbehave) as between:
        outcomes = site.build(port=between.server_port)
        assert {one.status for one in outcomes} == {"finished"}
        assert {name: site.get(f"out/{name}")[0] for name in pages} == {n: finished(p) for n, p in pages.items()}
        assert {one.status for one in site.build(port=between.server_port)} == {"up-to-date"}


def test_from_a_folder_to_a_bucket_and_back(site: Site, tmp_path: Path) -> None:
    source, back = tmp_path / "site", tmp_path / "back"
    page = article("Kutter")
    for name, data in {"a/index.html": page, "bild.png": b"\x89PNG", "a-b.html": page}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (source / "a" / "adlayout.toml").write_text('extends = "magazin"\n')
    with pytest.MonkeyPatch.context() as patch:
        for name, value in site.environment().items():
            patch.setenv(name, value)
        to = Path(f"{site.address}/out")
        first = list(adlayout_cloud(source, to))
        assert {one.status for one in adlayout_cloud(source, to)} == {"up-to-date", "carried"}
        assert site.get("out/a-b.html") == (finished(page), {"Content-Type": "text/html"})
        assert site.get("out/bild.png") == (b"\x89PNG", {"Content-Type": "image/png"})
        magazin = adlayout.finish(page, adlayout.load_rules("magazin"), url="/a/").html
        assert site.get("out/a/index.html")[0] == magazin
        site.put("in/gz.html", gzip.compress(page), Content_Encoding="gzip", **HTML)
        site.put("in/stil.css", gzip.compress(b"p{}"), Content_Encoding="gzip")
        there = Path(f"{site.address}/in")
        list(adlayout_cloud(there, back))
        assert {one.status for one in adlayout_cloud(there, back)} == {"up-to-date", "carried"}
    assert (back / "gz.html").read_bytes() == finished(page)
    assert (back / "stil.css").read_bytes() == b"p{}"
    assert len(first) == 4


def adlayout_cloud(source: Path, out: Path) -> list[Outcome]:
    from adlayout import cloud
    from adlayout.builder import Wanted

    return list(cloud.build(Wanted(source, out, jobs=1)))


def test_the_rule_file_in_a_bucket(site: Site) -> None:
    site.put("in/a.html", article("A"), **HTML)
    site.put("in/adlayout.toml", b'extends = "default"\n[limits]\nads = 1\n')
    one = next(one for one in site.build(rules=None) if one.page == "a.html")
    assert len(one.insertions) == 1
    site.put("in/below/adlayout.toml", b"")
    told = {one.page: one for one in site.build(rules=None)}
    assert "--rules" in str(told["below/adlayout.toml"].reason)


def test_only_listed_pages(site: Site) -> None:
    for number in range(3):
        site.put(f"in/{number}.html", article(str(number)), **HTML)
    outcomes = site.build(only=(Path("1.html"), Path(f"{site.address}/in/2.html"), Path("9.html")))
    assert statuses(outcomes) == {"1.html": "finished", "2.html": "finished", "9.html": "failed"}
    assert Counter(one.status for one in site.build()) == {"up-to-date": 2, "finished": 1}


def test_what_is_excluded_is_no_part_of_the_site(site: Site) -> None:
    for name in ("a.html", "entwurf/b.html", "notizen.txt"):
        site.put(f"in/{name}", article(name), **HTML)
    outcomes = site.build(exclude=("entwurf/", "*.txt"))
    assert statuses(outcomes) == {"a.html": "finished"}
    assert site.names("out") == ["a.html"]


def test_only_pages_whose_links_have_changed_are_made_anew(site: Site, tmp_path: Path) -> None:
    """A site of four articles in a bucket; one of them gets another title."""
    folder = four(tmp_path / "site")
    rules(folder, box='at = "end"\nminimum = 0.05')

    def built() -> dict[str, str]:
        indexed(folder, tmp_path / "index")
        for path in sorted(folder.glob("*/index.html")):
            if path.read_bytes() not in (stood.get(path), None):
                stood[path] = path.read_bytes()
                site.put(f"in/{path.relative_to(folder).as_posix()}", stood[path], **HTML)
        return statuses(site.build(related=tmp_path / "index", rules=str(tmp_path / "rules.toml")))

    stood: dict[Path, bytes] = {}
    assert set(built().values()) == {"finished"}
    assert set(built().values()) == {"up-to-date"}
    hafen = folder / "hafen" / "index.html"
    hafen.write_bytes(
        hafen.read_bytes().replace(b"<title>Hafen", b"<title>Hafenbau").replace(b"<h1>Hafen", b"<h1>Hafenbau")
    )
    again = built()
    assert [name for name, status in again.items() if status == "finished"] == [
        "hafen/index.html",
        "reederei/index.html",
    ]
    assert b">Hafenbau</a>" in site.get("out/reederei/index.html")[0]
    assert set(built().values()) == {"up-to-date"}


def test_dry_run_report_and_exit_status(site: Site, tmp_path: Path) -> None:
    site.put("in/a.html", article("A"), **HTML)
    source, out = f"{site.address}/in", f"{site.address}/out"
    site.run("build", source, "-o", out, "--dry-run", code=1)
    assert site.names("out") == []
    report = tmp_path / "report.jsonl"
    done = site.run("build", source, "-o", out, "--verify", "--report", str(report))
    assert out in done.stderr
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert (lines[0]["page"], lines[0]["status"], lines[-1]["totals"]["finished"]) == ("a.html", "finished", 1)
    site.run("build", source, "-o", out, "--dry-run", code=0)
