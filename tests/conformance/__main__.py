"""Measures all cases in Chromium and writes what came of it: ``python -m tests.conformance``.

``figures.json``, ``passed_through.txt`` beside this file, and the tables of docs/conformance.md. Look at the difference
before you keep it. Ends with 1 if anything is wrong.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from tests.conformance.measure import Figures, measured
from tests.conformance.suite import KINDS, WHERE, cases, every_case
from tests.corpus import ROOT
from tests.dom.chromium import running

HERE = Path(__file__).parent
FIGURES, PASSED, DOCS = HERE / "figures.json", HERE / "passed_through.txt", ROOT / "docs" / "conformance.md"
BEGIN, END = "<!-- made by python -m tests.conformance -->", "<!-- end -->"
HEADS = {
    "inside": "the case between the paragraphs of an article",
    "first": "the case as the beginning of the page, the article behind it",
}
ROWS = {
    "cases": "cases, each markup once",
    "finished": "… finished by `adlayout.finish`",
    "insertions": "insertions in them, style sheet included",
    "passed through": "… passed through unchanged",
    "sure places": "places called sure, each tried alone and all of them at once",
    "places refused": "places refused: no browser is asked there",
    "html5lib agrees, scripting on": "pages that html5lib builds as Chromium does, scripting on",
    "html5lib agrees, scripting off": "the same, scripting off",
}


def pinned(figures: Figures) -> str:
    """The list of cases passed through, with the reasons."""
    head = (
        "# Cases that are passed through unchanged: case, where it stands, why. Made by python -m tests.conformance.\n"
    )
    return head + "".join(f"{name} {reason}\n" for name, reason in sorted(figures.passed.items()))


def tables(counts: dict[str, int]) -> str:
    """The figures as Markdown."""
    given = Counter(case.kind for case in every_case())
    lines = ["| | " + " | ".join((*KINDS, "all")) + " |", "|---|" + "--:|" * (len(KINDS) + 1)]
    lines.append(_row("cases in the files", [given[kind] for kind in KINDS]))
    for where, said_of in HEADS.items():
        lines.append(f"| **{said_of}** | | | | |")
        lines += [
            _row(said, [counts.get(f"{where}: {kind}: {name}", 0) for kind in KINDS]) for name, said in ROWS.items()
        ]
    return "\n".join([*lines, f"| **wrong**, in Chromium or html5lib, on or off | | | | {counts['wrong']} |"])


def _row(said: str, values: list[int]) -> str:
    return f"| {said} | " + " | ".join(f"{one:,}" for one in (*values, sum(values))) + " |"


def write(figures: Figures) -> dict[str, int]:
    """All three files; the counts."""
    counts = {**dict(sorted(figures.counts.items())), "wrong": len(figures.wrong)}
    FIGURES.write_text(json.dumps(counts, indent=1) + "\n", "utf-8")
    PASSED.write_text(pinned(figures), "utf-8")
    before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
    DOCS.write_text(f"{before}{BEGIN}\n\n{tables(counts)}\n\n{END}{rest.partition(END)[2]}", "utf-8")
    return counts


def main() -> None:
    """Measures and writes."""
    with running() as browser:
        assert browser, "no Chromium on the path"
        figures = measured((case for where in WHERE for case in cases(where)), browser.trees)
    print(tables(write(figures)), *figures.wrong[:40], sep="\n")
    sys.exit(bool(figures.wrong))


if __name__ == "__main__":
    main()
