"""How many slots stay where they are when a sentence is added at an article's end, over the corpus.

    python -m benchmarks.stability [--write]

The whole default preset is asked for, and its ads in the text alone. A slot stays if it is at the same seam: above the
same block, below the same block. ``--write`` puts the table into docs/comparison.md.
"""

from collections.abc import Sequence

from adlayout.rulefile import Rules, load_rules
from benchmarks._metrics import moved
from benchmarks._placers import PLACERS, Placer, ours
from benchmarks._subjects import Subject, body_only, corpus, subject, subjects
from benchmarks._tables import Table, publish

SENTENCE = b" Mehr dazu steht morgen an dieser Stelle, sobald alle Beteiligten sich dazu haben einlassen wollen."
BANDS = ((1_200, 1_800), (600, 1_200), (1_800, 100_000), (0, 600))
"""Words of an article; the first is the one that counts."""


def main() -> None:
    publish([("stability", table(list(corpus()), load_rules("default")))])


def table(pages: list[bytes], rules: Rules) -> Table:
    """Slots that stay, per band of lengths."""
    rows = [["slots that stay where they are", *(_title(*band) for band in BANDS)]]
    rows.append(row("adlayout, whole preset", pairs(pages, rules), ours))
    alone = pairs(pages, body_only(rules))
    rows.append(row("adlayout, ads in the text alone", alone, ours))
    return rows + [row(name, alone, PLACERS[name]) for name in ("greedy", "snapping", "gaps")]


def _title(least: int, most: int) -> str:
    return f"{least:,} words and more" if most > 10_000 else f"{least:,} to {most:,} words"


Pairs = Sequence[tuple[Subject, Subject]]


def pairs(pages: list[bytes], rules: Rules) -> Pairs:
    """Each article without and with the sentence."""
    found = ((one, longer(one)) for one in subjects(pages, rules))
    return [(one, after) for one, after in found if after is not None]


def longer(one: Subject) -> Subject | None:
    """With the sentence at the end of its last paragraph; None where there is none, or its markup takes none."""
    texts = [block for block in one.article.blocks if block.kind == "paragraph" and block.element.name == "p"]
    if not texts:
        return None
    at = texts[-1].element.close
    made = subject(one.raw[:at] + SENTENCE + one.raw[at:], one.rules)
    return made if made is not None and len(made.article.blocks) == len(one.article.blocks) else None


def row(name: str, found: Pairs, placer: Placer) -> list[str]:
    told = [name]
    for least, most in BANDS:
        here = [(one, after) for one, after in found if least <= one.length("words") < most]
        counts = [moved(placer(one), placer(after)) for one, after in here]
        slots = sum(number for _, number in counts)
        stay = slots - sum(number for number, _ in counts)
        told.append(f"{stay} of {slots} ({100 * stay / slots:.0f} %), {len(here)} articles" if slots else "–")
    return told


if __name__ == "__main__":
    main()
