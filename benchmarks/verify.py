"""What ``--verify`` adds to ``finish``, beside lxml's bare parse and serialise, over the same pages in one process.

    python benchmarks/verify.py [ROUNDS]

Only pages that were finished count: there is nothing to verify on the others.
"""

import sys

import adlayout
from adlayout.checker import check, verify
from adlayout.pipeline import finish_and_tell
from benchmarks.finish import bare, pages, timed


def main() -> None:
    rules = adlayout.load_rules("default")
    done = [(page, *finish_and_tell(page, rules)) for page in pages()]
    cases = {
        page: (made.html, (known.page, known.article)) for page, made, known in done if known and made.html != page
    }
    given = list(cases)
    steps = {
        "lxml parse + serialise": bare,
        "verify": lambda page: verify(page, cases[page][0], rules, cases[page][1]),
        "check": lambda page: check(cases[page][0], rules),
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
