"""Tables that can be read without a script; with one, they can be sorted and searched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from adlayout.overview.elements import h

Content = Element | str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and the number by which it is sorted, if it is one."""

    content: Content
    number: float | None = None
    is_number: bool = False


def num(text: str, number: float | None) -> Cell:
    """A cell with a number; None is less than any."""
    return Cell(text, -1.0 if number is None else number, is_number=True)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, find: bool = False) -> Element:
    """The first cell of each row is its head. ``find``: the script adds a search to it."""
    found = list(rows)
    numeric = [bool(found) and all(row[n].is_number for row in found) for n in range(len(heads))]
    top = h("tr", {}, [_head(text, is_number) for text, is_number in zip(heads, numeric, strict=True)])
    body = h("tbody", {}, [h("tr", {}, [_cell(cell, n) for n, cell in enumerate(row)]) for row in found])
    made = h(
        "table",
        {"class": "sortable", "data-find": "" if find else None},
        h("caption", {"class": "hidden"}, caption),
        h("thead", {}, top),
        body,
    )
    return h("div", {"class": "scroll", "tabindex": 0, "role": "region", "aria-label": caption}, made)


def _head(text: str, is_number: bool) -> Element:
    return h("th", {"scope": "col", "class": "n" if is_number else None}, text)


def _cell(cell: Cell, number: int) -> Element:
    kind = {"scope": "row"} if number == 0 else {}
    sort = None if cell.number is None else f"{cell.number:g}"
    return h("td" if number else "th", {**kind, "class": "n" if cell.is_number else None, "data-n": sort}, cell.content)


def bar(share: float, text: str, series: str = "one") -> Element:
    """A share from 0 to 1 as a bar, with its text."""
    full = h("span", {"class": f"full {series}", "style": f"width:{100 * share:.1f}%"})
    return h(
        "span", {"class": "share"}, h("span", {"class": "meter", "aria-hidden": "true"}, full), h("span", {}, text)
    )
