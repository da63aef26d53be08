"""A finding: which rule is broken, by which insertion, where in the finished page."""

from dataclasses import dataclass

from adlayout.source import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` by the name that ``explain`` prints and ``allow`` lifts; ``name`` of the insertion.

    ``offset`` and ``length`` are bytes of the finished page; ``line`` and ``column`` (in characters) begin with 1.
    """

    rule: str
    name: str
    message: str
    offset: int
    length: int
    line: int
    column: int


def found_at(page: Page, span: tuple[int, int], rule: str, name: str, message: str) -> Finding:
    """A finding for a span of the page's bytes."""
    start, end = span
    above = page.coding.codec().decode(page.raw[:start], "replace")[0]
    line, column = above.count("\n") + 1, len(above) - above.rfind("\n")
    return Finding(rule, name, message, start, end - start, line, column)
