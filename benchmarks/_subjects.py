"""Articles to plan on, synthetic and real: all of them pages, read and laid out by adlayout's own rooms.

Synthetic ones are written as pages as well, so that blocks, groups, heights and rules are those of real ones.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from pathlib import Path
from random import Random

from adlayout.article import Article, understand
from adlayout.planner import Problem
from adlayout.planner.search import plan
from adlayout.rulefile import Related, Rules
from adlayout.seams import Layout, forbid, lay_out, prefer
from adlayout.source import read

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pages"
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "len", "mor", "nis", "tal", "ver", "wen", "zug", "rin", "sa", "to")
MEDIAN_WORDS, SPREAD = 720, 0.55
"""The text's length is log-normal; headings, lists and captions come on top of it."""


@dataclass(frozen=True)
class Ad:
    """One ad of a placement: its seam, and px with label and margins on mobile and desktop."""

    seam: int
    heights: tuple[int, ...]


Placement = tuple[Ad, ...]


@dataclass(frozen=True)
class Subject:
    """An article with its rules and the problem that follows from them: only ads of the slot ``body``, at most M."""

    article: Article
    layout: Layout
    rules: Rules

    @property
    def problem(self) -> Problem:
        return self.layout.problem

    @property
    def most(self) -> int:
        return min(self.rules.slots[0].repeat, self.rules.limits.ads)

    def position(self, unit: str, seam: int) -> int:
        return self.problem.positions[self.problem.units.index(unit)][seam]

    def length(self, unit: str) -> int:
        return self.problem.lengths[self.problem.units.index(unit)]

    @cached_property
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """Heights of each rung, the largest first."""
        return tuple(rung.heights for rung in self.problem.items[0].rungs)

    @cached_property
    def legal(self) -> tuple[int, ...]:
        """The seams that an ad may take."""
        return tuple(sorted(next((rung.seams for rung in self.problem.items[0].rungs), ())))

    @cached_property
    def prices(self) -> tuple[dict[str, int], ...]:
        """The parts of each seam's soft cost."""
        return tuple(prefer.parts(self.article, self.rules.weights, seam) for seam in self.layout.seams)

    @cached_property
    def broken(self) -> tuple[frozenset[str], ...]:
        """The hard rules that an ad at each seam breaks."""
        article, limits, seams = self.article, self.rules.limits, self.layout.seams
        own, total = forbid.own_ads(article), self.problem.lengths
        return tuple(
            frozenset(
                one.rule
                for one in (
                    *forbid.structure(article, seam),
                    *forbid.for_ads(article, seam),
                    *forbid.near_own_ads(own, limits, seam, seams),
                    *forbid.for_mid_body(limits, seam, total),
                )
            )
            for seam in seams
        )

    def exact(self, most: int) -> Placement:
        """adlayout's plan with at most so many ads."""
        problem = replace(self.problem, most={**self.problem.most, "ad": most})
        chosen = zip(problem.items, plan(problem).choices, strict=True)
        return tuple(Ad(choice.seam, item.rungs[choice.rung].heights) for item, choice in chosen if choice)


def body_only(rules: Rules) -> Rules:
    """The rules with the ads of the text alone."""
    return replace(rules, slots=tuple(slot for slot in rules.slots if slot.name == "body"), related=())


def subjects(pages: Iterator[bytes], rules: Rules, boxes: tuple[Related, ...] = ()) -> list[Subject]:
    """The pages that have an article, with the slot ``body`` (and ``boxes``)."""
    rules = replace(body_only(rules), related=boxes)
    found = []
    for raw in pages:
        page = read(raw)
        article = understand(page)
        if article.reason is None:
            found.append(Subject(article, lay_out(page, article, rules), rules))
    return found


def corpus() -> Iterator[bytes]:
    """The pages of the corpus; none where it is not there."""
    return (gzip.decompress(path.read_bytes()) for path in sorted(CORPUS.glob("*.gz")))


def synthetic(count: int, seed: int = 5) -> Iterator[bytes]:
    """So many invented articles, always the same ones for a seed."""
    random = Random(seed)
    return (_page(random).encode() for _ in range(count))


def _page(random: Random) -> str:
    wanted = min(4000, max(200, round(random.lognormvariate(log(MEDIAN_WORDS), SPREAD))))
    section = random.choice((0, 3, 4, 5))  # paragraphs below a subheading; 0: there are none
    short = random.choice((0.0, 0.05, 0.15))
    typical = random.choice((30, 45, 65))
    blocks, words, since = [f"<p>{_text(random, 35)}</p>"], 35, 0
    while words < wanted:
        if section and since >= section and words < wanted - 80:
            blocks.append(f"<h2>{_words(random, random.randint(3, 7))}</h2>")
            since = 0
        count = random.randint(3, 7) if random.random() < short else max(9, round(random.gauss(typical, typical / 3)))
        blocks.append(f"<p>{_text(random, count)}</p>")
        words, since = words + count, since + 1
        if random.random() < 0.16:
            extra, more = _extra(random)
            blocks.append(extra)
            words += more
    if not blocks[-1].startswith("<p"):
        blocks.append(f"<p>{_text(random, 40)}</p>")
    body = "\n".join(blocks)
    title = _words(random, 6)
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><article><h1>{title}</h1>\n{body}\n</article></main></body></html>"
    )


def _extra(random: Random) -> tuple[str, int]:
    """A picture, list, quote, table or video, and its words."""
    kind = random.choice(("figure", "figure", "figure", "list", "quote", "table", "video"))
    if kind == "figure":
        caption = f"<figcaption>{_text(random, 9)}</figcaption>"
        return f'<figure><img src="a.jpg" alt="" width="1200" height="800">{caption}</figure>', 9
    if kind == "list":
        items = [_text(random, random.randint(6, 16)) for _ in range(random.randint(3, 6))]
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>", sum(i.count(" ") + 1 for i in items)
    if kind == "quote":
        return f"<blockquote><p>{_text(random, 24)}</p></blockquote>", 24
    if kind == "table":
        rows = "".join(f"<tr><td>{_words(random, 2)}</td><td>{random.randint(1, 99)}</td></tr>" for _ in range(5))
        return f"<table><tbody>{rows}</tbody></table>", 15
    return '<iframe src="https://www.youtube.com/embed/x" width="560" height="315"></iframe>', 0


def _text(random: Random, count: int) -> str:
    return _words(random, count) + "."


def _words(random: Random, count: int) -> str:
    made = ("".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3, 3, 4)))) for _ in range(count))
    return " ".join(made).capitalize()
