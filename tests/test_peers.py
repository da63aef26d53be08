"""The comparison with other tools is a fair one: each does the work, and what it changes is found."""

import importlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks._changes import bytes_changed, tree_changed, without_slots
from benchmarks._contest import NODE_JOBS, Given, places, run, tools, write
from benchmarks._jobs import JOBS, SLOT, chosen
from tests.dom.html5 import html5lib_tree

NAV = "<nav><ul><li><p>Start</p></li></ul></nav>"
TEXTS = [
    f"Absatz {number}: " + "Der Müller zählte die Säcke &amp; schrieb sie in sein Buch. " * 4 for number in range(1, 8)
]
ARTICLE = "<div class='text'>" + "\n".join(f"<p>{text}</p>" for text in TEXTS) + "</div>"
HEAD = "<!doctype html>\n<html lang=de><head><meta charset=utf-8><title>t</title></head>"
PAGE = f"{HEAD}<body>{NAV}\n{ARTICLE}</body></html>"
BARE = {"lxml, parse + serialise", "turbohtml, parse + serialise"}
UNTOUCHED = {"part, turbohtml.rewrite", "part, lol-html (Python)", "part, html-rewriter-wasm", "adlayout, same work"}
NEEDS = {
    "selectolax": "selectolax",
    "BeautifulSoup, html.parser": "bs4",
    "BeautifulSoup, lxml": "bs4",
    "part, lol-html (Python)": "lolhtml",
}


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([], []),
        ([("a", n, 10) for n in range(1, 3)], []),
        ([("a", n, 10) for n in range(1, 6)], [3]),
        ([("a", n, 10) for n in range(1, 8)], [3, 6]),
        ([("a", n, 10) for n in range(1, 8)] + [("b", n, 30) for n in range(11, 15)], [13]),
    ],
)
def test_slots_go_behind_two_paragraphs_of_the_parent_with_the_most_text(
    found: Sequence[tuple[str, int, int]], wanted: list[int]
) -> None:
    assert chosen(found) == wanted


def test_rewriters_are_told_the_tags_behind_which_slots_go() -> None:
    assert places(PAGE) == [3, 6]
    assert places(PAGE.replace(NAV, f"{NAV}</p><template><p>x</template>")) == [4, 7]


@pytest.mark.parametrize("tool", [tool for tool in JOBS if tool not in BARE and tool != "adlayout, preset default"])
def test_each_tool_does_the_work(tool: str) -> None:
    try:
        importlib.import_module(NEEDS.get(tool, "json"))
    except ImportError as error:
        pytest.skip(f"{error}: comes with the extra bench")
    worked(tool, JOBS[tool]()(PAGE.encode(), "utf-8", places(PAGE)))


@pytest.mark.slow
def test_each_tool_of_node_does_the_work(tmp_path: Path) -> None:
    write(tmp_path / "pages", [Given("page.html", PAGE.encode(), "utf-8")])
    assert set(NODE_JOBS) <= set(tools())
    for tool in NODE_JOBS:
        assert not run(tool, tmp_path / "pages", tmp_path / tool).failed
        worked(tool, (tmp_path / tool / "page.html").read_bytes())


def worked(tool: str, written: bytes) -> None:
    """Two slots where they should be, and in the browser's tree nothing else."""
    rest, slots = without_slots(written)
    assert slots == 2
    assert re.findall(r"Absatz (\d)[^<]*</p>\s*<aside", written.decode()) == ["3", "6"]
    assert not tree_changed(html5lib_tree(PAGE.encode()), html5lib_tree(written))[1]
    assert (rest == PAGE.encode()) == (tool in UNTOUCHED) or tool == "posthtml"


def test_the_tree_is_another_one_in_white_space_or_in_more() -> None:
    def differs(other: str) -> tuple[bool, bool]:
        return tree_changed(html5lib_tree(PAGE.encode()), html5lib_tree(other.encode()))

    assert differs(PAGE) == (False, False)
    assert differs(PAGE.replace("</p>\n<p>Absatz 3", f"</p>{SLOT}\n<p>Absatz 3")) == (False, False)
    assert differs(PAGE.replace("</p>\n<p>Absatz 3", "</p> <p>Absatz 3")) == (True, False)
    assert differs(PAGE.replace("Säcke", "Sacke")) == (True, True)
    assert differs(PAGE.replace("<div class='text'>", "<div class='text' id=x>")) == (True, True)


def test_slots_are_taken_out_and_nothing_else() -> None:
    written = PAGE.replace("</p>\n<p>Absatz 3", f"</p>{SLOT}\n<p>Absatz 3").encode()
    assert without_slots(written) == (PAGE.encode(), 1)
    assert without_slots(PAGE.encode()) == (PAGE.encode(), 0)
    assert without_slots(b"<style data-adlayout=a>p{}</style><p>" + b"x" * 9) == (b"<p>" + b"x" * 9, 0)


def test_changed_bytes_are_counted() -> None:
    pytest.importorskip("rapidfuzz", reason="comes with the extra bench")
    assert bytes_changed(b"<p class=a>x", b"<p class=a>x") == 0
    assert bytes_changed(b"<p class=a>x", b'<p class="a">x</p>') == 6


def test_a_page_on_which_a_tool_raises_is_told_and_passed_on(tmp_path: Path) -> None:
    write(tmp_path / "pages", [Given("a.html", PAGE.encode(), "utf-8"), Given("b.html", b"", "utf-8")])
    found = run("lxml.html", tmp_path / "pages", tmp_path / "out")
    assert list(found.failed) == ["b.html"]
    assert (tmp_path / "out" / "b.html").read_bytes() == b""
    assert len(found.seconds) == 2
    assert json.loads((tmp_path / "pages" / "pages.json").read_text("utf-8"))[0]["told"] == [3, 6]
