"""``--serve``: knobs plan again, changes reload, and nobody else gets an answer."""

import http.client
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

import adlayout
from adlayout.cli.words import table
from adlayout.preview import Desk, Server, Shown
from tests.dom.chromium import Chromium
from tests.preview.test_page import violations
from tests.preview.watch import watched

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "magazin"
ARTICLE = "reportage/die-letzte-faehre.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "site"))


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with Server(Desk(Shown(site, site), table()), 0) as made:
        thread = Thread(target=made.serve_forever, args=(0.05,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def asked(
    server: Server, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers of one request; headers given as None are left out."""
    own = {"Host": f"127.0.0.1:{server.server_port}"}
    if method == "POST":
        own |= {"Origin": f"http://127.0.0.1:{server.server_port}", "Content-Type": "application/json"}
    own |= {key.replace("_", "-"): value for key, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    text = json.dumps(body).encode() if body is not None else b""
    for key, value in {"Content-Length": str(len(text)), **own}.items():
        connection.putheader(key, value)
    connection.endheaders(text)
    answer = connection.getresponse()
    found = answer.status, answer.read(), dict(answer.getheaders())
    connection.close()
    return found


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1", "127.0.0.1.evil.test:{port}", "localhost:1", "[::1]:{port}", ""]
)
def test_it_answers_to_its_own_name_only(server: Server, host: str) -> None:
    assert asked(server, "GET", "/", Host=host.format(port=server.server_port))[0] == 421
    assert asked(server, "GET", "/", Host=f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/pages/../../../etc/passwd.html",
        "/pages/%2e%2e/%2e%2e/README.html", "/pages/..%2f..%2fREADME.md.html",
        "/pages//etc/passwd.html", "/pages/link.html.html",
        "/pages/adlayout.toml.html", "/pages/%00.html", "/pages/.html",
        "/assets/kurier.css", "/etc/passwd", "/pages/assets.html",
    ],
)  # fmt: skip
def test_it_shows_pages_of_the_site_only(server: Server, site: Path, path: str) -> None:
    outside = site.parent / "outside.html"
    outside.write_text("<!doctype html><p>geheim", "utf-8")
    (site / "link.html").symlink_to(outside)
    status, body, _ = asked(server, "GET", path)
    assert status == 404
    assert b"geheim" not in body


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"}, {"Origin": "null"}, {"Origin": ""}, {"Content_Type": "text/plain"},
        {"Content_Length": "9999999"}, {"Content_Length": "-1"},
    ],
    ids=str,
)  # fmt: skip
def test_only_its_own_pages_make_it_plan(server: Server, headers: dict[str, str]) -> None:
    assert asked(server, "POST", "/plan", {"page": ARTICLE, "knobs": {}}, **headers)[0] == 403


def test_its_answers_are_closed_to_others(server: Server) -> None:
    headers = asked(server, "GET", f"/pages/{ARTICLE}.html")[2]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ({"limits.nothing": 1}, "there is no knob"),
        ({"limits.ads": -1}, "from 0 to"),
        ({"limits.ads": "3"}, "whole number"),
        ({"limits.ads": True}, "whole number"),
        ([], "expected"),
    ],
)
def test_a_wrong_knob_is_told(server: Server, knobs: object, said: str) -> None:
    status, body, _ = asked(server, "POST", "/plan", {"page": ARTICLE, "knobs": knobs})
    assert status == 400
    assert said in json.loads(body)["error"]


def test_the_lines_make_the_rule_file_what_the_knobs_say(server: Server, site: Path) -> None:
    knobs = {
        "limits.ads": 3,
        "limits.gap.words": 400,
        "limits.gap.desktop": 900,
        "slot.body.repeat": 2,
        "weights.evenness": 7,
    }
    knobs |= {"limits.density.mobile": 20}
    lines = json.loads(asked(server, "POST", "/lines", {"page": ARTICLE, "knobs": knobs})[1])["lines"]
    changed = site / "changed.toml"
    changed.write_text(f'extends = "adlayout.toml"\n{lines}', "utf-8")
    planned = json.loads(asked(server, "POST", "/plan", {"page": ARTICLE, "knobs": knobs})[1])["versions"][0]
    rules = adlayout.load_rules(changed)
    assert rules.limits.ads == 3
    assert [str(one) for one in rules.limits.gap] == ["400 words", "500px mobile", "900px desktop"]
    finished = adlayout.finish((site / ARTICLE).read_bytes(), rules, url=f"/{ARTICLE}")
    mine = [(one.name, one.offset) for one in finished.plan.insertions]
    assert [(one["name"], one["offset"]) for one in planned["explained"]["plan"]["insertions"]] == mine


def test_a_knob_changes_the_plan_and_shows_its_lines(chromium: Chromium, server: Server) -> None:
    with watched(chromium) as seen:
        seen.open(f"{server.address}pages/{ARTICLE}.html")
        before = seen.tab.locator(".outline").count()
        knob = seen.tab.locator("#knob-slot-body-repeat")
        knob.focus()
        seen.settled(lambda: seen.tab.keyboard.press("Home"))
        assert seen.tab.locator(".outline").count() == before - 4, "two copies fewer in both frames"
        assert "Neu geplant" in seen.tab.locator(".said").inner_text()
        assert seen.tab.evaluate("document.activeElement.id") == "knob-slot-body-repeat", "the focus stays"
        seen.tab.get_by_role("button", name="Zeilen für die Regeldatei").click()
        lines = seen.tab.locator(".rule-lines")
        lines.wait_for()
        assert lines.inner_text() == '[[slot]]\nname = "body"\nrepeat = 1\n'
        assert violations(seen) == []
        seen.settled(lambda: seen.tab.locator(".beside").check())
        assert seen.tab.locator(".pane.mobile").count() == 2
        assert seen.tab.locator("tr.differs").count() >= 2
        assert seen.errors == []
        assert all(one.url.startswith((server.address, "data:", "about:")) for one in seen.requests)


@pytest.mark.parametrize("changed", [ARTICLE, "adlayout.toml", "assets/kurier.css"])
def test_a_change_on_disk_reloads_the_page(chromium: Chromium, server: Server, site: Path, changed: str) -> None:
    with watched(chromium) as seen:
        seen.open(f"{server.address}pages/{ARTICLE}.html")
        assert b"kurier.css" in (site / ARTICLE).read_bytes(), "the style sheet is this page's"
        seen.tab.evaluate("document.title = 'old'")
        seen.tab.wait_for_timeout(700)
        path = site / changed
        path.write_text(path.read_text("utf-8").replace("[limits]", "[limits]\nads = 1") + "\n", "utf-8")
        seen.tab.wait_for_function("() => document.title !== 'old' && document.documentElement.dataset.ready")
        assert (seen.tab.locator(".outline.ad").count() == 2) == (changed == "adlayout.toml")


def test_a_broken_rule_file_is_told_and_mended(chromium: Chromium, server: Server, site: Path) -> None:
    rules = site / "adlayout.toml"
    good = rules.read_text("utf-8")
    rules.write_text(good + "\n[limit]\n", "utf-8")
    with watched(chromium) as seen:
        seen.tab.goto(f"{server.address}pages/{ARTICLE}.html")
        assert "there is no [limit]" in seen.tab.locator("pre").inner_text()
        rules.write_text(good, "utf-8")
        seen.tab.wait_for_selector("[data-ready]", state="attached")


@pytest.mark.parametrize("changed", ["site/neu", "site/b.xhtml", "site/a/adlayout.toml", "adlayout.toml", "base.toml"])
def test_the_list_is_made_anew_when_a_page_or_a_rule_file_changes(tmp_path: Path, changed: str) -> None:
    source = tmp_path / "site"
    (source / "a").mkdir(parents=True)
    text = "<!doctype html><title>T</title><article><h1>T</h1>" + "<p>" * 3
    (source / "a" / "a.html").write_text(text, "utf-8")
    (source / "b.xhtml").write_text(text, "utf-8")
    (tmp_path / "base.toml").write_text('extends = "default"', "utf-8")
    (tmp_path / "adlayout.toml").write_text('extends = "base.toml"', "utf-8")
    desk = Desk(Shown(source, source), table())
    before = desk.home()
    assert desk.home() is before
    path = tmp_path / changed
    was = path.read_text("utf-8") if path.exists() else text if changed == "site/neu" else 'extends = "default"'
    path.write_text(was, "utf-8")
    os.utime(path, (1, 1))
    assert desk.home() is not before


def test_the_list_of_rules_that_are_named_follows_their_file(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text("<!doctype html><title>T</title>", "utf-8")
    named = tmp_path / "own.toml"
    named.write_text('extends = "default"', "utf-8")
    desk = Desk(Shown(tmp_path / "site", tmp_path / "site", rules=str(named)), table())
    before = desk.home()
    os.utime(named, (1, 1))
    assert desk.home() is not before


def test_the_list_of_the_folder_one_stands_in_has_its_name(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert '"site":"site"' in Desk(Shown(Path(), Path()), table()).home()


def test_the_files_of_a_page_are_not_looked_at_while_it_is_planned(site: Path) -> None:
    desk = Desk(Shown(site, site), table())
    desk.look(ARTICLE)
    stamps = Thread(target=desk.stamp, args=(ARTICLE,))
    with desk.lock:
        stamps.start()
        stamps.join(0.2)
        assert stamps.is_alive()
    stamps.join(5)
    assert not stamps.is_alive()
