"""adlayout's plans beside those of other ways to place ads, on the same articles: every metric, none left out.

    python -m benchmarks.baselines [--write]

``--write`` puts the tables into docs/comparison.md, between its marks. In the tables "free" each places what it
wants. In "same number" adlayout places on each article as many as the other did; where it may not, since the rules
allow fewer, or where the other placed none, the article is left out and counted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from adlayout.rulefile import Rules, load_rules
from adlayout.rulefile.model import Length
from benchmarks._metrics import METRICS, Metric, Sums, measured, moved, spread, together, violations
from benchmarks._placers import PLACERS, RESERVED, SEQUENTIAL, Placer, ours
from benchmarks._subjects import Placement, Subject, body_only, corpus, subjects, synthetic, with_boxes
from benchmarks._tables import Table, publish

SYNTHETIC = 1_500
KEPT = 274
"""Px that our markup keeps free for an ad of 300x250."""
LONG = 600
"""Words from which on an article has room to spread ads."""


def main() -> None:
    publish(tables())


def tables() -> Iterator[tuple[str, Table]]:
    rules = load_rules("default")
    invented, real = list(synthetic(SYNTHETIC)), list(corpus())
    for name, pages, repeat in (("synthetic", invented, 3), ("corpus", real, 3), ("synthetic, up to 8", invented, 8)):
        found = Judge(subjects(pages, body_only(rules, repeat)))
        yield f"{name}: free", found.free()
        yield f"{name}: same number", found.same()
        yield f"{name}: rules broken", found.broken()
    yield "evenness on long articles", long_articles(real, rules)
    yield "boxes", boxes(invented, rules)


@dataclass
class Judge:
    """Plans are asked for more than once; they are kept."""

    subjects: list[Subject]
    plans: dict[tuple[int, int | None], Placement] = field(default_factory=dict)

    def exact(self, subject: Subject, most: int | None = None) -> Placement:
        about = id(subject), most
        if about not in self.plans:
            self.plans[about] = subject.exact(most)
        return self.plans[about]

    def allowed(self, subject: Subject) -> int:
        return len(self.exact(subject))

    def free(self) -> Table:
        named = {**PLACERS, "adlayout": ours}
        means = {name: together(self.every(name, placer)) for name, placer in named.items()}
        head = [f"{len(self.subjects)} articles", *named]
        return [head, *([m.title, *(m.text(means[n].get(key)) for n in named)] for key, m in METRICS.items())]

    def every(self, name: str, placer: Placer) -> Iterator[Sums]:
        for subject in self.subjects:
            yield self.judged(subject, placer, RESERVED.get(name, KEPT))

    def judged(self, subject: Subject, placer: Placer, reserved: int) -> Sums:
        placed = placer(subject)
        found = measured(subject, placed, self.allowed(subject), reserved)
        for name, edited in (("appended", subject.appended), ("reworded", subject.reworded)):
            if edited is not None:
                found[name] = moved(placed, placer(edited))
        return found

    def same(self) -> Table:
        """Theirs / ours; where ours is the worse one it is bold."""
        pairs = {name: self.paired(name, placer) for name, placer in PLACERS.items()}
        rows = [
            ["theirs / adlayout", *PLACERS],
            ["articles (left out)", *(f"{n} ({out})" for _, _, n, out in pairs.values())],
        ]
        for key, metric in METRICS.items():
            rows.append([metric.title, *(_both(metric, key, *pair[:2]) for pair in pairs.values())])
        return rows

    def paired(self, name: str, placer: Placer) -> tuple[dict[str, float], dict[str, float], int, int]:
        theirs, same = [], []
        for subject in self.subjects:
            count = len(placer(subject))
            if count and len(self.exact(subject, count)) == count:
                theirs.append(self.judged(subject, placer, RESERVED.get(name, KEPT)))
                same.append(self.judged(subject, lambda one, most=count: self.exact(one, most), KEPT))
        return together(theirs), together(same), len(same), len(self.subjects) - len(same)

    def broken(self) -> Table:
        named = {**PLACERS, "adlayout": ours}
        counts = {name: Counter[str]() for name in named}
        for name, placer in named.items():
            for subject in self.subjects:
                counts[name] += violations(subject, placer(subject))
        rules = sorted(set().union(*counts.values()))
        return [["rule", *named], *([rule, *(str(counts[name][rule]) for name in named)] for rule in rules)]


def _both(metric: Metric, key: str, theirs: dict[str, float], same: dict[str, float]) -> str:
    one, other = theirs.get(key), same.get(key)
    told = f"{metric.text(one)} / {metric.text(other)}"
    if one is None or other is None or metric.text(one) == metric.text(other):
        return told
    if metric.better:
        worse = metric.better * (other - one) < 0
    else:
        worse = abs(other - same[metric.ideal]) > abs(one - theirs[metric.ideal])
    return f"**{told}**" if worse else told


def long_articles(pages: list[bytes], rules: Rules) -> Table:
    """Gap CV over the ads in the middle of the text, on articles with room for two or more."""
    rows = [[f"articles of {LONG} words and more with two or more ads in the text", "articles", "mean gap CV"]]
    alone = {**PLACERS, "adlayout": ours}
    for given, placers in ((body_only(rules), alone), (rules, {"adlayout, whole preset": ours})):
        found = [one for one in subjects(pages, given) if one.length("words") >= LONG]
        for name, placer in placers.items():
            middles = ((one, tuple(ad for ad in placer(one) if ad.name == "body")) for one in found)
            cvs = [spread(one, ads)["cv"][0] for one, ads in middles if len(ads) > 1]
            if cvs:
                rows.append([name, str(len(cvs)), f"{sum(cvs) / len(cvs):.2f}"])
    return rows


def boxes(pages: list[bytes], rules: Rules) -> Table:
    """Three ads and three boxes, planned together and one kind after the other, for three gaps between ads."""
    rows = [
        [
            "gap of ads",
            "planner",
            "ads",
            "boxes",
            "least distance of a box and an ad, words",
            "articles with fewer than together",
            "value lost, points an article",
            "soft cost of a place, points",
        ]
    ]
    for words in (150, 250, 350):
        gap = (Length(words, "words"), *(one for one in rules.limits.gap if one.unit == "px"))
        given = with_boxes(replace(rules, limits=replace(rules.limits, gap=gap)), 3)
        found = subjects(pages, given)
        together_ = [subject.exact() for subject in found]
        for name, placer in {**SEQUENTIAL, "adlayout": ours}.items():
            placed = [placer(subject) for subject in found]
            rows.append([f"{words} words", name, *_boxes_row(found, placed, together_)])
    return rows


def _boxes_row(found: list[Subject], placed: list[Placement], joint: list[Placement]) -> list[str]:
    number = len(found)
    counts = [Counter(one.kind for one in plan) for plan in placed]
    values = [
        (sum(s.value_of(one.kind) for one in best), sum(s.value_of(one.kind) for one in plan))
        for s, plan, best in zip(found, placed, joint, strict=True)
    ]
    fewer = sum(len(plan) < len(best) for plan, best in zip(placed, joint, strict=True))
    near = min(one for s, plan in zip(found, placed, strict=True) if (one := s.nearest(plan)) is not None)
    every = [sum(s.prices[one.seam].values()) for s, plan in zip(found, placed, strict=True) for one in plan]
    return [
        f"{sum(one['ad'] for one in counts) / number:.2f}",
        f"{sum(one['box'] for one in counts) / number:.2f}",
        str(near),
        f"{100 * fewer / number:.1f} %",
        f"{sum(best - plan for best, plan in values) / number:.1f}",
        f"{sum(every) / len(every):.1f}",
    ]


if __name__ == "__main__":
    main()
