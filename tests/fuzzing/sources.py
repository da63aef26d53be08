"""What is mutated, and the rule files."""

from functools import cache
from pathlib import Path

from tests.cases import own_cases
from tests.corpus import ROOT, pages

RULES = [*map(str, sorted((Path(__file__).parent / "rules").glob("*.toml"))), "magazin", "default"]
LARGEST = 400_000


@cache
def seeds() -> list[bytes]:
    """Pages of our own, of the example site, and real ones where they are."""
    own = [case.data for case in own_cases()]
    site = [path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.html"))]
    return [page for page in (*own, *site, *(one.data for one in pages())) if 200 < len(page) < LARGEST]
