"""The real pages in ``../shared/corpus``, if it lies beside the repository; nothing of it is kept here."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
NO_CORPUS = "no ../shared/corpus beside the repository"


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """One page: its name, size in bytes, and the words of its row in INDEX.tsv."""

    name: str
    size: int
    charset: str
    kind: str
    features: frozenset[str]

    @property
    def data(self) -> bytes:
        """The page's bytes, read anew on each call."""
        return gzip.decompress((CORPUS / "pages" / f"{self.name}.html.gz").read_bytes())


@cache
def pages() -> tuple[CorpusPage, ...]:
    """All pages, in the order of the index; none where there is no corpus."""
    index = CORPUS / "INDEX.tsv"
    if not index.is_file():
        return ()
    with index.open(encoding="utf-8", newline="") as lines:
        return tuple(_page(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _page(row: dict[str, str]) -> CorpusPage:
    features = frozenset(row["features"].split())
    return CorpusPage(row["name"], int(row["bytes"]), row["charset"], row["kind"], features)
