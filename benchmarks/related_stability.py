"""How many pages' links change when one article does, on the collections in ../shared/related, and what is to blame.

One article after the other loses a quarter of its words; counted are the other articles whose first links are then
other ones than before. ``python -m benchmarks.related_stability``
"""

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import adlayout
from adlayout.builder.indexing import Site, index
from adlayout.related import neighbours as choosing
from adlayout.related.making import LOOKED_AT
from adlayout.related.settle import settled
from adlayout.related.store import Store
from adlayout.related.vectors import vectors
from adlayout.related.words import words
from benchmarks.related import RULES, SHARED, write

DEPTHS = (1, 3, 5)
CHANGED = 5
"""So many articles are changed, one at a time, evenly spread over the site."""
Words = list[Mapping[str, int]]


def main() -> None:
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to look at")
        return
    print("| collection | | first link | first 3 | first 5 |\n|---|---|---|---|---|")
    for path in sorted(SHARED.glob("*.jsonl.gz")):
        site = Collection(path)
        for said, weight in (("as it is", choosing.LATENT_WEIGHT), ("without the latent part", 0.0)):
            shares = " | ".join(f"{share:.1%}" for share in site.moved(weight))
            print(f"| {path.name.removesuffix('.jsonl.gz')} ({len(site.entries)}) | {said} | {shares} |", flush=True)


class Collection:
    """What the index remembers of a collection, without the index."""

    def __init__(self, path: Path) -> None:
        with tempfile.TemporaryDirectory() as name, gzip.open(path, "rt", encoding="utf-8") as lines:
            folder = Path(name)
            write([json.loads(line) for line in lines], folder / "site")
            (folder / "adlayout.toml").write_text(RULES, "utf-8")
            index(Site(folder / "site", adlayout.load_rules(folder / "adlayout.toml"), jobs=2), folder / "index")
            with Store(folder / "index") as store:
                known = sorted(store.entries(), key=lambda one: one[1].url)
                self.words: Words = list(store.words([name for name, _ in known]))
        self.entries = [entry for _, entry in known]
        self.language = Counter(one.language for one in self.entries).most_common(1)[0][0]
        self.days = [date.fromisoformat(one.published).toordinal() if one.published else None for one in self.entries]

    def links(self, counts: Words) -> list[list[int]]:
        """Per article the articles that it recommends, best first."""
        titles = [Counter(words(one.title)) for one in self.entries]
        tags = [Counter(tag.casefold() for tag in one.tags) for one in self.entries]
        found = choosing.neighbours(vectors(iter(counts), titles, tags, self.language), self.days, LOOKED_AT)
        return [[one.article for one in several] for several in settled(found, frozenset())]

    def moved(self, latent: float) -> list[float]:
        """The mean share of the other articles whose first links change, for each depth."""
        before_weight, choosing.LATENT_WEIGHT = choosing.LATENT_WEIGHT, latent
        try:
            before = self.links(self.words)
            sums: Counter[int] = Counter()
            for number in range(0, len(before), max(1, len(before) // CHANGED)):
                kept = list(self.words[number].items())
                after = self.links([*self.words[:number], dict(kept[: len(kept) * 3 // 4]), *self.words[number + 1 :]])
                for depth in DEPTHS:
                    moved = sum(a[:depth] != b[:depth] for a, b in zip(before, after, strict=True))
                    sums[depth] += moved - (before[number][:depth] != after[number][:depth])
        finally:
            choosing.LATENT_WEIGHT = before_weight
        changed = len(range(0, len(before), max(1, len(before) // CHANGED)))
        return [sums[depth] / changed / (len(before) - 1) for depth in DEPTHS]


if __name__ == "__main__":
    main()
