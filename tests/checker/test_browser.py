"""``check --browser``: what a page's own style sheet makes of label and space, asked of a real Chromium."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import adlayout
from adlayout.checker.sentences import BROWSER

CASES = re.findall(r"^=== (.*)\n((?:(?!===).*\n)*)", (Path(__file__).parent / "browser.txt").read_text("utf-8"), re.M)
RULES = """
[[slot]]
name = "lead"
at = "after paragraph 2"
sizes = { mobile = ["300x250", "320x100"], desktop = ["728x90"] }
[[slot]]
name = "side"
at = "first-in .side"
sizes = { mobile = ["300x250"], desktop = ["300x250"] }
[[slot]]
name = "phone"
at = "before article"
sizes = { mobile = ["300x250"] }
"""
TEXT = f"<p>{'Am Wehr steht seit dem Morgen ein Bagger, und niemand im Ort weiß, wer ihn bestellt hat. ' * 3}</p>"
PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Das Wehr</title>
<meta name="viewport" content="width=device-width">%s<style>%s</style></head>
<body id="main"><article id="text">%s</article>%s<p>Neben dem Text</p></div></body></html>
"""
COLUMN = '<div class="side">'


def check(*words: str | Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """As a process of its own: Playwright wants to be alone in one."""
    command = [sys.executable, "-m", "adlayout", "check", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | env)


def finished(folder: Path, name: str, css: str, head: str = "") -> None:
    """Writes a finished page with that style sheet."""
    (folder / "adlayout.toml").write_text(RULES, "utf-8")
    lines = [line for line in css.splitlines() if line and not line.startswith("--- ")]
    column = next((line.removeprefix("html: ") for line in lines if line.startswith("html: ")), COLUMN)
    sheet = "\n".join(line for line in lines if not line.startswith("html: "))
    page = (PAGE % (head, sheet, TEXT * 6, column)).encode()
    made = adlayout.finish(page, adlayout.load_rules(folder / "adlayout.toml"))
    assert [one.name for one in made.plan.insertions] == ["phone", "lead", "side"]
    (folder / name).write_bytes(made.html)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> dict[str, list[str]]:
    """What one call says of all cases, per page."""
    folder = tmp_path_factory.mktemp("site")
    for number, (_, css) in enumerate(CASES):
        finished(folder, f"{number}.html", css)
    ran = check(folder, "--browser", "--format", "json")
    assert ran.returncode == 1, ran.stderr
    found: dict[str, list[str]] = {f"{number}.html": [] for number in range(len(CASES))}
    for one in json.loads(ran.stdout)["findings"]:
        found[Path(one["page"]).name].append(f"{one['rule']} {one['name']} {one['message']}")
        assert one["line"] >= 1
        assert one["column"] > 1
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[name for name, _ in CASES])
def test_case(number: int, told: dict[str, list[str]]) -> None:
    wanted = [line.removeprefix("--- ") for line in CASES[number][1].splitlines() if line.startswith("--- ")]
    found = told[f"{number}.html"]
    assert len(found) == len([line for line in wanted if line != "nothing"]), found
    for line in wanted:
        assert line == "nothing" or any(one.startswith(line) for one in found), found


def test_each_finding_fires_in_a_case() -> None:
    assert {line.split()[1] for _, css in CASES for line in css.splitlines() if line.startswith("--- ")} == {
        *BROWSER,
        "nothing",
    }


class _Counting(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  (of the class: the server makes the handlers)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Counting) as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()


@pytest.mark.usefixtures("chromium")
def test_the_pages_files_are_read_and_the_net_is_not_asked(server: str, tmp_path: Path) -> None:
    head = f'<link rel="stylesheet" href="site.css"><link rel="stylesheet" href="{server}/far.css">'
    head += f'<script src="{server}/far.js"></script><script>fetch("{server}/fetched")</script>'
    finished(tmp_path, "page.html", f'body {{ background: url("{server}/far.png") }}', head)
    (tmp_path / "site.css").write_text(".side { display: none }", "utf-8")
    for form, part in (
        ("text", "page.html:3:"),
        ("sarif", '"text": "The page shows the part of it in which the slot stands."'),
    ):
        ran = check(tmp_path / "page.html", "--browser", "--format", form)
        assert ran.returncode == 1
        assert part in ran.stdout
        assert "1 page checked: 2 findings." in ran.stderr
    assert _Counting.asked == []


def test_without_a_browser_it_says_what_to_do(tmp_path: Path) -> None:
    finished(tmp_path, "page.html", "")
    ran = check(tmp_path / "page.html", "--browser", PATH="/nowhere", PLAYWRIGHT_BROWSERS_PATH=str(tmp_path))
    assert ran.returncode == 2
    assert "check --browser needs Chromium" in ran.stderr
    assert "apt-get install chromium" in ran.stderr
    assert check(tmp_path / "page.html", PATH="/nowhere").returncode == 0
