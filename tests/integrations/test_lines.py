"""``adlayout finish --lines``: the protocol, the clients in ``examples/clients``, and what a killed process leaves."""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest

import adlayout
from tests.integrations.articles import pages
from tests.needs import missing

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "examples" / "clients"
COMMAND = [sys.executable, "-m", "adlayout"]
RULES = adlayout.load_rules("default")

NODE = """
import { readFileSync } from "node:fs";
import { Adlayout } from %(client)s;
const { command, rules, pages, kill } = JSON.parse(readFileSync(0, "utf8"));
const adlayout = new Adlayout({ rules, command });
let done = 0;
const told = pages.map((page, n) => adlayout.finish(page, `/${n}/`).then((answer) => {
  if (++done === kill) process.kill(adlayout.pid, "SIGKILL");
  return answer;
}, (error) => ({ error: error.message })));
const answers = await Promise.all(told);
const late = kill ? await adlayout.finish("<p>", "/").catch((error) => error.message) : null;
console.log(JSON.stringify({ answers, late, end: await adlayout.close() }));
"""

PHP = """
require %(client)s;
$given = json_decode(stream_get_contents(STDIN), true);
try {
    $adlayout = new Adlayout($given['rules'], $given['command']);
} catch (RuntimeException $error) {
    exit(json_encode(['answers' => [['error' => $error->getMessage()]]]));
}
$answers = [];
foreach ($given['pages'] as $n => $page) {
    try {
        $answers[] = $adlayout->finish($page, "/$n/");
    } catch (RuntimeException $error) {
        $answers[] = ['error' => $error->getMessage()];
    }
    if ($n + 1 === $given['kill']) {
        posix_kill($adlayout->pid(), SIGKILL);
    }
}
echo json_encode(['answers' => $answers, 'late' => null, 'end' => $adlayout->close()]);
"""


def lines(*given: object, options: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], int, str]:
    """The answers to lines of JSON (text goes in as it is), the exit status, and what was said."""
    text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in given)
    run = subprocess.run([*COMMAND, "finish", "--lines", *options], input=text, capture_output=True, encoding="utf-8")
    return [json.loads(line) for line in run.stdout.splitlines()], run.returncode, run.stderr


def test_what_cannot_be_finished_comes_back_as_it_was() -> None:
    answers, status, _ = lines({"html": ""}, {"html": "\x00\ufffe"}, {"html": "<p>kurz"}, {"html": "\r\n\x85\u2028"})
    assert [one["html"] for one in answers] == ["", "\x00\ufffe", "<p>kurz", "\r\n\x85\u2028"]
    assert {one["status"] for one in answers} == {"passed"}
    assert all(one["reason"] for one in answers)
    assert status == 0, "a page that is passed through is done"


def test_each_page_is_finished_as_by_the_library_and_all_else_comes_back() -> None:
    given = [{"html": page, "url": f"/{n}/", "id": n, "mine": {"a": [None, "ü"]}} for n, page in enumerate(pages(5))]
    answers, status, said = lines(*given)
    assert (status, said) == (0, "")
    for one, answer in zip(given, answers, strict=True):
        finished = adlayout.finish(one["html"].encode(), RULES, url=one["url"], encoding="utf-8")
        assert finished.status == answer["status"] == "finished"
        assert answer["html"] == finished.html.decode()
        assert (answer["id"], answer["mine"], answer["url"]) == (one["id"], one["mine"], one["url"])
        assert [name["name"] for name in answer["insertions"]] == [name.name for name in finished.plan.insertions]


def test_the_page_is_text_whatever_it_declares_of_its_bytes() -> None:
    page = pages(1)[0].replace('charset="utf-8"', 'charset="windows-1252"')
    (answer,), _, _ = lines({"html": page})
    assert answer["status"] == "finished"
    assert adlayout.strip(answer["html"].encode(), "utf-8") == page.encode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: is no JSON"),
        ("[" * 100_000, "line 2: is no JSON"),
        ("[1]", "line 2: is no object"),
        ({"url": "/"}, 'line 2: has no text under "html"'),
        ({"html": 5, "id": 7}, 'line 2: has no text under "html"'),
        ({"html": "<p>", "url": 5}, '"url" is no text'),
        ({"html": "<p>\ud800"}, "surrogate"),
        ('{"html": NaN}', "NaN is no JSON value"),
        ("\udcff\udcfe".encode("utf-8", "surrogatepass").decode("latin-1"), "line 2: is no JSON"),
    ],
)
def test_a_line_that_is_no_page_is_told_and_the_next_one_is_read(line: object, words: str) -> None:
    page = pages(1)[0]
    answers, status, _ = lines("", line, {"html": page})
    assert [one["status"] for one in answers] == ["failed", "finished"]
    assert words in answers[0]["reason"]
    assert status == 1
    if isinstance(line, dict):
        assert {key: answers[0].get(key) for key in line} == line


