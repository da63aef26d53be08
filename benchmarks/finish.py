"""``finish`` beside lxml's bare parse and serialise, over the same pages in one process.

    python benchmarks/finish.py [ROUNDS]

Prints the ratio of the sums and where ours goes. The floor is what lxml itself costs.
"""

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html

import adlayout
from adlayout.article import understand
from adlayout.source import read

HERE = Path(__file__).parents[1]
CORPUS = HERE.parent / "shared" / "corpus" / "pages"


def pages() -> list[bytes]:
    """The corpus where it is, else the example magazine."""
    if CORPUS.is_dir():
        return [gzip.decompress(path.read_bytes()) for path in sorted(CORPUS.glob("*.gz"))]
    return [path.read_bytes() for path in sorted((HERE / "examples").rglob("*.html"))]


def bare(page: bytes) -> None:
    etree.tostring(etree.fromstring(page, html.HTMLParser()))


def timed(function: Callable[[bytes], object], given: list[bytes]) -> float:
    started = time.process_time()
    for page in given:
        function(page)
    return time.process_time() - started


def main() -> None:
    given = pages()
    rules = adlayout.load_rules("default")
    steps: dict[str, Callable[[bytes], object]] = {
        "lxml parse + serialise": bare,
        "source": read,
        "source + article": lambda page: understand(read(page)),
        "finish": lambda page: adlayout.finish(page, rules),
    }
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        for name, function in steps.items():
            best[name] = min(best[name], timed(function, given))
    floor = best["lxml parse + serialise"]
    for name, seconds in best.items():
        print(f"{name:<24} {seconds * 1000 / len(given):7.2f} ms/page  {seconds / floor:5.2f} x lxml")


if __name__ == "__main__":
    main()
