"""How good the index's links are: judged by the collections in ../shared/related, beside their baselines.

Each collection is rendered to pages, indexed and finished with one box of five links; what stands in the finished pages
is given to the collection's own scorer. ``python -m benchmarks.related``
"""

import csv
import gzip
import html
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import turbohtml

import adlayout
from adlayout.builder.indexing import Site, index
from adlayout.related.index import Index

SHARED = Path(__file__).resolve().parents[2] / "shared" / "related"
RULES = """extends = "default"
[[related]]
name = "more"
at = "end"
count = 5
minimum = 0
"""
MEASURES = ("ndcg@3", "ndcg@5", "link recall@5", "hub: most-suggested on share of pages", "articles ever suggested")
OF_BASELINES = ("ndcg@3", "ndcg@5", "link recall@5", "top hub share", "ever suggested")


def main() -> None:
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to judge by")
        return
    names = sorted(path.name.removesuffix(".jsonl.gz") for path in SHARED.glob("*.jsonl.gz"))
    print("| collection | | nDCG@3 | nDCG@5 | link recall@5 | top hub | ever suggested |")
    print("|---|---|---|---|---|---|---|")
    for name in names:
        best = baseline(name)
        ours = judged(name)
        row("best baseline", name, best)
        row("adlayout", name, ours)
        gains = [f"{(mine / theirs - 1) * 100:+.1f} %" for mine, theirs in zip(ours, best, strict=True)]
        print(f"| {name} | gain | {' | '.join(gains)} |", flush=True)


def row(what: str, name: str, values: tuple[float, ...]) -> None:
    print(f"| {name} | {what} | {' | '.join(f'{value:.3f}' for value in values)} |", flush=True)


def baseline(name: str) -> tuple[float, ...]:
    """Per measure the best of the full-text baselines, of the hubs the smaller one."""
    with (SHARED / "baselines.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["name"] == name]
    full = [[float(row[key]) for key in OF_BASELINES] for row in rows if row["method"].startswith("TF-IDF full text")]
    return tuple(min(column) if number == 3 else max(column) for number, column in enumerate(zip(*full, strict=True)))


def judged(name: str) -> tuple[float, ...]:
    with (
        tempfile.TemporaryDirectory() as folder,
        gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file,
    ):
        site, run = Path(folder) / "site", Path(folder) / "run.tsv"
        pages = write([json.loads(line) for line in file], site)
        (Path(folder) / "adlayout.toml").write_text(RULES, "utf-8")
        rules = adlayout.load_rules(Path(folder) / "adlayout.toml")
        index(Site(site, rules, jobs=2), Path(folder) / "index")
        known = Index(Path(folder) / "index")
        with run.open("w", encoding="utf-8") as out:
            for url, file_name in pages.items():
                done = adlayout.finish(file_name.read_bytes(), rules, related=known)
                out.writelines(f"{url}\t{rank}\t{link}\n" for rank, link in enumerate(links(done.html), 1))
        found = scorer().score(
            str(run), *(str(SHARED / f"{name}.{end}") for end in ("qrels.tsv.gz", "links.tsv", "jsonl.gz"))
        )
    return tuple(float(found[key]) for key in MEASURES)


def write(posts: list[dict[str, Any]], site: Path) -> dict[str, Path]:
    site.mkdir()
    found = {}
    for number, post in enumerate(posts):
        found[post["url"]] = site / f"{number:05}.html"
        found[post["url"]].write_text(page(post), "utf-8")
    return found


def page(post: dict[str, Any]) -> str:
    """A post as a small theme renders it."""
    said = {key: html.escape(value) for key, value in post.items() if key != "html"}
    return f"""<!DOCTYPE html><html lang="{said["lang"]}"><head><meta charset="utf-8"><title>{said["title"]}</title>
<link rel="canonical" href="{said["url"]}"><meta property="og:type" content="article">
<meta name="description" content="{said["lead"]}">
<meta property="article:published_time" content="{said["date"]}"></head>
<body><header><a href="/">Start</a></header><main><article><h1>{said["title"]}</h1>
<time datetime="{said["date"]}">{said["date"]}</time><div class="content">{post["html"]}</div></article></main>
<footer><p>Impressum</p></footer></body></html>"""


def links(page: bytes) -> Iterator[str]:
    for one in turbohtml.parse(page.decode()).select('nav[data-adlayout="more"] a'):
        yield one.attr("href") or ""


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
