"""How fast an index is made and asked, beside finishing the same pages: ``python -m benchmarks.related_speed [PAGES]``.

Pages of 60 kB, each with an article of 500 words on one of many subjects; words fall off as Zipf has them. Made up from
a fixed seed, so that every run sees the same site.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import adlayout
from adlayout.builder import Wanted, build
from adlayout.builder.indexing import Site, index
from adlayout.related.index import Index

PAGES = 2000
JOBS = 2
WORDS, SUBJECTS, OWN = 30_000, 400, 120
RULES = 'extends = "default"\n[[related]]\nname = "more"\nat = "end"\ncount = 5\nminimum = 0\n'
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnrst" for vowel in "aeio"]


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, file = Path(folder) / "site", Path(folder) / "related.index"
        write(site, pages)
        (site / "adlayout.toml").write_text(RULES, "utf-8")
        rules = adlayout.load_rules(site / "adlayout.toml")
        took, _ = timed(lambda: list(build(Wanted(site, Path(folder) / "out", jobs=JOBS))))
        print(f"{pages:,} pages finished without an index: {took:.1f} s on {JOBS} processes", flush=True)
        made, _ = timed(lambda: index(Site(site, rules, jobs=JOBS), file))
        size = file.stat().st_size / 1e6
        print(f"indexed: {made:.1f} s, {made / took:.2f} times as long; {size:.0f} MB; {memory():.0f} MB of memory")
        again, _ = timed(lambda: index(Site(site, rules, jobs=JOBS), file))
        print(f"nothing changed: {again:.2f} s")
        one = site / "00007.html"
        one.write_bytes(one.read_bytes().replace(b"<p>", b"<p>" + text_of(site / "00011.html"), 1))
        changed, found = timed(lambda: index(Site(site, rules, jobs=JOBS), file))
        others = len(found.made.changed)
        print(f"one article changed: {changed:.1f} s, read {found.read}; links of {others} articles changed")
        print(f"a page's candidates: {asked(file, pages) * 1e3:.3f} ms (median)")


def asked(file: Path, pages: int) -> float:
    known, times = Index(file), []
    for number in range(0, pages, max(1, pages // 500)):
        before = time.perf_counter()
        found = known.known(f"https://site.example/{number:05}/")
        assert found is not None
        known.neighbours(found[0])
        times.append(time.perf_counter() - before)
    return statistics.median(times)


def text_of(page: Path) -> bytes:
    """The first paragraph of another page."""
    return page.read_bytes().split(b"<p>")[1].split(b"</p>")[0]


def timed(call):  # type: ignore[no-untyped-def]
    before = time.perf_counter()
    found = call()
    return time.perf_counter() - before, found


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(site: Path, pages: int) -> None:
    site.mkdir()
    for name, html in made_up(pages):
        (site / name).write_bytes(html)


def made_up(pages: int, size: int = 60_000) -> Iterator[tuple[str, bytes]]:
    """So many pages by their names, of so many bytes, always the same ones."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(WORDS)]
    weights = [1 / (rank + 10) for rank in range(WORDS)]
    subjects = [chance.sample(words[200:], OWN) for _ in range(SUBJECTS)]
    filler = "<div class=x><a href=/a/>Ressort</a><span>und mehr</span></div>\n"
    for number in range(pages):
        own = chance.choices(words, weights, k=350) + chance.choices(subjects[chance.randrange(SUBJECTS)], k=150)
        chance.shuffle(own)
        text = "".join(f"<p>{' '.join(own[at : at + 50]).capitalize()}.</p>\n" for at in range(0, 500, 50))
        head = (
            f"<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>{' '.join(own[:6])}</title>"
            f'<link rel=canonical href="https://site.example/{number:05}/"><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="20{number % 24:02}-0{number % 9 + 1}-11"></head><body>'
        )
        article = f"<main><article><h1>{' '.join(own[:6])}</h1>{text}</article></main>"
        rest = (size - len(head) - len(article)) // len(filler)
        around = filler * (rest // 2)
        html = f"{head}<nav>{around}</nav>{article}<footer>{around}</footer></body></html>"
        yield f"{number:05}.html", html.encode()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
