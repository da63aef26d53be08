"""Links in a file beside the page: their place among the sources, and what becomes of a file that is wrong."""

import json
from pathlib import Path

import pytest

import adlayout
from adlayout.builder import stamps
from adlayout.builder.indexing import Indexed
from adlayout.related import sidecar
from adlayout.related.index import Index
from tests.checked import finish_checked
from tests.related.sites import FOUR, four, indexed, links, page, rules

URL = "https://leysum.example/{}/"
BOX = 'at = "end"\ncount = 9\nminimum = 0'


def beside(folder: Path, given: object, name: str = "brot") -> None:
    (folder / "site" / name / "index.html.related.json").write_text(json.dumps(given), "utf-8")


def site(folder: Path) -> Indexed:
    if not (folder / "site").is_dir():
        four(folder / "site")
    return indexed(folder / "site", folder / "index")


def finished(folder: Path, name: str = "brot", box: str = BOX) -> list[str]:
    html = (folder / "site" / name / "index.html").read_bytes()
    return links(finish_checked(html, rules(folder / "site", box=box), related=Index(folder / "index")).html)


def test_they_come_before_the_index_and_behind_all_else(tmp_path: Path) -> None:
    four(tmp_path / "site")
    theirs = "https://leysum.example/archiv/"
    beside(tmp_path, ["/hafen/", {"url": theirs, "title": "Das Archiv"}, "/hafen/"])
    assert site(tmp_path).wrong == ()
    assert finished(tmp_path) == [URL.format("hafen"), theirs, *(URL.format(one) for one in ("muehle", "reederei"))]
    pinned = finished(tmp_path, box=f'{BOX}\npinned = ["/reederei/"]')
    assert pinned[:3] == [URL.format("reederei"), URL.format("hafen"), theirs]
    in_page = page("brot", FOUR["brot"], head='<link rel="related" href="/muehle/">')
    (tmp_path / "site" / "brot" / "index.html").write_bytes(in_page)
    assert finished(tmp_path)[:2] == [URL.format("muehle"), URL.format("hafen")]
    fixed = 'links = [{ title = "Fest", url = "/fest/" }]'
    assert finished(tmp_path, box=f'at = "end"\n{fixed}') == ["/fest/"]


def test_explain_says_where_they_come_from(tmp_path: Path) -> None:
    four(tmp_path / "site")
    beside(tmp_path, ["/brot/", "/nicht-da/", "javascript:alert(1)", {"url": "https://andere.example/", "title": "X"}])
    site(tmp_path)
    html = (tmp_path / "site" / "brot" / "index.html").read_bytes()
    told = adlayout.explain(html, rules(tmp_path / "site", box=BOX), related=Index(tmp_path / "index"))
    found = [one for one in told["related"]["more"]["candidates"] if one["source"] == "sidecar"]
    assert [one["why"] for one in found] == ["itself", "no-title", "unfit-address", "other-host"]


def test_a_changed_or_vanished_file_is_read_again_and_nothing_else_is(tmp_path: Path) -> None:
    four(tmp_path / "site")
    beside(tmp_path, ["/hafen/"])
    stamps.wait()
    assert site(tmp_path).read == 4
    before = Index(tmp_path / "index").digest
    assert site(tmp_path).read == 0
    beside(tmp_path, ["/reederei/"])
    assert site(tmp_path).read == 1
    assert Index(tmp_path / "index").digest != before
    assert finished(tmp_path)[0] == URL.format("reederei")
    (tmp_path / "site" / "brot" / "index.html.related.json").unlink()
    assert site(tmp_path).read == 1
    assert finished(tmp_path)[0] == URL.format("muehle")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'["/hafen/",\n]', "line 2, column 1: is no JSON"),
        (b'{"url": "/hafen/"}', "is no list"),
        (b'["/hafen/", 7]', "link 2: write"),
        (b'[{"title": "X"}]', "link 1: write"),
        (b'[{"url": "/x/", "title": ["X"]}]', "link 1: write"),
        (b'["", "/hafen/"]', "link 1: write"),
        (b"\xff", "is not UTF-8"),
        (b"[" * 100_000, "is "),
    ],
)
def test_a_file_that_is_wrong_is_told_until_it_is_mended_and_costs_nothing(
    raw: bytes, said: str, tmp_path: Path
) -> None:
    four(tmp_path / "site")
    file = tmp_path / "site" / "brot" / "index.html.related.json"
    file.write_bytes(raw)
    for _ in range(2):
        (wrong,) = site(tmp_path).wrong
        assert wrong.startswith(f"{file}: ")
        assert said in wrong
    assert finished(tmp_path)[0] == URL.format("muehle")
    file.write_bytes(b'["/hafen/"]')
    assert site(tmp_path).wrong == ()
    assert finished(tmp_path)[0] == URL.format("hafen")


def test_each_address_once_the_first_and_not_too_many() -> None:
    assert sidecar.links(b'["/a/", {"url": "/b/"}, {"url": "/a/", "title": "A"}]') == (("", "/a/"), ("", "/b/"))
    assert len(sidecar.links(json.dumps([f"/{number}/" for number in range(200)]).encode())) == sidecar.MOST
    assert sidecar.links(b"\xef\xbb\xbf[]") == ()


def test_what_a_link_leads_to_is_read_again_when_it_changes(tmp_path: Path) -> None:
    four(tmp_path / "site")
    (tmp_path / "links.json").write_text('["/hafen/"]', "utf-8")
    (tmp_path / "site" / "brot" / "index.html.related.json").symlink_to(tmp_path / "links.json")
    stamps.wait()
    assert site(tmp_path).read == 4
    assert site(tmp_path).read == 0
    (tmp_path / "links.json").write_text('["/muehle/"]', "utf-8")
    assert site(tmp_path).read == 1
