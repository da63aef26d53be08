"""A sample of a site's pages, each reduced to what is compared: hundreds of whole trees would fill the memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from adlayout import edits
from adlayout.article import Article, understand
from adlayout.builder.walk import walk
from adlayout.initial.names import Node, nodes_of, tokens_of
from adlayout.source import Element, Page, Text, read

MOST = 200
"""Pages looked at. A site's templates are few; beyond some hundred pages the answer stays the same."""
RUN = 60
"""Bytes of a run of text that is a sentence rather than a label."""
OPENING = 120
"""Characters of a paragraph by which it is known again where another page quotes it."""
COUNTED = frozenset("paragraph lead heading pseudo-heading list quote table info-box code".split())  # noqa: SIM905
"""Kinds of block that count as the article's text."""
_BOXES = frozenset(("div", "section", "aside", "form", "p", "details", "ul", "figure"))
_SILENT = frozenset(("script", "style", "noscript", "template"))


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the container that is called something: where it stands, its name, its text, which kinds its blocks
    are of, and its share of the article's words.
    """

    page: str
    start: int
    end: int
    tag: str
    tokens: frozenset[str]
    text: str
    kinds: frozenset[str]
    share: float


@dataclass(frozen=True)
class Seen:
    """A page as it was found without a rule file. ``blocks`` and ``runs`` are spans with their size."""

    name: str
    reason: str | None
    language: str
    selector: str
    span: tuple[int, int]
    blocks: tuple[tuple[int, int, int], ...]
    openings: frozenset[str]
    leading: tuple[int, ...]
    """Where the headings of the text stand that lead elsewhere."""
    lead: bool
    sidebar: Node | None
    nodes: tuple[Node, ...]
    runs: tuple[tuple[int, int], ...]
    boxes: tuple[Box, ...] = field(repr=False)

    @property
    def words(self) -> int:
        """Words of the article."""
        return sum(words for _, _, words in self.blocks)

    @cached_property
    def having(self) -> dict[tuple[str, str], list[int]]:
        """Numbers of the nodes with a tag and a token (or none), in document order."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, node in enumerate(self.nodes):
            for token in ("", *node.tokens):
                found.setdefault((node.name, token), []).append(number)
        return found


def sample(source: Path) -> tuple[list[str], int]:
    """Names of up to ``MOST`` pages, evenly spread over the site in the order of names; and how many there are."""
    names = sorted(name for name, kind in walk(source) if kind == "page")
    total = len(names)
    count = min(MOST, total)
    return [names[number * total // count] for number in range(count)], total


def opened(path: Path) -> Page:
    """The page as its stripped self. Raises ``PassThrough`` for what is no page."""
    return read(edits.strip(path.read_bytes(), None), None)


def look(source: Path, name: str) -> Seen:
    """One page, understood by detection alone. Raises ``PassThrough`` or ``OSError`` where that cannot be."""
    page = opened(source / name)
    article = understand(page)
    start, end = (article.blocks[0].start, article.blocks[-1].end) if article.blocks else (0, 0)
    headings = [e for e in page.named("h1", "h2", "h3", "h4") if start <= e.start < end]
    return Seen(
        name=name,
        reason=article.reason,
        language=article.facts.language,
        selector=article.selector,
        span=(article.element.start, article.element.end),
        blocks=tuple((block.start, block.end, block.words) for block in article.blocks),
        openings=frozenset(_openings(page, article)),
        leading=tuple(heading.start for heading in headings if _leads_elsewhere(heading)),
        lead=article.lead is not None,
        sidebar=None if article.sidebar is None else _single(article.sidebar),
        nodes=nodes_of(page),
        runs=tuple(_runs(page)),
        boxes=tuple(_boxes(page, name, article)),
    )


def text_of(element: Element) -> str:
    """All text of an element, white space collapsed."""
    return " ".join(" ".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text):
            yield child.data
        elif child.name not in _SILENT:
            yield from _texts(child)


def _openings(page: Page, article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kind in ("paragraph", "lead") and block.chars > RUN:
            yield text_of(block.element)[:OPENING]


def _leads_elsewhere(heading: Element) -> bool:
    """Whether the heading is a link as a whole, and not to itself."""
    inside = [child for child in heading.children if isinstance(child, Element)]
    links = [e for e in (*inside, *heading.ancestors()) if e.name == "a"]
    return any(not link.get("href").startswith("#") for link in links)


def _single(element: Element) -> Node:
    return Node(element.name, tokens_of(element), -1, element.start, element.end)


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Runs of text that are sentences and no links: where they stand and how long they are."""
    for element in page.named():
        if element.name in _SILENT or element.name in ("a", "title", "textarea", "option"):
            continue
        for child in element.children:
            if isinstance(child, Text) and len(data := child.data.strip()) >= RUN:
                yield child.start, len(data)


def _boxes(page: Page, name: str, article: Article) -> Iterator[Box]:
    """The named boxes of the container that hold whole blocks and are not most of the text."""
    words = sum(block.words for block in article.blocks) or 1
    for element in page.named():
        if element.name not in _BOXES or not article.element.inner <= element.start < article.element.close:
            continue
        tokens = tokens_of(element)
        inside = [block for block in article.blocks if element.start <= block.start and block.end <= element.end]
        if tokens and inside:
            share = sum(block.words for block in inside) / words
            kinds = frozenset(block.kind for block in inside)
            text = text_of(element)
            yield Box(name, element.start, element.end, element.name, tokens, text, kinds, share)
