# ruff: noqa: E501  (a table: one row a key)
"""The one table of keys: validation, the JSON Schema and the documentation are made from it.

Each row: reader, JSON Schema type, one line of documentation, and for a table of its own that table's rows. The default
stands in ``model.py``.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from adlayout.rulefile import tags, values
from adlayout.rulefile.model import ALLOW, FACTS, KINDS, ROWS, When


class Key(NamedTuple):
    """One key of a rule file. ``type`` may name two, joined by "|"; ``of`` holds the rows of a table in a table."""

    read: Callable[[Any], Any]
    type: str
    doc: str
    of: "Mapping[str, Key] | None" = None


_LENGTHS = 'list of lengths such as "350 words", "750px mobile"; all of them hold'

_EITHER = "string|array"

WHEN: dict[str, Key] = {
    "section": Key(values.several(values.word), _EITHER, "the article's section (article:section) is one of these; capitals do not count"),
    "not-section": Key(values.several(values.word), _EITHER, "it is none of these"),
    "tag": Key(values.several(values.word), _EITHER, "one of the article's tags (article:tag) is one of these; capitals do not count"),
    "not-tag": Key(values.several(values.word), _EITHER, "none is"),
    "language": Key(values.several(values.word), _EITHER, "the page's language (the html tag's lang) is one of these; \"de\" takes de-AT, too"),
    "not-language": Key(values.several(values.word), _EITHER, "it is none of these"),
    "path": Key(values.several(values.glob), _EITHER, "the path of the page's address matches one of these globs (* and ** match everything, \"/\" too)"),
    "not-path": Key(values.several(values.glob), _EITHER, "it matches none of these"),
    "has": Key(values.several(values.css), _EITHER, "an element of the page matches one of these CSS selectors"),
    "not-has": Key(values.several(values.css), _EITHER, "none does"),
    "words": Key(values.amounts, _EITHER, "length of the article in words: \">= 600\", or both ends: [\">= 300\", \"< 1200\"]"),
    "published": Key(values.dates, _EITHER, "day of publication that the page names: \">= 2024-01-31\", or both ends; a page that names none is left out"),
}  # fmt: skip


def _when(given: Mapping[str, Any]) -> When:
    return When(**{key.replace("-", "_"): value for key, value in given.items()})


PICTURE: dict[str, Key] = {
    "src": Key(tags.plain_address, "string", "its address"),
    "link": Key(tags.plain_address, "string", "where it leads"),
    "alt": Key(values.filled, "string", "what it says, in words; needed with a link"),
}
POLITICAL: dict[str, Key] = {
    "sponsor": Key(values.filled, "string", "who pays for it"),
    "notice": Key(tags.plain_address, "string", "address of its transparency notice"),
}
_FACTS = ", ".join(f"{{{fact}}}" for fact in FACTS)

_CONDITION = Key(
    _when, "object", 'the pages it goes on, every key must hold: { section = "sport", words = ">= 600" }', WHEN
)
_ALL = "every match of the CSS position and not only the first, as far as the limits allow"
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
        "evenness": Key(values.whole, "integer", "points for a copy that stands one even gap away from its even place, falling with the square"),
        "rung": Key(values.whole, "integer", "points for each step down the sizes"),
        "speaks": Key(values.whole, "integer", "points for a related box where no text speaks of its article, less the more the text beside it does"),
    },
    "ads": {
        "consent": Key(values.choice("off", "tcf", "inert"), "string", "what ads wait for: off, nothing; tcf, consent by __tcfapi; inert, a consent tool that sets the script going"),
        "inert": Key(tags.attributes(("type", "nonce", "src")), "object", "attributes by which the consent tool knows the script; left out, those of the common tools"),
        "adsense": Key(tags.adsense, "string", "AdSense's client, \"ca-pub-…\""),
        "prebid": Key(tags.plain_address, "string", "address of the site's own build of Prebid.js"),
    },
    "index": {
        "half-life": Key(values.whole, "integer", "days between two articles after which what nearness in time adds is halved; 0: time counts nothing"),
        "languages": Key(values.texts, "array", "only articles in these languages (\"de\" takes de-AT, too); left out, each language by itself"),
        "banned": Key(values.pages, "array", "path globs or CSS of pages that are never recommended"),
    },
    "heights": {
        "error": Key(values.density, "object", "per cent by which the model may be too high, per profile; density leaves that much room"),
        **{name: Key(values.row, "object", _ROW[name]) for name in ROWS},
    },
    "slot": {
        "name": Key(values.name, "string", "its name: letters, digits, \"-\"; slots of one name merge"),
        "enabled": Key(values.flag, "boolean", "false takes it out"),
        "at": Key(values.position, "string", "where: top, after-lead, mid-body, end, sidebar, before|after|first-in|last-in CSS, after paragraph 3, after heading 2, at 40%"),
        "label": Key(values.filled, "string", "the label, as text; left out, the word of the file's language"),
        "repeat": Key(values.copies, "integer", "up to how many: spread over the text, or in the sidebar as far as the article reaches down beside it"),
        "sizes": Key(values.sizes, "object", "per profile, best first: { mobile = [\"300x250\"] }; with sizes for one profile the other does not show it"),
        "kind": Key(values.choice(*KINDS), "string", "what fills it, and which of the keys below it takes: " + ", ".join(KINDS) + " (docs/slots.md)"),
        "html": Key(values.html, "string", "html, house: the ad's own markup, balanced"),
        "unit": Key(tags.unit, "string", "gpt, prebid: Ad Manager's ad unit, \"/1234/magazin/text\"; adsense: the ad unit's number"),
        "keys": Key(tags.key_values, "object", f"gpt, prebid: key values, texts or lists, or facts of the page: {_FACTS}"),
        "bidders": Key(tags.bidders, "array", "prebid: [{ bidder = \"…\", params = { … } }]"),
        "src": Key(tags.path, "string", f"esi, ssi: what the server includes, from the root of the site; may hold {_FACTS}"),
        "picture": Key(tags.picture, "object", "house: a picture with a link, in the slot's size", PICTURE),
        "fallback": Key(values.html, "string", "markup that stands in the slot until an ad comes: without consent, without scripts, where none is to be had"),
        "amp": Key(tags.facts(tags.attributes(("width", "height"))), "object", "attributes of the amp-ad on AMP pages, { type = \"…\" }; gpt, prebid and adsense have their own"),
        "political": Key(tags.political, "object", "a political ad: its label, sponsor and notice as Regulation (EU) 2024/900 wants them", POLITICAL),
        "allow": Key(values.allow, "array", "rules this slot lifts: " + ", ".join(ALLOW)),
        "mandatory": Key(values.flag, "boolean", "placed before anything optional"),
        "value": Key(values.whole, "integer", "points that leaving it out costs"),
        "all": Key(values.flag, "boolean", _ALL),
        "when": _CONDITION,
    },
    "related": {
        "name": Key(values.name, "string", "its name; boxes of one name merge"),
        "enabled": Key(values.flag, "boolean", "false takes it out"),
        "at": Key(values.position, "string", "where, as for a slot"),
        "heading": Key(values.filled, "string", "what stands before the links; left out, \"Lesen Sie auch\" in the page's language"),
        "form": Key(values.choice("line", "teaser", "list"), "string", "line, teaser or list"),
        "template": Key(values.filled, "string", "a file of the site's own markup for it, beside the rule file: a Jinja template (docs/related.md); form counts nothing then"),
        "count": Key(values.copies, "integer", "how many links"),
        "links": Key(values.links, "array", "fixed links: [{ title = \"…\", url = \"/…\" }]; without them the page's own system (JSON-LD relatedLink, <link rel=related>) and the related index choose"),
        "minimum": Key(values.share, "number", "least relevance of what the index chooses, 0 to 1; 0 always fills"),
        "older": Key(values.flag, "boolean", "only articles that are not newer than the page"),
        "pinned": Key(values.texts, "array", "addresses or paths of articles that come first, as far as the index knows them"),
        "banned": Key(values.globs, "array", "path globs of articles that this box never links"),
        "mandatory": Key(values.flag, "boolean", "placed before anything optional"),
        "value": Key(values.whole, "integer", "points that leaving it out costs"),
        "all": Key(values.flag, "boolean", _ALL),
        "when": _CONDITION,
    },
}  # fmt: skip
LISTS = ("slot", "related")
