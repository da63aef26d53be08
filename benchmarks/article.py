"""How well articles are understood: paragraphs, leads and non-articles over the corpus beside the repository.

    python benchmarks/article.py [RUN.jsonl]

Prints the measures for the pages the rules were made with (dev) and for a third that was left out (hold-out,
by the hash of the page's name), the ten worst pages, the time per page, and the same measures of trafilatura
and readability-lxml where they are installed. With a file name the run is written there, for the corpus' own
``score.py``.
"""

import gzip
import hashlib
import importlib
import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from adlayout.article import Article, Block, understand
from adlayout.article.text import gather
from adlayout.source import read

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
OTHERS = frozenset(["list", "quote", "heading", "pseudo-heading", "lead", "info-box", "table", "code"])
PARTS = frozenset(["p", "li", "dd", "td"])


@dataclass(slots=True)
class Result:
    """One page: what was found, and how it compares with the truth (``None`` where that cannot be judged)."""

    name: str
    kind: str
    run: dict[str, object]
    reason: str | None
    score: tuple[float, float, float] | None
    lead: bool | None
    seconds: float


def held_out(name: str) -> bool:
    """Whether the page belongs to the third that nobody looks at while working."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def index() -> list[dict[str, str]]:
    lines = (CORPUS / "INDEX.tsv").read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:]]


def truths() -> dict[str, dict]:
    lines = (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return {page["name"]: page for page in map(json.loads, lines)}


def page_bytes(name: str) -> bytes:
    return gzip.decompress((CORPUS / "pages" / f"{name}.html.gz").read_bytes())


def run_of(name: str, article: Article) -> dict[str, object]:
    """The page's line in the form that ``score.py`` reads."""
    paragraphs: list[str] = []
    others: list[str] = []
    for block in article.blocks:
        text = _text(block)
        (paragraphs if block.kind == "paragraph" else others if block.kind in OTHERS else []).append(text)
        if block.kind in OTHERS:
            others += [gather([e])[0] for e in block.element.within(*PARTS)]
    lead = article.lead
    text = _text(lead) if lead else None
    return {"name": name, "paragraphs": paragraphs, "others": others, "lead": text}


def _text(block: Block) -> str:
    first, last = block.first, block.last
    return gather([first] if first is last else first.parent.children[first.index : last.index + 1])[0]


def key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()[:24]


def keys(texts: list[str]) -> set[str]:
    return {found for text in texts if len(found := key(text)) == 24}


def score(truth: dict, run: dict) -> tuple[float, float, float] | None:
    """F1, precision and recall, as ``score.py`` has them; ``None`` for a truth that is not complete."""
    want = keys(truth["paragraphs"])
    if not truth["complete"] or len(want) < 3:
        return None
    body = keys(run["paragraphs"]) - (keys([*truth["subheads"], truth["lead"] or ""]) - want)
    hit = (body | keys(run["others"])) & want
    precision, recall = len(body & want) / max(1, len(body)), len(hit) / len(want)
    return (2 * precision * recall / (precision + recall) if precision * recall else 0.0, precision, recall)


def evaluate() -> list[Result]:
    """Every page of the corpus."""
    known = truths()
    return [_one(row, known.get(row["name"])) for row in index()]


def _one(row: dict[str, str], truth: dict | None) -> Result:
    page = read(page_bytes(row["name"]), row["charset"])
    start = time.process_time()
    article = understand(page)
    seconds = time.process_time() - start
    run = run_of(row["name"], article)
    has_lead = bool(truth and truth["lead"] and truth["complete"])
    lead = key(str(run["lead"] or "")) == key(truth["lead"]) if truth and has_lead else None
    return Result(row["name"], row["kind"], run, article.reason, score(truth, run) if truth else None, lead, seconds)


def mean(numbers: list[float]) -> float:
    return sum(numbers) / max(1, len(numbers))


def summary(title: str, results: list[Result]) -> str:
    scores = [r.score for r in results if r.score]
    leads = [r.lead for r in results if r.lead is not None]
    none = [r.reason is not None for r in results if r.kind == "nonarticle"]
    f1, precision, recall = (mean([s[i] for s in scores]) for i in range(3))
    return (
        f"{title:<9} pages {len(scores):3}  F1 {f1:.4f}  precision {precision:.3f}  recall {recall:.3f}  "
        f"leads {sum(leads)}/{len(leads)}  non-articles {sum(none)}/{len(none)}"
    )


def rivals() -> None:
    """trafilatura (as it comes and tuned) and readability-lxml on the same pages, if they are installed."""
    for title, extract in (
        ("trafilatura", _trafilatura(False)),
        ("… tuned", _trafilatura(True)),
        ("readability", _readability()),
    ):
        if extract is None:
            print(f"{title:<12} not installed")
            continue
        known, scores = truths(), []
        for row in index():
            truth = known.get(row["name"])
            text = page_bytes(row["name"]).decode(row["charset"], "replace")
            found = score(truth, {"paragraphs": extract(text), "others": []}) if truth else None
            scores += [found] if found else []
        print(f"{title:<12} pages {len(scores):3}  F1 {mean([s[0] for s in scores]):.4f}")


def _trafilatura(tuned: bool):
    try:
        module = importlib.import_module("trafilatura")
    except ImportError:
        return None
    options = {"favor_precision": True, "include_comments": False} if tuned else {}

    def extract(text: str) -> list[str]:
        found = module.extract(text, output_format="xml", **options) or ""
        return _plain(found.replace("<lb/>", "</p><p>"))

    return extract


def _readability():
    try:
        module = importlib.import_module("readability")
    except ImportError:
        return None
    return lambda text: _plain(module.Document(text).summary())


def _plain(markup: str) -> list[str]:
    parts = re.split(r"</?(?:p|li|item|quote|blockquote|head|h\d|div|list)\b[^>]*>", markup)
    return [" ".join(re.sub(r"<[^>]+>", "", part).split()) for part in parts]


def main() -> None:
    """Prints it all."""
    results = evaluate()
    print(summary("dev", [r for r in results if not held_out(r.name)]))
    print(summary("hold-out", [r for r in results if held_out(r.name)]))
    print(summary("all", results))
    print(f"understand: {mean([r.seconds for r in results]) * 1000:.2f} ms a page")
    for result in sorted((r for r in results if r.score and not held_out(r.name)), key=lambda r: r.score or ())[:10]:
        print("  F1 {:.2f}  p {:.2f}  r {:.2f}  ".format(*(result.score or ())) + result.name)
    rivals()
    if len(sys.argv) > 1:
        lines = [json.dumps(r.run, ensure_ascii=False) for r in results]
        Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
