"""Pages and rule files that nobody would write, at one, two, four and eight times their size: what becomes of them, and
whether time and memory grow as they do.

    python -m benchmarks.limits [--write] [SHAPE …]

Each in a process of its own, that may take ``MOST_MEMORY``; seconds are the processor's. ``--write`` puts the rows into
the tables of docs/limits.md; those of other shapes stay.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import adlayout
from adlayout.errors import RuleFileError
from benchmarks._hostile_rules import PAGE as RULES_PAGE
from benchmarks._hostile_rules import RULE_FILES
from benchmarks._tables import Table, markdown

PAGE = Path(__file__).parents[1] / "docs" / "limits.md"
MOST_MEMORY = 8 * 1024**3
MOST_SECONDS = 300
TIMES = (1, 2, 4, 8)
SURE = 0.02
"""Seconds below which the clock, and not the work, makes the ratio."""
HEAD = ["shape", "MB", "s at 1, 2, 4, 8 times", "8 : 2 times", "memory in MB", "becomes"]
_SENTENCE = "The ferry to Kragenholm leaves twice a day, and who misses it sleeps beside the stove. "
_TEXT = f"<p>{_SENTENCE * 3}</p>\n"
_ARTICLE = _TEXT * 10


def _page(content: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{content}</article></body></html>".encode()
    )


# By name: how many at the largest, and the page with so many.
SHAPES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "an article of paragraphs": (40_000, lambda n: _page(_TEXT * n)),
    "a page of 50 MB around an article": (50_000_000, lambda n: _page(_ARTICLE + "<!--" + "x" * n + "-->")),
    "a script of 50 MB": (50_000_000, lambda n: _page(_ARTICLE + "<script>" + "x" * n + "</script>")),
    "one paragraph on one line, 10 MB": (110_000, lambda n: _page("<p>" + _SENTENCE * n + "</p>")),
    "nested elements": (100_000, lambda n: _page(_ARTICLE + "<div>" * n)),
    "nested and closed": (100_000, lambda n: _page(_ARTICLE + "<div>" * n + "</div>" * n)),
    "attributes in a tag": (100_000, lambda n: _page("<p " + " ".join(f"a{i}=x" for i in range(n)) + f">{_SENTENCE}")),
    "one attribute, 10 MB": (10_000_000, lambda n: _page(f'<p title="{"x" * n}">' + _ARTICLE)),
    "classes of an element": (1_000_000, lambda n: _page(f'<p class="{"x " * n}">' + _ARTICLE)),
    "<": (1_000_000, lambda n: _page(_ARTICLE + "<" * n)),
    "< and spaces": (1_000_000, lambda n: _page(_ARTICLE + "< " * n)),
    "entities": (1_000_000, lambda n: _page("&amp;" * n)),
    "half entities": (1_000_000, lambda n: _page("&am" * n)),
    "NULs": (10_000_000, lambda n: b"\0" * n),
    "NULs in an article": (1_000_000, lambda n: _page(_ARTICLE + "\0" * n)),
    "white space": (10_000_000, lambda n: _page(_ARTICLE + " \n" * n)),
    "bytes that are no characters": (1_000_000, lambda n: _page(_ARTICLE).replace(b"The", b"\xff" * (n // 30))),
    "stray </p>": (100_000, lambda n: _page(_ARTICLE + "</p>" * n)),
    "stray </b>": (100_000, lambda n: _page(_ARTICLE + "</b>" * n)),
    "<p> left open": (100_000, lambda n: _page("<p>x " * n + _ARTICLE)),
    "<b> left open": (8_000, lambda n: _page("<b>x" * n + _ARTICLE)),
    "<b> left open in each <p>": (8_000, lambda n: _page("<p><b>x</p>" * n + _ARTICLE)),
    "<a> left open": (40_000, lambda n: _page("<a href=x>x" * n + _ARTICLE)),
    "elements in one paragraph": (100_000, lambda n: _page("<p>" + "<i>word</i> " * n + "</p>" + _ARTICLE)),
    "<br>": (20_000, lambda n: _page("<p>" + "word<br>" * n + "</p>" + _ARTICLE)),
    "<br><br>": (100_000, lambda n: _page("<p>" + f"{_SENTENCE}<br><br>" * n + "</p>" + _ARTICLE)),
    "headings": (40_000, lambda n: _page("<h2>A</h2>" * n + _ARTICLE)),
    "headings with text": (40_000, lambda n: _page(f"<h2>A</h2><p>{_SENTENCE}</p>" * n)),
    "items of a list": (100_000, lambda n: _page(_ARTICLE + "<ul>" + "<li>x" * n + "</ul>" + _ARTICLE)),
    "cells of a table": (100_000, lambda n: _page(_ARTICLE + "<table>" + "<tr><td>x" * n + "</table>" + _ARTICLE)),
    "text that comes out of a table": (40_000, lambda n: _page(_ARTICLE + "<table>" + "x<tr>" * n + "</table>")),
    "figures": (40_000, lambda n: _page((_TEXT + "<figure><img src=x><figcaption>x</figcaption></figure>") * n)),
    "comments": (400_000, lambda n: _page(_ARTICLE + "<!--x-->" * n)),
    "comments never closed": (400_000, lambda n: _page(_ARTICLE + "<!--" * n)),
    "<noscript>": (40_000, lambda n: _page(_ARTICLE + "<noscript><p></noscript>" * n)),
    "<template>": (40_000, lambda n: _page(_ARTICLE + "<template><p>x</template>" * n)),
    "<svg>": (40_000, lambda n: _page(_ARTICLE + "<svg><path d=x /></svg>" * n)),
    "<form>": (40_000, lambda n: _page(_ARTICLE + "<form>" * n)),
    "<select>": (40_000, lambda n: _page(_ARTICLE + "<select><option>x" * n)),
    "<meta>": (40_000, lambda n: b"<head>" + b"<meta name=x content=y>" * n + _page(_ARTICLE)),
    "our marks": (10_000, lambda n: _page(_ARTICLE + '<aside data-adlayout="lead">x</aside>' * n)),
    "our marks in each other": (200, lambda n: _page(_ARTICLE + '<aside data-adlayout="lead">' * n + "</aside>" * n)),
    "the mark as text": (100_000, lambda n: _page(_ARTICLE + "data-adlayout " * n)),
    "a mark in a mark's tag": (
        400,
        lambda n: _page(_ARTICLE + '<as<aside data-adlayout="a"></aside>' * n + 'ide data-adlayout="a"></aside>' * n),
    ),
    "UTF-16": (2_000_000, lambda n: _page(_TEXT * (n // 500)).decode().encode("utf-16")),
    "ISO-2022-JP": (1_000_000, lambda n: b"<meta charset=iso-2022-jp>" + _page(_TEXT * (n // 270))),
}  # fmt: skip


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def one(name: str, times: int) -> None:
    """In a process of its own: prints what became of one page, the seconds it took and the memory, in bytes."""
    adlayout.finish(b"<p>x", adlayout.load_rules("default"))  # what is loaded once
    measure = _page_alone if name in SHAPES else _rules_alone
    size, took, became = measure(name, times)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([size, took, memory, became]))


def _page_alone(name: str, times: int) -> tuple[int, float, str]:
    largest, make = SHAPES[name]
    page, rules = make(largest * times // TIMES[-1]), adlayout.load_rules("default")
    start = time.process_time()
    finished = adlayout.finish(page, rules)
    return len(page), time.process_time() - start, finished.reason or finished.status


def _rules_alone(name: str, times: int) -> tuple[int, float, str]:
    """Loaded, and a page finished with them."""
    largest, make = RULE_FILES[name]
    data = make(largest * times // TIMES[-1])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "adlayout.toml"
        file.write_bytes(data)
        start = time.process_time()
        try:
            became = "used"
            adlayout.finish(RULES_PAGE, adlayout.load_rules(file), url="/a/b")
        except RuleFileError:
            became = "refused"
        return len(data), time.process_time() - start, became


def measured(name: str) -> list[str]:
    """A row of the table."""
    found = []
    for times in TIMES:
        command = [sys.executable, "-m", "benchmarks.limits", "--one", name, str(times)]
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_limited, check=False)
        found.append(json.loads(done.stdout) if done.returncode == 0 else [0, 0, 0, f"exit status {done.returncode}"])
        if done.returncode:
            print(done.stderr[-1_000:], file=sys.stderr)
    size, took, memory, became = found[-1]
    seconds = " ".join(f"{one[1]:.2f}" for one in found)
    grows = f"{took / found[-3][1]:.1f}" if found[-3][1] > SURE else "–"
    return [f"`{name}`", f"{size / 1e6:.1f}", seconds, grows, f"{memory / 1e6:,.0f}", became]


def written(text: str, part: str, names: Iterable[str], rows: Iterable[list[str]]) -> str:
    """The document with these rows in one of its tables, in the order of ``names``."""
    mark = re.compile(rf"(<!-- {part} -->\n)(.*?)(<!-- end -->)", re.S)
    there = re.findall(r"^\| (`.*?`) \| (.*) \|$", mark.search(text)[2], re.M)  # type: ignore[index]
    known = {name: [name, *rest.split(" | ")] for name, rest in there} | {row[0]: row for row in rows}
    table: Table = [HEAD, *(known[f"`{name}`"] for name in names if f"`{name}`" in known)]
    return mark.sub(lambda found: f"{found[1]}{markdown(table)}\n{found[3]}", text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("SHAPE", "TIMES"))
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    given = parser.parse_args()
    if given.one:
        one(given.one[0], int(given.one[1]))
        return
    rows: Table = []
    for name in given.shapes or [*SHAPES, *RULE_FILES]:
        rows.append(measured(name))
        print(" | ".join(rows[-1]), flush=True)
    if given.write:
        text = PAGE.read_text("utf-8")
        for part, names in (("pages", SHAPES), ("rule files", RULE_FILES)):
            text = written(text, part, names, [row for row in rows if row[0][1:-1] in names])
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
