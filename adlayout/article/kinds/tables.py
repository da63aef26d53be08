"""Tables of data are one block; tables that only lay out the page are walked like any other wrapper."""

from adlayout.article.view import View
from adlayout.source import Element

_CELLS = ("td", "th")
_BLOCKS = frozenset(
    "p div h1 h2 h3 ul ol table form figure section article".split()  # noqa: SIM905
)


def recognise(view: View, element: Element, share: float) -> str | None:
    """``table`` for data, ``None`` for layout (and for everything that is no table)."""
    if element.name != "table":
        return None
    if share > 0.25 or element.get("role") in ("presentation", "none"):
        return None
    inside = element.within()
    names = {e.name for e in inside}
    if names & {"th", "caption", "thead"} and not names & {"table"}:
        return "table"
    if names & {"table", "form"}:
        return None
    return "table" if _is_data(inside) else None


def _is_data(inside: list[Element]) -> bool:
    """At least two rows of two cells each, none of them with several blocks."""
    rows = [e for e in inside if e.name == "tr"]
    cells = [[c for c in row.children if isinstance(c, Element) and c.name in _CELLS] for row in rows]
    if sum(len(row) > 1 for row in cells) < 2:
        return False
    return not any(_blocks(cell) > 1 for row in cells for cell in row)


def _blocks(cell: Element) -> int:
    return sum(isinstance(c, Element) and c.name in _BLOCKS for c in cell.children)
