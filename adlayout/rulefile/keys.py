# ruff: noqa: E501  (a table: one row a key)
"""The one table of keys: validation, the JSON Schema and the documentation are made from it.

Each row: reader, JSON Schema type, one line of documentation. The default stands in ``model.py``.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from adlayout.rulefile import values
from adlayout.rulefile.model import ALLOW, ROWS


class Key(NamedTuple):
    """One key of a rule file."""

    read: Callable[[Any], Any]
    type: str
    doc: str


_LENGTHS = 'list of lengths such as "350 words", "750px mobile"; all of them hold'

_ROW = {
    **{name: f"height of {name}: {{ mobile = [px around it, px a line, characters a line] }}" for name in ROWS},
    "column": "pictures: { mobile = [px of the column, the same in a figure, 1 if pictures keep their shape] }",
    "item": "an item of a list: { mobile = [px around it, px a line, characters a line] }",
    "row": "a row of a table: { mobile = [px around it, px a line, characters a line] }",
    "figure": "a picture: { mobile = [px around it, px a line of its caption, characters a line] }",
}

TABLES: dict[str, dict[str, Key]] = {
    "": {
        "extends": Key(values.text, "string", "a preset's name, or a path relative to this file"),
        "language": Key(values.text, "string", "language of labels and explanations, as in the html tag's lang"),
    },
    "article": {
        "container": Key(values.css, "string", "CSS of the element that holds the text; left out, it is detected"),
        "ignore": Key(values.selectors, "array", "CSS of what is never counted and never cut into"),
    },
    "pages": {
        "none": Key(values.pages, "array", "path globs or CSS of pages that get nothing"),
        "no-ads": Key(values.pages, "array", "path globs or CSS of pages that get no ads"),
    },
    "limits": {
        "ads": Key(values.whole, "integer", "most ads of a page, top, end and sidebar included"),
        "boxes": Key(values.whole, "integer", "most related boxes of a page"),
        "first": Key(values.lengths, "array", f"least text before a mid-body ad: {_LENGTHS}"),
        "last": Key(values.lengths, "array", f"least text after a mid-body ad: {_LENGTHS}"),
        "least": Key(values.lengths, "array", f"least text of an article that gets mid-body ads: {_LENGTHS}"),
        "gap": Key(values.lengths, "array", f"between two ads of the flow: {_LENGTHS}"),
        "gap-related": Key(values.lengths, "array", f"between two related boxes: {_LENGTHS}"),
        "gap-between": Key(values.lengths, "array", f"between an ad and a related box: {_LENGTHS}"),
        "gap-own": Key(values.lengths, "array", f"between an ad and one that the page brings along: {_LENGTHS}"),
        "density": Key(values.density, "object", "most of the height that ads may take, per profile: { mobile = \"30%\" }"),
    },
    "weights": {
        "no-subheading": Key(values.whole, "integer", "points for a place that is not right before a subheading"),
        "beside-media": Key(values.whole, "integer", "points for a figure, gallery, embed or quote next to it"),
        "beside-list": Key(values.whole, "integer", "points for a list, table, code or box next to it"),
        "beside-short": Key(values.whole, "integer", "points for a neighbour of fewer than 50 characters"),
        "distance": Key(values.whole, "integer", "points for standing the whole text away from the wished place, falling with the square"),
        "evenness": Key(values.whole, "integer", "points for a copy that stands the whole text away from its even place, falling with the square"),
        "rung": Key(values.whole, "integer", "points for each step down the sizes"),
    },
    "heights": {
        "error": Key(values.density, "object", "per cent by which the model may be too high, per profile; density leaves that much room"),
        **{name: Key(values.row, "object", _ROW[name]) for name in ROWS},
    },
    "slot": {
        "name": Key(values.name, "string", "its name: letters, digits, \"-\"; slots of one name merge"),
        "enabled": Key(values.flag, "boolean", "false takes it out"),
        "at": Key(values.position, "string", "where: top, after-lead, mid-body, end, sidebar, before|after|first-in|last-in CSS, after paragraph 3, after heading 2, at 40%"),
        "label": Key(values.filled, "string", "the label, as text"),
        "repeat": Key(values.whole, "integer", "up to how many"),
        "sizes": Key(values.sizes, "object", "per profile, best first: { mobile = [\"300x250\"] }"),
        "html": Key(values.html, "string", "the ad's own markup, balanced"),
        "allow": Key(values.choices(*ALLOW), "array", "rules this slot lifts: " + ", ".join(ALLOW)),
        "mandatory": Key(values.flag, "boolean", "placed before anything optional"),
        "value": Key(values.whole, "integer", "points that leaving it out costs"),
        "all": Key(values.flag, "boolean", "every match of the CSS, not only the first"),
    },
    "related": {
        "name": Key(values.name, "string", "its name; boxes of one name merge"),
        "enabled": Key(values.flag, "boolean", "false takes it out"),
        "at": Key(values.position, "string", "where, as for a slot"),
        "heading": Key(values.filled, "string", "what stands before the links"),
        "form": Key(values.choice("line", "teaser", "list"), "string", "line, teaser or list"),
        "count": Key(values.whole, "integer", "how many links"),
        "links": Key(values.links, "array", "fixed links: [{ title = \"…\", url = \"/…\" }]"),
        "minimum": Key(values.share, "number", "least relevance, 0 to 1"),
        "mandatory": Key(values.flag, "boolean", "placed before anything optional"),
        "value": Key(values.whole, "integer", "points that leaving it out costs"),
        "all": Key(values.flag, "boolean", "every match of the CSS, not only the first"),
    },
}  # fmt: skip
LISTS = ("slot", "related")
