"""The parts of the page that tell what other rules change."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from adlayout.overview.changes import KINDS, Changes, Example
from adlayout.overview.elements import h
from adlayout.overview.parts import Shown, section
from adlayout.overview.speech import Speech
from adlayout.overview.tables import Cell, bar, num, table


def kinds(shown: Shown, changes: Changes) -> Element:
    """How many pages change how."""
    speech = shown.speech
    whole = changes.kinds.total()
    rows = [_kind(speech, kind, changes.kinds[kind], whole) for kind in (*KINDS, "same") if changes.kinds[kind]]
    heads = [speech.say(word) for word in ("how", "pages", "share")]
    return section(shown, "changes", table(speech.say("changes"), heads, rows))


def _kind(speech: Speech, kind: str, many: int, whole: int) -> list[Cell]:
    share = bar(many / whole, speech.percent(1000 * many / whole, 1))
    return [Cell(speech.say(kind)), num(speech.number(many), many), Cell(share, many)]


def names(shown: Shown, changes: Changes) -> Element:
    """On how many pages each slot and box comes or goes."""
    speech = shown.speech
    rows = [
        [Cell(name), *(num(speech.number(many), many) for many in (changes.gained[name], changes.lost[name]))]
        for name in sorted({*changes.gained, *changes.lost})
    ]
    heads = [speech.say(word) for word in ("name", "comes", "goes")]
    return section(shown, "comes-and-goes", table(speech.say("comes-and-goes"), heads, rows))


def examples(shown: Shown, changes: Changes) -> Element:
    """The pages that change most, in one table to be sorted."""
    speech = shown.speech
    rows = [_row(speech, one) for one in _listed(changes)]
    said = speech.say("listed", shown=speech.number(len(rows)), all=speech.number(changes.changed))
    if not rows:
        return section(shown, "examples", h("p", {}, speech.say("changes-none")))
    heads = [speech.say("page"), speech.say("how"), speech.say("insertions")]
    for profile in ("phone", "desktop"):
        heads += [f"{speech.say(profile)} ({speech.say(which)})" for which in ("before", "after")]
    return section(
        shown, "examples", h("p", {"class": "quiet"}, said), table(speech.say("examples"), heads, rows, find=True)
    )


def _listed(changes: Changes) -> Iterator[Example]:
    for kind in KINDS:
        yield from changes.examples(kind)


def _row(speech: Speech, one: Example) -> list[Cell]:
    names = [*(f"+ {name}" for name in one.gained), *(f"− {name}" for name in one.lost)]
    chips = [h("span", {"class": "chip fine" if name[0] == "+" else "chip failed"}, name) for name in names]
    said = one.reason if one.change == "fails" else speech.say(one.change)
    what = h("span", {"class": "chips"}, chips or [h("span", {"class": "chip"}, said)])
    before, after = one.insertions
    shares = []
    for profile in (0, 1):
        for side in one.density:
            value = side[profile] if side else None
            shares.append(num(speech.percent(value, 1), value))
    return [Cell(one.page), Cell(what, one.size[0]), num(f"{before} → {after}", after - before), *shares]
