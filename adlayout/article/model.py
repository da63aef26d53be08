"""What the article room hands on: blocks, groups and facts as plain frozen values.

Every number is measured on the page as it stands; offsets are byte offsets into ``page.raw``. The other
rooms plan, count and check with these values alone and never look into the tree for a meaning of their own.
"""

from dataclasses import dataclass

from adlayout.source import Element, Text

PROFILES = ("mobile", "desktop")

KINDS = (
    "paragraph",
    "lead",
    "heading",
    "pseudo-heading",
    "list",
    "quote",
    "figure",
    "gallery",
    "embed",
    "table",
    "code",
    "info-box",
    "ad",
    "related",
    "newsletter",
    "share",
    "author",
    "separator",
    "other",
)


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the article's flow: a span ``[start, end)`` of the page and what it measures.

    ``heights`` are px in the order of ``PROFILES``; ``paragraphs`` is 1 for a paragraph or lead, else 0;
    ``chars`` is the length of the text with white space collapsed; ``level`` is a heading's level, else 0.
    ``first`` and ``last`` are the nodes at the span's ends: one and the same for a block that is an element.
    """

    kind: str
    start: int
    end: int
    words: int
    chars: int
    paragraphs: int
    heights: tuple[int, ...]
    element: Element
    first: Element | Text
    last: Element | Text
    level: int = 0

    @property
    def nodes(self) -> "list[Element | Text]":
        """What the block consists of."""
        if self.first is self.last or self.first.parent is None:
            return [self.first]
        return self.first.parent.children[self.first.index : self.last.index + 1]


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks ``first`` to ``last`` (indices, both included) that stay together, and why."""

    first: int
    last: int
    tie: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page's head says of the article; ``published`` is the text of the tag (ISO 8601), not
    parsed. ``policies``: content security policies that it sets itself, with their offsets; ``nonce``: what its
    scripts show to them."""

    language: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    published: str = ""
    canonical: str = ""
    amp: bool = False
    policies: tuple[tuple[int, str], ...] = ()
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page. ``reason`` says why it is none (then it takes no mid-body slots), else ``None``.

    ``lead`` may stand outside of ``blocks`` (above the body); ``sidebar`` may be an empty element.
    """

    element: Element
    selector: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    lead: Block | None
    sidebar: Element | None
    reason: str | None
    warnings: tuple[str, ...]
    facts: Facts