def test_rules_apply_by_url_and_a_wrong_rule_file_stops_it_at_once(tmp_path: Path) -> None:
    rules = tmp_path / "adlayout.toml"
    rules.write_text('extends = "default"\n[pages]\nnone = ["/impressum/"]\n')
    page = pages(1)[0]
    answers, _, _ = lines({"html": page, "url": "/impressum/"}, {"html": page}, options=("--rules", str(rules)))
    assert [one["reason"] for one in answers] == ["excluded", None]
    rules.write_text("limit = 4\n")
    answers, status, said = lines({"html": page}, options=("--rules", str(rules)))
    assert (answers, status) == ([], 2)
    assert "limit" in said


def test_each_answer_is_there_before_the_next_question() -> None:
    process = subprocess.Popen([*COMMAND, "finish", "--lines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    with process:
        for page in pages(3):
            process.stdin.write(json.dumps({"html": page}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["status"] == "finished"
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_a_reader_that_goes_away_ends_it_without_a_word() -> None:
    process = subprocess.Popen(
        [*COMMAND, "finish", "--lines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.close()
    _, said = process.communicate("".join(json.dumps({"html": page}) + "\n" for page in pages(2)).encode(), timeout=60)
    assert (process.returncode, said) == (1, b"")


def test_options_that_mean_nothing_here_are_refused() -> None:
    _, status, said = lines(options=("--dry-run",))
    assert status == 2
    assert "only --rules, --related, --verify" in said


def node(given: dict[str, Any], folder: Path) -> dict[str, Any]:
    script = folder / "client.mjs"
    script.write_text(NODE % {"client": json.dumps(str(CLIENTS / "adlayout.mjs"))})
    return client([which("node") or missing("hosts", "there is no node"), str(script)], given)


def php(given: dict[str, Any], folder: Path) -> dict[str, Any]:
    code = PHP % {"client": f"'{CLIENTS / 'Adlayout.php'}'"}
    return client([which("php") or missing("hosts", "there is no php"), "-r", code], given)


def client(command: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, encoding="utf-8", timeout=120)
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("speak", [node, php])
def test_a_client_gets_every_page_finished(speak: Any, tmp_path: Path) -> None:
    texts = [*pages(40), "<p>Zeile\r\n\u2028\u2029\x85\0", ""]
    told = speak({"command": COMMAND, "rules": "default", "pages": texts, "kill": None}, tmp_path)
    wanted = [adlayout.finish(one.encode(), RULES, url=f"/{n}/", encoding="utf-8") for n, one in enumerate(texts)]
    assert [one["html"] for one in told["answers"]] == [one.html.decode() for one in wanted]
    assert [one["status"] for one in told["answers"]] == ["finished"] * 40 + ["passed"] * 2
    assert told["end"] in (0, "adlayout has ended (status 0)")


@pytest.mark.parametrize("speak", [node, php])
def test_killed_in_the_middle_the_client_learns_which_pages_are_done(speak: Any, tmp_path: Path) -> None:
    texts = pages(60)
    told = speak({"command": COMMAND, "rules": "default", "pages": texts, "kill": 20}, tmp_path)
    done = [one for one in told["answers"] if "error" not in one]
    assert 20 <= len(done) < 60
    assert told["answers"][: len(done)] == done, "what is done is the beginning"
    for text, answer in zip(texts, done, strict=False):
        assert answer["html"] == adlayout.finish(text.encode(), RULES, encoding="utf-8").html.decode()
    assert all("has ended" in one["error"] for one in told["answers"][len(done) :])
    assert told["late"] is None or "adlayout has ended" in told["late"]


@pytest.mark.parametrize("speak", [node, php])
def test_a_command_that_is_not_there_is_told(speak: Any, tmp_path: Path) -> None:
    told = speak({"command": ["no-such-adlayout"], "rules": None, "pages": ["<p>"], "kill": None}, tmp_path)
    assert re.match("adlayout (cannot|could not) be started", told["answers"][0]["error"])
