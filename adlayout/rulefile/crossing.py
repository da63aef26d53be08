"""What the keys of a slot ask of each other and of the whole file: found after all files of a rule file are merged."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from adlayout.rulefile import labels
from adlayout.rulefile.model import KEYS

# Which kinds take a key at all, and which cannot be without it.
_TAKEN_BY = {
    "html": ("html", "house"),
    "unit": ("gpt", "prebid", "adsense"),
    "keys": ("gpt", "prebid"),
    "bidders": ("prebid",),
    "src": ("esi", "ssi"),
    "picture": ("house",),
    "fallback": ("html", "gpt", "prebid", "adsense"),
}
_NEEDED_BY = {
    "gpt": ("unit", "sizes"),
    "prebid": ("unit", "sizes", "bidders"),
    "adsense": ("unit", "sizes"),
    "esi": ("src",),
    "ssi": ("src",),
}
_EXAMPLES = {
    "unit": 'unit = "/1234/magazin/text"',
    "sizes": 'sizes = { mobile = ["300x250"], desktop = ["728x90"] }',
    "bidders": 'bidders = [{ bidder = "…", params = { … } }]',
    "src": 'src = "/werbung/{name}"',
}
# Of [ads], what a kind needs.
_OF_SITE = {"prebid": 'prebid = "/js/prebid.js"', "adsense": 'adsense = "ca-pub-…"'}

Problem = tuple[str, str]


def problems(slot: Mapping[str, Any], ads: Mapping[str, Any], language: str) -> Iterator[Problem]:
    """Pairs of the key that is wrong ("" for the slot as a whole) and what is wrong and what to do."""
    kind = slot.get("kind", "html")
    for key, kinds in _TAKEN_BY.items():
        if slot.get(key) not in (None, "", (), KEYS) and kind not in kinds:
            whose = " and ".join(f'"{one}"' for one in kinds)
            yield key, f'{key} belongs to kind {whose}, and this slot is of kind "{kind}"; take one of them out'
    for key in _NEEDED_BY.get(kind, ()):
        if not slot.get(key):
            example = 'unit = "1234567890"' if (kind, key) == ("adsense", "unit") else _EXAMPLES[key]
            yield "kind", f'kind "{kind}" needs {key}: add {example}'
    yield from _units(slot, kind)
    if kind == "house" and not (slot.get("html") or slot.get("picture")):
        yield (
            "kind",
            'kind "house" needs html or a picture: add picture = { src = "/bild.png", link = "/abo/", alt = "…" }',
        )
    if slot.get("html") and slot.get("picture"):
        yield "picture", "html and picture: a slot has one or the other"
    if kind in _OF_SITE and not ads.get(kind):
        yield "kind", f'kind "{kind}" needs {kind} in [ads]: add {_OF_SITE[kind]} there'
    if "type" not in dict(slot.get("amp") or (("type", ""),)):
        yield "amp", 'amp: an amp-ad needs its network: type = "doubleclick", or another'
    yield from _label(slot, kind, language)


def doubled(slot: Mapping[str, Any], slots: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """Ids in a slot's own markup that would stand twice on a page: in its copies, or in another of the ``slots``."""
    copied = slot.get("repeat", 1) > 1 or slot.get("all")
    for key in ("html", "fallback"):
        for name in _ids(slot, key):
            if copied:
                what = f'{key}: id="{name}" would stand in every copy, and an id stands once'
                yield key, f"{what}; write a class instead"
            elif other := next(
                (one["name"] for one in slots if one["name"] != slot["name"] and _holds(one, name)), None
            ):
                yield key, f'{key}: id="{name}" stands in the slot "{other}", too; give each its own id'


def _holds(slot: Mapping[str, Any], name: str) -> bool:
    return name in _ids(slot, "html") | _ids(slot, "fallback")


def _ids(slot: Mapping[str, Any], key: str) -> frozenset[str]:
    from adlayout.source import fragment_ids

    markup = slot.get(key) or ""
    return fragment_ids(markup) if "id" in markup.lower() else frozenset()


def misplaced(item: Mapping[str, Any], slots: Collection[str]) -> Iterator[Problem]:
    """The same of where a slot or box stands and what it is called; ``slots``: names that a box may not have."""
    if "at" not in item:
        yield "name", f'"{item["name"]}" has no place: add at = "mid-body", or another position'
    elif item.get("all") and not item["at"].css:
        yield (
            "all",
            f'all = true asks for every match of a CSS position, and "{item["at"]}" is none; write at = "after CSS", '
            "or take all out",
        )
    if item["name"] in slots:
        yield "name", f'there is a [[slot]] called "{item["name"]}", too; give each its own name'


def _units(slot: Mapping[str, Any], kind: str) -> Iterator[Problem]:
    unit = slot.get("unit", "")
    if unit and kind in ("gpt", "prebid") and not unit.startswith("/"):
        yield "unit", f'unit: "{unit}" is AdSense\'s; kind "{kind}" has a path: {_EXAMPLES["unit"]}'
    if unit.startswith("/") and kind == "adsense":
        yield "unit", f'unit: "{unit}" is Ad Manager\'s; kind "adsense" has a number: unit = "1234567890"'


def _label(slot: Mapping[str, Any], kind: str, language: str) -> Iterator[Problem]:
    if "label" not in slot:
        return
    words = labels.accepted(language, kind, political="political" in slot)
    political = labels.accepted(language, political=True)
    if "political" not in slot and political and labels.is_accepted(slot["label"], political):
        yield "label", 'label: a political ad names who pays: add political = { sponsor = "…", notice = "/…" }'
    elif not labels.is_accepted(slot["label"], words):
        known = ", ".join(f'"{word}"' for word in words)
        what = "an ad is political" if "political" in slot else "it is paid for"
        where = f'AdSense in "{language}"' if kind == "adsense" else f'language "{language}"'
        yield (
            "label",
            f'label: "{slot["label"]}" does not say that {what} ({where}); write one of {known}, or leave it out',
        )
