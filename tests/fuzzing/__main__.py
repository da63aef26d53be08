"""The long run: so many mutated pages, each under a rule file; what breaks is kept as a file and told.

A number stands for a page: ``--only 4711`` makes and judges that one again. The run can be stopped at any time; with
``--resume`` the next one goes on where it stopped.
"""

import argparse
import re
import signal
import sys
import time
from pathlib import Path
from random import Random

from tests.corpus import ROOT
from tests.fuzzing.judged import JUDGES, Verdict, judged
from tests.fuzzing.mutate import mutated
from tests.fuzzing.sources import RULES, WEIGHTS, finished, fragment, loaded, seeds
from tests.fuzzing.tally import Tally

WHOLE = 200
"""One page in so many is mutated as a whole; of the others, a piece."""
EVERY = {"rules": 4, "checker": 4, "tree": 4, "html5lib": 25}
"""One page in so many meets a judge; those not named here see each. html5lib takes longest."""


def page_of(number: int) -> tuple[bytes, str]:
    """The page of a number, and the rule file it is finished with."""
    random = Random(number)
    page, other = random.choice(seeds()), random.choice(seeds())
    if number % WHOLE:
        page = fragment(page, random)
    return mutated(finished(page, random), other, number), random.choices(RULES, WEIGHTS)[0]


def verdict(number: int, *, thorough: bool = False) -> tuple[bytes, Verdict]:
    """The page of a number, and what becomes of it; ``thorough``: before all judges."""
    page, name = page_of(number)
    judges = [one for one in JUDGES if thorough or not (number // 2) % EVERY.get(one, 1)]
    return page, judged(page, loaded(name), loaded(RULES[-1]), judges)


def run(tally: Tally, last: int, keep: Path) -> None:
    """Judges pages up to the number ``last`` and writes down what it sees, until something stops it."""
    stopped: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _: stopped.append(number))
    now = keep / "now.txt"  # what a dead process was at
    while tally.done < last and not stopped:
        number = tally.done
        now.write_text(f"{number}\n")
        start = time.process_time()
        page, found = verdict(number)
        took = time.process_time() - start
        tally.done, tally.size, tally.seconds = number + 1, tally.size + len(page), tally.seconds + took
        tally.slowest = max(tally.slowest, took)
        tally.becomes[found.becomes] += 1
        tally.judged.update(found.judges)
        if found.broken:
            tally.broken[re.sub(r"(?<!P)\d+", "N", ":".join(found.broken.split(":")[:2]))[:50]] += 1
            (keep / f"{number}.html").write_bytes(page)
            print(f"{number} {Path(page_of(number)[1]).name} {len(page)} bytes: {found.broken}", flush=True)
        if not tally.done % 1_000:
            tally.write(keep)
            print(tally, flush=True)
    tally.write(keep)
    print(tally, flush=True)


def main() -> None:
    """Runs, and ends with 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000, help="how many pages, with those of earlier runs")
    parser.add_argument("--only", type=int, help="the number of a page")
    parser.add_argument("--resume", action="store_true", help="go on where the last run in KEEP stopped")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzzing", help="where broken pages go")
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    if given.only is not None:
        page, found = verdict(given.only, thorough=True)
        (given.keep / f"{given.only}.html").write_bytes(page)
        print(f"{given.keep / str(given.only)}.html, {page_of(given.only)[1]}: {found.broken or found.becomes}")
        sys.exit(bool(found.broken))
    tally = Tally.read(given.keep) if given.resume else Tally()
    run(tally, given.pages, given.keep)
    sys.exit(bool(tally.broken))


if __name__ == "__main__":
    main()
