"""How well articles are understood, beside others, on the same real pages; judged by the corpus' own ``score.py``.

    python -m benchmarks.article [RUN.jsonl]

For adlayout, trafilatura (as it comes, and tuned) and readability-lxml it prints the mean F1 of the body's
paragraphs and the share of leads found, on the whole corpus and on a third that was held out (by the hash of the
page's name: nobody looks at those pages while working), then the non-articles that were left alone, our ten worst
pages, and the time a page takes. With a file name our run is written there.

The others hand out one text: it tells no lead, and it is split into paragraphs as suits it best (``_extractors.py``).
"""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import adlayout
from adlayout.article import Article, Block, understand
from adlayout.source import Element, Text, read
from benchmarks._extractors import peers

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
OTHERS = frozenset(["list", "quote", "heading", "pseudo-heading", "lead", "info-box", "table", "code"])
PARTS = frozenset(["p", "li", "dd", "td"])
SILENT = frozenset(["script", "style", "noscript", "template", "textarea"])
NUMBERS = re.compile(
    r"pages (\d+) +mean F1 ([\d.]+) +precision ([\d.]+) +recall ([\d.]+).*\nleads (\d+) +found ([\d.]+)"
)

Run = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What ``score.py`` says of a run; ``worst`` are its lines of the ten worst pages."""

    pages: int
    f1: float
    precision: float
    recall: float
    leads: int
    found: float
    worst: list[str]


def held_out(name: str) -> bool:
    """Whether the page belongs to the third that nobody looks at while working."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def index() -> list[dict[str, str]]:
    lines = (CORPUS / "INDEX.tsv").read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:]]


def page_bytes(name: str) -> bytes:
    return gzip.decompress((CORPUS / "pages" / f"{name}.html.gz").read_bytes())


def judge(run: Run, names: Iterable[str]) -> Judged:
    """The verdict of ``score.py`` on the pages called so: it runs in a folder whose truth is cut down to them."""
    kept = set(names)
    truth = (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        script, lines = Path(folder, "score.py"), Path(folder, "run.jsonl")
        script.write_bytes((CORPUS / "score.py").read_bytes())
        Path(folder, "truth.jsonl").write_text(
            "\n".join(line for line in truth if json.loads(line)["name"] in kept), encoding="utf-8"
        )
        write(run, lines)
        said = subprocess.run([sys.executable, script, lines], capture_output=True, text=True, check=True).stdout
    numbers = NUMBERS.match(said)
    assert numbers, said
    pages, f1, precision, recall, leads, found = numbers.groups()
    return Judged(
        int(pages), float(f1), float(precision), float(recall), int(leads), float(found), said.splitlines()[2:]
    )


def write(run: Run, path: Path) -> None:
    path.write_text("\n".join(json.dumps(page, ensure_ascii=False) for page in run) + "\n", encoding="utf-8")


def ours(rows: list[dict[str, str]]) -> tuple[Run, float]:
    """Our run, and the seconds that understanding took."""
    run, seconds = [], 0.0
    for row in rows:
        page = read(page_bytes(row["name"]), row["charset"])
        start = time.process_time()
        article = understand(page)
        seconds += time.process_time() - start
        run.append(run_of(row["name"], article))
    return run, seconds


def run_of(name: str, article: Article) -> dict[str, Any]:
    """The page's line in the form that ``score.py`` reads."""
    paragraphs: list[str] = []
    others: list[str] = []
    for block in article.blocks:
        (paragraphs if block.kind == "paragraph" else others if block.kind in OTHERS else []).append(_text(block))
        if block.kind in OTHERS:
            others += ["".join(_words(part)) for part in block.element.within(*PARTS)]
    return {
        "name": name,
        "paragraphs": paragraphs,
        "others": others,
        "lead": _text(article.lead) if article.lead else None,
    }


def _text(block: Block) -> str:
    """A block is an element, or neighbouring nodes of one."""
    first, last = block.first, block.last
    assert first.parent is not None
    nodes = [first] if first is last else first.parent.children[first.index : last.index + 1]
    return "".join(word for node in nodes for word in _words(node))


def _words(node: Element | Text) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.data
    elif node.name not in SILENT:
        for child in node.children:
            yield from _words(child)


def left_alone(rows: list[dict[str, str]]) -> list[bool]:
    """For each page that is no article, whether the preset default puts no ad into the middle of it."""
    rules = adlayout.load_rules("default")
    none = [row for row in rows if row["kind"] == "nonarticle"]
    plans = [adlayout.finish(page_bytes(row["name"]), rules).plan for row in none]
    return [all(one.at != "mid-body" for one in plan.insertions) for plan in plans]


def _line(title: str, run: Run, rows: list[dict[str, str]], leads: bool) -> str:
    parts = [title.ljust(22)]
    for names in ([r["name"] for r in rows], [r["name"] for r in rows if held_out(r["name"])]):
        got = judge(run, names)
        lead = f"{round(got.found * got.leads)}/{got.leads}" if leads else "–"
        parts.append(f"{got.f1:.3f} {got.precision:.3f} {got.recall:.3f} {lead:>6}")
    return "   ".join(parts)


def main() -> None:
    """Prints it all."""
    if not CORPUS.is_dir():
        print(f"no corpus of real pages at {CORPUS}: nothing to compare")
        return
    rows = index()
    run, seconds = ours(rows)
    kept = [row["name"] for row in rows if held_out(row["name"])]
    counts = judge(run, [row["name"] for row in rows]).pages, judge(run, kept).pages
    print(f"{'':22}   whole corpus ({counts[0]} pages)      held-out third ({counts[1]} pages)")
    print(f"{'':22}   F1    prec. recall leads    F1    prec. recall leads")
    print(_line("adlayout", run, rows, leads=True))
    texts = {row["name"]: page_bytes(row["name"]).decode(row["charset"], "replace") for row in rows}
    for title, extract in peers():
        if extract is None:
            print(f"{title:22}   not installed: pip install -e '.[bench]'")
            continue
        theirs = [{"name": name, "paragraphs": extract(text), "others": []} for name, text in texts.items()]
        print(_line(title, theirs, rows, leads=False))
    alone = left_alone(rows)
    print(f"non-articles without an ad in the middle: {sum(alone)} of {len(alone)} (goal: 95 %)")
    print(f"understand: {seconds * 1000 / len(rows):.2f} ms a page\nour ten worst:")
    print("\n".join("  " + line for line in judge(run, [row["name"] for row in rows]).worst))
    if len(sys.argv) > 1:
        write(run, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
