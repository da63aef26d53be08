"""The long run: so many mutated pages, each under a rule file; what breaks is kept as a file and told.

A number stands for a page: ``--only 4711`` makes and judges that one again.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import adlayout
from tests.corpus import ROOT
from tests.fuzzing.judged import broken
from tests.fuzzing.mutate import mutated
from tests.fuzzing.sources import RULES, seeds

HTML5LIB = 5
"""One page in so many is read by html5lib too, which takes ten times as long as all the rest."""


def page_of(number: int) -> tuple[bytes, str]:
    """The page of a number, and the rule file it is finished with."""
    random = Random(number)
    pages = seeds()
    return mutated(random.choice(pages), random.choice(pages), number), random.choice(RULES)


def verdict(number: int) -> tuple[bytes, str]:
    """The page of a number, and what is broken."""
    page, name = page_of(number)
    rules, others = (adlayout.load_rules(one) for one in (name, RULES[-1]))
    return page, broken(page, rules, others, html5lib=number % HTML5LIB == 0)


def main() -> None:
    """Runs, and ends with 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="the first page's number")
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzzing", help="where broken pages go")
    given = parser.parse_args()
    numbers = [given.only] if given.only is not None else range(given.first, given.first + given.pages)
    start, kinds = time.monotonic(), Counter[str]()
    for done, number in enumerate(numbers, 1):
        page, said = verdict(number)
        if said:
            kinds[said[:40]] += 1
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{number}.html").write_bytes(page)
            print(f"{number} {page_of(number)[1].rpartition('/')[2]} {len(page)} bytes: {said}", flush=True)
        if not done % 1_000:
            print(f"{done:,} pages, {sum(kinds.values())} broken, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{len(numbers):,} pages from number {numbers[0]}: {sum(kinds.values())} broken {dict(kinds) or ''}")
    sys.exit(bool(kinds))


if __name__ == "__main__":
    main()
