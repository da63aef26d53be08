"""All boxes of one page, from its sources to the links that stand in it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from adlayout.article import Article
from adlayout.related.choose import Chosen, choose, desk
from adlayout.related.index import Index
from adlayout.related.near import Blocks
from adlayout.related.needs import Needs, needs
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Link, Related
from adlayout.source import Page

_FREE = ("mid-body", "share")
"""Positions that leave a choice of where in the text."""


class Boxes:
    """The links of each box before the page is planned (``rules`` holds them), and per box how much each block speaks
    of the first one (``speak``).
    """

    def __init__(
        self, page: Page, article: Article, rules: Rules, index: "str | Path | Index | None", url: str | None
    ) -> None:
        self._wanted = rules
        self._desk = desk(page, article, index if isinstance(index, Index) or index is None else Index(index), url)
        self._chosen = choose(self._desk, rules)
        self._choices = [self._chosen]
        self.rules = replace(rules, related=tuple(_filled(box, self._chosen[box.name].links) for box in rules.related))
        self.speak = self._speak(article)

    def final(self, placed: set[str]) -> Mapping[str, Chosen]:
        """The links of the boxes that found a place. What was meant for one that found none is free for the others."""
        left = {name for name, chosen in self._chosen.items() if chosen.links and name not in placed}
        if not left or not placed:
            return self._chosen
        self._choices.append(choose(self._desk, self._wanted, frozenset(placed)))
        return {**self._chosen, **self._choices[-1]}

    def needs(self) -> Needs | None:
        """What the links of this page depend on, once all of it is chosen; None without an index."""
        return needs(self._desk, self._wanted, self._choices, self.speak) if self._desk.index else None

    def _speak(self, article: Article) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        blocks: Blocks | None = None
        for box in self._wanted.related:
            stems = self._chosen[box.name].stems
            if stems and box.at.kind in _FREE:
                blocks = blocks or Blocks(article)
                found[box.name] = blocks.speak(stems)
        return found


def _filled(box: Related, links: tuple[Link, ...]) -> Related:
    """The box with its links; only one of it where they are too few for two: no page is linked twice."""
    return box if box.links else replace(box, links=links, all=box.all and len(links) > box.count)
