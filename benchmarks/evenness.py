"""What the weight of evenness buys and what it costs: the same articles planned with one weight after the other, beside
the ways that are most even without it.

    python -m benchmarks.evenness [--write]

``--write`` puts the tables into docs/comparison.md, between its marks.
"""

from collections.abc import Iterator
from dataclasses import replace

from adlayout.rulefile import Rules, load_rules
from benchmarks._metrics import METRICS, Sums, measured, moved, together
from benchmarks._placers import PLACERS, Placer, ours
from benchmarks._subjects import Subject, body_only, corpus, subjects, synthetic
from benchmarks._tables import Table, publish

SYNTHETIC = 500
WEIGHTS = (0, 15, 30, 60, 100, 200, 400)
TOLD = ("ads", "cv", "target", "last", "heading", "cost", "media", "list", "short", "appended")


def main() -> None:
    rules = body_only(load_rules("default"))
    publish(
        (f"evenness: {name}", table(pages, rules))
        for name, pages in (("synthetic", list(synthetic(SYNTHETIC))), ("corpus", list(corpus())))
    )


def table(pages: list[bytes], rules: Rules) -> Table:
    """A row a way, a column a metric."""
    usual = rules.weights.evenness
    found = subjects(pages, rules)
    rows = [row(name, found, PLACERS[name]) for name in ("greedy", "snapping", "gaps")]
    for weight in WEIGHTS:
        weighed = replace(rules, weights=replace(rules.weights, evenness=weight))
        name = f"**adlayout, {weight}**" if weight == usual else f"adlayout, {weight}"
        rows.append(row(name, subjects(pages, weighed), ours))
    return [[f"{len(found)} articles", *(METRICS[key].title for key in TOLD)], *rows]


def row(name: str, found: list[Subject], placer: Placer) -> list[str]:
    means = together(_judged(found, placer))
    return [name, *(METRICS[key].text(means.get(key)) for key in TOLD)]


def _judged(found: list[Subject], placer: Placer) -> Iterator[Sums]:
    for subject in found:
        placed = placer(subject)
        sums = measured(subject, placed, len(placed), 0)
        if subject.appended is not None:
            sums["appended"] = moved(placed, placer(subject.appended))
        yield sums


if __name__ == "__main__":
    main()
