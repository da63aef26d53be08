"""Articles to plan on, synthetic and real: all of them pages, read and laid out by adlayout's own rooms.

Synthetic ones are written as pages as well, so that blocks, groups, heights and rules are those of real ones.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from pathlib import Path
from random import Random

from adlayout.article import Article, understand
from adlayout.planner import Item, Kind, Problem
from adlayout.planner.search import plan
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Link, Position, Related
from adlayout.seams import Layout, forbid, lay_out, prefer
from adlayout.source import read

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pages"
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "len", "mor", "nis", "tal", "ver", "wen", "zug", "rin", "sa", "to")
MEDIAN_WORDS, SPREAD = 720, 0.55
"""The text's length is log-normal; headings, lists and captions come on top of it."""


@dataclass(frozen=True)
class Placed:
    """One insertion of a placement: its seam, and px with label and margins on mobile and desktop."""

    seam: int
    heights: tuple[int, ...]
    kind: Kind = "ad"
    name: str = "body"


Placement = tuple[Placed, ...]


@dataclass(frozen=True)
class Subject:
    """An article with its rules and the problem that follows from them."""

    raw: bytes
    article: Article
    layout: Layout
    rules: Rules

    @property
    def problem(self) -> Problem:
        return self.layout.problem

    @property
    def most(self) -> int:
        """As many ads as the rules want."""
        return min(self.rules.slots[0].repeat, self.rules.limits.ads)

    def position(self, unit: str, seam: int) -> int:
        return self.problem.positions[self.problem.units.index(unit)][seam]

    def length(self, unit: str) -> int:
        return self.problem.lengths[self.problem.units.index(unit)]

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.problem.items if item.kind == kind]

    @cached_property
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """Heights of each size of an ad, the largest first."""
        return tuple(rung.heights for rung in self.of("ad")[0].rungs)

    def legal(self, kind: Kind = "ad") -> list[int]:
        """The seams that an insertion may take by the rules that look at one seam."""
        return sorted(next((rung.seams for item in self.of(kind) for rung in item.rungs), ()))

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

    def value_of(self, kind: Kind) -> int:
        return self.of(kind)[0].value

    def nearest(self, placed: Placement) -> int | None:
        """Words between the nearest ad and box."""
        words = {one.seam: self.position("words", one.seam) for one in placed}
        apart = (abs(words[a.seam] - words[b.seam]) for a in placed for b in placed if a.kind < b.kind)
        return min(apart, default=None)

    def exact(self, most: int | None = None, boxes: int | None = None) -> Placement:
        """adlayout's plan, with at most so many ads and boxes."""
        most_of = dict(self.problem.most)
        most_of.update({k: n for k, n in (("ad", most), ("box", boxes)) if n is not None})
        chosen = zip(self.problem.items, plan(replace(self.problem, most=most_of)).choices, strict=True)
        found = (Placed(c.seam, item.rungs[c.rung].heights, item.kind, item.name) for item, c in chosen if c)
        return tuple(sorted(found, key=lambda one: one.seam))

    @cached_property
    def appended(self) -> "Subject | None":
        """The article with one more paragraph at its end; None where the markup does not take it simply."""
        text = f"<p>{_text(Random(1), 40)}</p>".encode()
        return self._edited(self.article.blocks[-1].end, text, len(self.article.blocks) + 1)

    @cached_property
    def reworded(self) -> "Subject | None":
        """The article with a longer word in its middle paragraph."""
        texts = [block for block in self.article.blocks if block.kind == "paragraph" and block.element.name == "p"]
        if not texts:
            return None
        return self._edited(texts[len(texts) // 2].element.close, b"lichkeiten", len(self.article.blocks))

    def _edited(self, offset: int, text: bytes, blocks: int) -> "Subject | None":
        made = subject(self.raw[:offset] + text + self.raw[offset:], self.rules)
        return made if made is not None and len(made.article.blocks) == blocks else None


def body_only(rules: Rules, repeat: int = 3) -> Rules:
    """The rules with the ads of the text alone, up to so many."""
    slots = tuple(replace(slot, repeat=repeat) for slot in rules.slots if slot.name == "body")
    return replace(rules, slots=slots, related=())


def with_boxes(rules: Rules, count: int) -> Rules:
    """The same with so many boxes of a link each."""
    boxes = (
        Related(f"box{n}", Position("mid-body"), links=(Link(f"Title {n}", f"/{n}"),)) for n in range(1, count + 1)
    )
    return replace(body_only(rules), related=tuple(boxes))


def subject(raw: bytes, rules: Rules) -> Subject | None:
    """The page, if it has an article."""
    page = read(raw)
    article = understand(page)
    return None if article.reason else Subject(raw, article, lay_out(page, article, rules), rules)


def subjects(pages: Iterable[bytes], rules: Rules) -> list[Subject]:
    """Those of the pages that have an article."""
    return [found for raw in pages if (found := subject(raw, rules)) is not None]


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
