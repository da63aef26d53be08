"""The sums of a site in a handful of figures; of two sites with what changes."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from adlayout.overview.elements import h
from adlayout.overview.parts import Shown, section
from adlayout.overview.speech import Speech
from adlayout.overview.sums import Sums
from adlayout.overview.tables import Cell, num, table

_Figure = tuple[str, Callable[[Sums], "float | None"], int]
_KEY_FIGURES: tuple[_Figure, ...] = (
    ("pages", lambda one: one.pages, 0),
    ("articles", lambda one: one.articles, 0),
    ("n-finished", lambda one: one.status["finished"], 0),
    ("n-up-to-date", lambda one: one.status["up-to-date"], 0),
    ("n-passed", lambda one: one.status["passed"], 0),
    ("n-failed", lambda one: one.status["failed"], 0),
    ("all-ads", lambda one: one.all_ads, 0),
    ("all-boxes", lambda one: one.boxes, 0),
    ("ads-each", lambda one: one.mean_ads, 2),
    ("density-mobile", lambda one: one.mean_density[0].value, 1),
    ("density-desktop", lambda one: one.mean_density[1].value, 1),
    ("mean-gap", lambda one: one.mean_gap.value, 0),
    ("unevenness", lambda one: one.mean_uneven, 2),
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of each site, as numbers and as texts; ``change``: from the first to the last."""

    label: str
    values: tuple[float | None, ...]
    figures: tuple[str, ...]
    difference: float | None
    change: str


def figure_rows(shown: Shown) -> list[FigureRow]:
    """Those figures that say something: a status that no page has is left out."""
    found = []
    for word, value, digits in _KEY_FIGURES:
        values = tuple(value(one) for one in shown.sums)
        if any(values) or not word.startswith("n-"):
            found.append(_row(shown.speech, word, values, digits))
    return found


def _row(speech: Speech, word: str, values: tuple[float | None, ...], digits: int) -> FigureRow:
    say = speech.percent if word.startswith("density") else speech.number
    first, last = values[0], values[-1]
    difference = None if first is None or last is None else last - first
    if difference is not None and not round(difference, digits):
        difference = 0.0  # not "-0.00"
    sign = "+" if difference and difference > 0 else ""
    figures = tuple(say(value, digits) for value in values)
    change = sign + say(difference, digits)
    if word.startswith("density") and difference is not None:
        change = speech.say("points", value=sign + speech.number(difference / 10, digits))
    return FigureRow(speech.say(word), values, figures, difference, change)


def key_figures(shown: Shown) -> Element:
    """The figures in a line; of two sites as a table."""
    rows = figure_rows(shown)
    say = shown.speech.say
    if not shown.many:
        return h("dl", {"class": "facts"}, [_entry(row) for row in rows])
    heads = [say(word) for word in ("figure", "before", "after", "change")]
    cells = [[Cell(row.label), *(map(num, row.figures, row.values)), num(row.change, row.difference)] for row in rows]
    return section(shown, "sums", table(say("sums"), heads, cells))


def _entry(row: FigureRow) -> Element:
    return h("div", {}, h("dt", {}, row.label), h("dd", {}, row.figures[0]))
