"""What the blocks of one page measure, in the order of the profiles, the space between them shared out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adlayout.article import Article, Block
from adlayout.article.shapes import Shape, shape
from adlayout.article.text import gather
from adlayout.measure.browser import Browser
from adlayout.measure.trace import elements_of, trace
from adlayout.source import Element, Page

Node = Element | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: px of a line, of the width its lines have, and of a character; whether lines break."""

    line: float
    width: float
    glyph: float
    wraps: bool = True


@dataclass(frozen=True, slots=True)
class Measured:
    """One block on one profile: px with its share of the margins, and px of its ``box`` alone. ``picture`` is
    the width and height of its first picture.
    """

    shape: Shape
    height: float
    box: float = 0
    type: Type | None = None
    picture: tuple[float, float] | None = None


Sample = tuple[tuple[Measured, ...], ...]
"""Per profile, the measured blocks of a page."""


def sample(browser: Browser, page: Page, article: Article, path: Path) -> Sample:
    """Per profile, the blocks that the browser has where we have them; heights add up to that of the article."""
    wanted = [trace(block) for block in article.blocks]
    shapes = [_shape(block) for block in article.blocks]
    found = browser.measure(page.raw, path, wanted, page.encoding)
    return tuple(_profile(shapes, one) for one in found)


def _shape(block: Block) -> Shape:
    return shape(block.kind, block.level, gather(block.nodes)[0], lambda: elements_of(block))


def _profile(shapes: list[Shape], found: list[Any]) -> tuple[Measured, ...]:
    known = [(made, one) for made, one in zip(shapes, found, strict=True) if one and one["bottom"] > one["top"]]
    boxes = [one for _, one in known]
    return tuple(
        Measured(
            made,
            height,
            one["bottom"] - one["top"],
            Type(**one["type"]) if one["type"] else None,
            tuple(one["picture"]) if one["picture"] else None,
        )
        for (made, one), height in zip(known, shared(boxes), strict=True)
    )


def shared(boxes: list[Any]) -> list[float]:
    """Px of each box with its share of the space to its neighbours: as its margins are to theirs, else half."""
    heights = [box["bottom"] - box["top"] for box in boxes]
    for number in range(len(boxes) - 1):
        above, below = boxes[number], boxes[number + 1]
        space = below["top"] - above["bottom"]
        one, other = max(0, above["margins"][1]), max(0, below["margins"][0])
        part = one / (one + other) if one + other else 0.5
        heights[number] += space * part
        heights[number + 1] += space * (1 - part)
    return heights
