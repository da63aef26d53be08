"""The guided run: libFuzzer, by atheris, keeps the pages that reach lines of adlayout that none before reached, and
mutates these further.

    python -m tests.fuzzing.guided --seconds 1200

An input is a byte that chooses the rule file, and a page. What breaks a promise is kept and told, once for each kind,
and the run goes on. The next run starts from the pages that this one kept.
"""

import argparse
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["adlayout"]):
    from tests.fuzzing.judged import JUDGES, judged
    from tests.fuzzing.mutate import PIECES, mutated
    from tests.fuzzing.sources import RULES, WEIGHTS, finished, fragment, loaded, seeds

from tests.corpus import ROOT
from tests.fuzzing.tally import Tally

LARGEST = 1_500
"""Bytes of an input: what is small runs often."""
FIRST = 400
"""Pieces of pages that the first run starts from."""
EVERY = {"rules": 4, "tree": 4, "html5lib": 25}
"""One input in so many meets a judge; those not named here see each."""
LONGEST = 60
"""Seconds after which libFuzzer ends the run: our own judge speaks of a hang long before."""
_RULES = [name for name, weight in zip(RULES, WEIGHTS, strict=True) for _ in range(weight)]


def page_of(data: bytes) -> tuple[bytes, str]:
    """The page and the rule file of an input."""
    return data[1:], _RULES[data[0] % len(_RULES)] if data else _RULES[0]


def test_one(keep: Path, tally: Tally) -> Callable[[bytes], None]:
    """What libFuzzer calls with each input."""
    told: set[str] = set()

    def one(data: bytes) -> None:
        page, name = page_of(data)
        start = time.process_time()
        found = judged(page, loaded(name), loaded("default"), [j for j in JUDGES if not tally.done % EVERY.get(j, 1)])
        took = time.process_time() - start
        tally.done, tally.size, tally.seconds = tally.done + 1, tally.size + len(page), tally.seconds + took
        tally.slowest = max(tally.slowest, took)
        tally.becomes[found.becomes] += 1
        tally.judged.update(found.judges)
        if found.broken:
            kind = re.sub(r"(?<!P)\d+|<[^>]*>|'.*", "N", found.broken)[:60]
            tally.broken[kind] += 1
            if kind not in told:
                told.add(kind)
                file = keep / f"{hashlib.sha256(data).hexdigest()[:12]}.{Path(name).stem}.html"
                file.write_bytes(page)
                print(f"{file}: {found.broken}", flush=True)
        if found.broken or not tally.done % 100:
            tally.write(keep)

    return one


def changed(data: bytes, most: int, seed: int) -> bytes:
    """Every second time libFuzzer's own mutation of bytes, else ours of tags."""
    if seed % 2 or len(data) < 2:
        return bytes(atheris.Mutate(data, most))
    random = Random(seed)
    return (data[:1] + mutated(data[1:], random.choice(seeds()), seed))[:most]


def prepared(keep: Path) -> list[str]:
    """The folder of inputs and the file of words, for libFuzzer's command line; the first run fills the folder."""
    inputs, words = keep / "inputs", keep / "words.txt"
    inputs.mkdir(parents=True, exist_ok=True)
    for number in range(0 if any(inputs.iterdir()) else FIRST):
        random = Random(number)
        page = finished(fragment(random.choice(seeds()), random), random)
        (inputs / f"{number}").write_bytes(bytes([number % len(_RULES)]) + page[: LARGEST - 1])
    quoted = ("".join(f"\\x{byte:02x}" for byte in piece) for piece in PIECES if len(piece) < 60)
    words.write_text("".join(f'"{one}"\n' for one in quoted), "ascii")
    return [str(inputs), f"-dict={words}", f"-max_len={LARGEST}"]


with atheris.instrument_imports(include=["adlayout"]):
    # What is imported when it is first used has to be there before the run begins.
    for rules in RULES:
        judged(b"<!doctype html><article><p>" + b"a word, " * 300, loaded(rules), loaded("default"))


def main() -> None:
    """Runs until the time or the number of runs is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.guided", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="0: no end")
    parser.add_argument("--runs", type=int, default=-1, help="-1: no end")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzzing" / "guided")
    given = parser.parse_args()
    limits = [f"-max_total_time={given.seconds}", f"-runs={given.runs}", f"-timeout={LONGEST}"]
    options = [*prepared(given.keep), *limits, f"-artifact_prefix={given.keep}/", "-print_final_stats=1"]
    if not (child := os.fork()):  # libFuzzer ends the process that it runs in
        atheris.Setup([sys.argv[0], *options], test_one(given.keep, Tally()), custom_mutator=changed)
        atheris.Fuzz()
    status = os.waitpid(child, 0)[1]
    tally = Tally.read(given.keep)
    print(tally)
    sys.exit(bool(status or tally.broken))


if __name__ == "__main__":
    main()
