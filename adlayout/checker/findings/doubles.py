"""Doubles: ids that stand once, and ad units that two slots do not share."""

import re
from collections import Counter
from collections.abc import Iterator

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.standing import Reading
from adlayout.source import Element

# How the tags of the ad servers name a unit: GPT's defineSlot, Prebid's code; attributes of AdSense and AMP.
_GPT = re.compile(r"""defineSlot\(\s*(["'])(?P<unit>.+?)\1""")
_PREBID = re.compile(r"""["']?\bcode["']?\s*:\s*(["'])(?P<unit>.+?)\1""")


# A slot that adlayout's own script fills: its id, and its unit.
_FILLED = re.compile(r'"id":"(?P<id>[^"]+)","kind":"[a-z]+","unit":"(?P<unit>(?:[^"\\]|\\.)+)"')


def ids(reading: Reading) -> Iterator[Finding]:
    """An id in an insertion stands nowhere else on the page."""
    ours = [(one, each) for one in reading.insertions for each in one.elements if each.has("id")]
    if not ours:
        return
    every = Counter(element.get("id") for element in reading.finished.select("[id]"))
    for one, element in ours:
        name = element.get("id")
        if every[name] > 1:
            message = f"id {name!r} is to stand once on the page; it stands {every[name]} times"
            yield found_at(reading.finished, (element.start, element.end), "duplicate-id", one.name, message)


def units(reading: Reading) -> Iterator[Finding]:
    """No two slots of different names ask for one ad unit. Copies of one slot may: the rule file says so."""
    first: dict[str, str] = {}
    filled = _filled(reading)
    for one in reading.insertions:
        for element in one.elements:
            for unit in (*_units(element), *filled.get(element.get("id"), ())):
                other = first.setdefault(unit, one.name)
                if other != one.name:
                    message = f"each slot is to have an ad unit of its own; {other} has {unit!r}, too"
                    yield found_at(reading.finished, (element.start, element.end), "same-unit", one.name, message)


def _filled(reading: Reading) -> dict[str, list[str]]:
    """By the id of an element, the units with which adlayout's script fills it."""
    found: dict[str, list[str]] = {}
    for one in reading.insertions:
        if one.element.name == "script":
            for told in _FILLED.finditer(one.element.node.text or ""):
                found.setdefault(told["id"], []).append(told["unit"])
    return found


def _units(element: Element) -> Iterator[str]:
    if element.name == "script":
        for sort in (_GPT, _PREBID):
            yield from (found["unit"] for found in sort.finditer(element.node.text or ""))
    elif element.name == "ins" and element.get("data-ad-slot"):
        yield f"{element.get('data-ad-client')} {element.get('data-ad-slot')}".strip()
    elif element.name == "amp-ad" and (unit := element.get("data-slot") or element.get("data-ad-slot")):
        yield unit
