"""Whether adlayout is still as good as it was: measures, and compares with the floors pinned in ``floors.toml``.

    python -m benchmarks.gate [PART…] [--raise] [--lower]

A PART is the beginning of a part's name: article, related, planner (these three where none is named), speed. It ends
with status 1 where a number is worse than pinned, or was measured on something else. ``--raise`` pins what is better;
only ``--lower`` pins what is worse, or what was measured on other inputs.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

import tomlkit

import adlayout
from adlayout.planner.search import plan
from adlayout.rulefile import load_rules
from adlayout.source import read
from benchmarks import article, finish, related
from benchmarks._floors import Measured, compare, digest, pin
from benchmarks._metrics import together
from benchmarks._placers import ours
from benchmarks._subjects import body_only, corpus, subject, subjects, synthetic
from benchmarks.baselines import Judge

FLOORS = Path(__file__).with_name("floors.toml")
USUAL = ("article", "related", "planner")
SYNTHETIC = 500
ROUNDS = 5
COLLECTIONS = ("digitalgov-en", "isotopp-de", "netzaffe-de")
RELATED = ("ndcg@3", "ndcg@5", "link-recall@5", "top-hub", "ever-suggested")
"""Names here of ``related.MEASURES``, in that order."""

Part = Callable[[], Measured | None]
"""Measures; None where what it measures on is not here."""


def articles() -> Measured | None:
    """The corpus' own judge on what we take for paragraphs and leads."""
    if not article.CORPUS.is_dir():
        return None
    rows = article.index()
    run, _ = article.ours(rows)
    names = [row["name"] for row in rows]
    whole, kept = article.judge(run, names), article.judge(run, [name for name in names if article.held_out(name)])
    alone = article.left_alone(rows)
    values = {
        "f1": whole.f1,
        "f1-held-out": kept.f1,
        "leads-found": whole.found,
        "leads-found-held-out": kept.found,
        "non-articles-left-alone": sum(alone) / len(alone),
    }
    return Measured(digest(_files(article.CORPUS, "INDEX.tsv", "truth.jsonl", "score.py", "pages/*.gz")), values)


def links(name: str) -> Measured | None:
    """A collection's own judge on the links in its finished pages."""
    if not related.SHARED.is_dir():
        return None
    found = dict(zip(RELATED, related.judged(name), strict=True))
    return Measured(digest(_files(related.SHARED, f"{name}.*", "score.py")), found)


def plans(pages: Iterator[bytes]) -> Measured | None:
    """All metrics of the ads in the text, by the preset ``default``."""
    given = list(pages)
    if not given:
        return None
    judge = Judge(subjects(given, body_only(load_rules("default"))))
    found = together(judge.every("adlayout", ours))
    return Measured(digest(given), {key.replace(" ", "-"): value for key, value in found.items()})


def speed() -> Measured | None:
    """Processor time of ``finish`` as a ratio to lxml's parse and serialise, the median of interleaved rounds."""
    given, rules = finish.pages(), load_rules("default")
    problems = [one.problem for page in given if (one := subject(page, rules)) is not None]
    ratios: dict[str, list[float]] = {"finish-to-lxml": [], "reading-to-lxml": [], "planning-to-finish": []}
    for _ in range(ROUNDS):
        bare, reading = finish.timed(finish.bare, given), finish.timed(read, given)
        whole = finish.timed(lambda page: adlayout.finish(page, rules), given)
        planning = finish.timed(plan, problems)
        for key, ratio in zip(ratios, (whole / bare, reading / bare, planning / whole), strict=True):
            ratios[key].append(ratio)
    return Measured(digest(given), {key: median(found) for key, found in ratios.items()})


def _files(folder: Path, *patterns: str) -> Iterator[bytes]:
    return (path.read_bytes() for pattern in patterns for path in sorted(folder.glob(pattern)))


PARTS: dict[str, Part] = {
    "article": articles,
    **{f"related-{name}": lambda name=name: links(name) for name in COLLECTIONS},  # type: ignore[misc]
    "planner-synthetic": lambda: plans(synthetic(SYNTHETIC)),
    "planner-corpus": lambda: plans(corpus()),
    "speed": speed,
}


def run(parts: Mapping[str, Part], file: Path, *, lift: bool = False, lower: bool = False) -> bool:
    """Measures the parts and prints the verdicts; whether all passed. Writes the file only if told to pin."""
    floors = tomlkit.parse(file.read_text("utf-8"))
    passed = True
    for name, measure in parts.items():
        measured = measure()
        if measured is None:
            required = "corpus" in os.environ.get("ADLAYOUT_REQUIRE", "").split(",")
            print(f"{name}: not measured, what it needs is not in ../shared", flush=True)
            passed &= not required
            continue
        part = floors.setdefault(name, tomlkit.table())
        found = pin(part, measured, lift=lift, lower=lower) if lift or lower else compare(part, measured)
        passed &= found.passed
        held = len(part.get("floors", {})) + len(part.get("ceilings", {}))
        verdict = f"{name}: {held} held, {'passed' if found.passed else 'FAILED'}"
        print("\n  ".join([verdict, *found.lines()]), flush=True)
    if lift or lower:
        file.write_text(tomlkit.dumps(floors), "utf-8")
    return passed


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description="Compares with floors.toml.")
    parser.add_argument("parts", nargs="*", metavar="PART", default=USUAL, help=f"of {', '.join(PARTS)}")
    parser.add_argument("--raise", dest="lift", action="store_true", help="pin what is better")
    parser.add_argument("--lower", action="store_true", help="pin what is worse, too, or was measured on other inputs")
    given = parser.parse_args(arguments)
    if unknown := [one for one in given.parts if not any(name.startswith(one) for name in PARTS)]:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    chosen = {name: part for name, part in PARTS.items() if name.startswith(tuple(given.parts))}
    return 0 if run(chosen, FLOORS, lift=given.lift, lower=given.lower) else 1


if __name__ == "__main__":
    sys.exit(main())
