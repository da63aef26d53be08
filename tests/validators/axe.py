"""axe-core in Chromium: what it finds on a finished page, and did not find on the page before."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python

from tests.dom.chromium import Chromium
from tests.dom.folder import Folder

_JS = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Violation:
    """``way``: child numbers from ``html`` down, insertions not counted; ``ours``: the insertion it stands in."""

    rule: str
    way: tuple[int, ...]
    html: str
    ours: str


class Axe:
    """A tab in which axe-core judges pages, with the page's own files."""

    def __init__(self, chromium: Chromium, viewport: tuple[int, int] = (1280, 900)) -> None:
        self.folder = Folder(chromium, viewport)

    def violations(self, page: bytes, path: Path) -> list[Violation]:
        """All that axe-core has rules for."""
        tab = self.folder.open(page, path)
        tab.evaluate(_axe())
        found: list[dict[str, Any]] = tab.evaluate(_JS)
        return [Violation(one["rule"], tuple(one["way"]), one["html"], one["ours"]) for one in found]


def new(before: list[Violation], after: list[Violation]) -> list[Violation]:
    """What the page did not have: no violation of the same rule at the same element, or at one around it.

    Around it, because axe names the outermost element without a landmark in it, and an insertion is one.
    """
    had = {(one.rule, one.way) for one in before}
    return [
        one for one in after if one.ours or not any((one.rule, one.way[:to]) in had for to in range(len(one.way) + 1))
    ]


@cache
def _axe() -> str:
    (script,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return script.read_text(encoding="utf-8")
