"""The sums of a site in a handful of figures; of two sites with what changes."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from adlayout.overview.elements import h
from adlayout.overview.parts import Shown, section
from adlayout.overview.speech import Speech
from adlayout.overview.sums import Sums
from adlayout.overview.tables import Cell, num, table

_Fact = tuple[str, Callable[[Sums], "float | None"], int]
_FACTS: tuple[_Fact, ...] = (
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


def facts(shown: Shown) -> Element:
    """The sums in a line of figures; of two sites as a table."""
    rows = [(word, [value(one) for one in shown.sums], digits) for word, value, digits in _FACTS]
    say = shown.speech.say
    if shown.many:
        heads = ["", *(say(word) for word in ("before", "after", "change"))]
        return section(shown, "sums", table(say("sums"), heads, [_fact_row(shown, *row) for row in rows]))
    kept = [(word, values[0], digits) for word, values, digits in rows if values[0] or not word.startswith("n-")]
    pairs = [
        h("div", {}, h("dt", {}, say(word)), h("dd", {}, _figure(shown.speech, word, value, digits)))
        for word, value, digits in kept
    ]
    return h("dl", {"class": "facts"}, pairs)


def _fact_row(shown: Shown, word: str, values: list[float | None], digits: int) -> list[Cell]:
    speech = shown.speech
    before, after = values
    change = None if before is None or after is None else after - before
    sign = "+" if change and change > 0 else ""
    cells = [num(_figure(speech, word, value, digits), value) for value in values]
    return [Cell(speech.say(word)), *cells, num(sign + _figure(speech, word, change, digits), change)]


def _figure(speech: Speech, word: str, value: float | None, digits: int) -> str:
    if word.startswith("density"):
        return speech.percent(value, digits)
    return speech.number(value, digits)
