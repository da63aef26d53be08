"""Finished pages written by hand: cases that a finding is for, and cases that it must be silent on.

    === what the case is about
        rules, indented; without any: a slot x below the second paragraph, 300x250 and 728x90
    head: what stands in the page's head
    markup below the second paragraph; it begins in line 5
    --- rule line:column what the message holds

As many ``---`` lines as there are findings; ``--- nothing`` for none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
SLOT = """[[slot]]
name = "x"
at = "after paragraph 2"
sizes = { mobile = ["300x250", "320x100"], desktop = ["728x90"] }
"""
TEXT = "Am Wehr steht seit dem Morgen ein Bagger, und niemand im Ort weiß, wer ihn bestellt hat. " * 3
FIRST = 5
"""The line in which the markup begins."""


@dataclass(frozen=True, slots=True)
class Case:
    """``file`` is the family; ``expected`` has a line for each finding."""

    file: str
    name: str
    rules: str
    page: bytes
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    """All of them."""
    for path in sorted(FOLDER.glob("*.txt")):
        for told in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            yield _case(path.stem, told)


def _case(file: str, told: str) -> Case:
    name, *lines = told.rstrip("\n").split("\n")
    rules = [line.strip() for line in lines if line.startswith("    ")]
    head = [line.removeprefix("head: ") for line in lines if line.startswith("head: ")]
    markup = [line for line in lines if line and not line.startswith(("    ", "head: ", "--- "))]
    expected = tuple(line.removeprefix("--- ") for line in lines if line.startswith("--- "))
    return Case(file, name, "\n".join(rules) or SLOT, page("".join(head), "\n".join(markup)), expected)


def page(head: str, markup: str) -> bytes:
    """The whole page around the markup."""
    paragraph = f"<p>{TEXT}</p>"
    return "\n".join(
        [
            f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Das Wehr</title>{head}</head>',
            "<body><article>",
            paragraph,
            paragraph,
            markup,
            *[paragraph] * 4,
            "</article></body></html>\n",
        ]
    ).encode()
