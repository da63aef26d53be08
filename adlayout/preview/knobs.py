"""What can be turned in the preview: limits and weights of a rule file, each with its range."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adlayout.errors import UsageError
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Length, Slot

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Knob:
    """One number of a rule file. ``key``: its place there, as ``limits.gap.words`` or ``slot.body.repeat``.

    ``word`` and ``unit`` are words of ``texts.toml``; ``name`` is a slot's.
    """

    key: str
    word: str
    value: int
    most: int
    step: int
    least: int = 0
    unit: str = ""
    name: str = ""


_GAPS = (("words", "", 1000, 10), ("px", "mobile", 3000, 50), ("px", "desktop", 3000, 50))
_WEIGHTS = (("no-subheading", 40), ("evenness", 200), ("distance", 200), ("beside-media", 40), ("rung", 40))


def knobs(rules: Rules) -> tuple[Knob, ...]:
    """All knobs, at what the rules say."""
    return tuple(_knobs(rules))


def _knobs(rules: Rules) -> Iterator[Knob]:
    yield Knob("limits.ads", "knob-ads", rules.limits.ads, 12, 1)
    for slot in rules.slots:
        if slot.at.kind == "mid-body":
            yield Knob(f"slot.{slot.name}.repeat", "knob-repeat", slot.repeat, 10, 1, least=1, name=slot.name)
    for unit, profile, most, step in _GAPS:
        given = _amount(rules.limits.gap, unit, profile)
        yield Knob(f"limits.gap.{profile or unit}", f"knob-gap-{profile or unit}", given, most, step, unit=unit)
    for profile in ("mobile", "desktop"):
        share = dict(rules.limits.density).get(profile, 100)
        yield Knob(f"limits.density.{profile}", f"knob-density-{profile}", share, 100, 1, unit="percent")
    for name, most in _WEIGHTS:
        weight = getattr(rules.weights, name.replace("-", "_"))
        yield Knob(f"weights.{name}", f"knob-{name}", weight, max(most, weight), 1, unit="points")


def turned(rules: Rules, wanted: Mapping[str, Any]) -> Rules:
    """The rules with some knobs at other numbers. Raises ``UsageError`` for one that is not there, or out of range."""
    known = {one.key: one for one in knobs(rules)}
    for key, value in wanted.items():
        knob = known.get(key)
        if knob is None:
            raise UsageError(f'there is no knob "{key[:60]}"; there is: {", ".join(known)}')
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or not knob.least <= value <= max(knob.most, knob.value)
        ):
            raise UsageError(f"{key}: a whole number from {knob.least} to {knob.most} is expected, not {value!r:.40}")
        rules = _turn(rules, key.split("."), value)
    return rules


def _turn(rules: Rules, key: list[str], value: int) -> Rules:
    table, name = key[0], key[1]
    if table == "slot":
        return replace(rules, slots=tuple(_repeated(one, name, value) for one in rules.slots))
    if table == "weights":
        return replace(rules, weights=replace(rules.weights, **{name.replace("-", "_"): value}))
    limits = rules.limits
    if name == "ads":
        return replace(rules, limits=replace(limits, ads=value))
    if name == "density":
        density = tuple(sorted({**dict(limits.density), key[2]: value}.items()))
        return replace(rules, limits=replace(limits, density=density))
    return replace(rules, limits=replace(limits, gap=_with(limits.gap, key[2], value)))


def _repeated(slot: Slot, name: str, value: int) -> Slot:
    return replace(slot, repeat=value) if slot.name == name else slot


def _amount(lengths: tuple[Length, ...], unit: str, profile: str) -> int:
    return next((one.amount for one in lengths if (one.unit, one.profile) == (unit, profile)), 0)


def _with(lengths: tuple[Length, ...], key: str, value: int) -> tuple[Length, ...]:
    """The lengths with one of them changed; 0 takes it out."""
    unit, profile = ("words", "") if key == "words" else ("px", key)
    new = Length(value, unit, profile)
    if any((one.unit, one.profile) == (unit, profile) for one in lengths):
        found = tuple(new if (one.unit, one.profile) == (unit, profile) else one for one in lengths)
    else:
        found = (*lengths, new)
    return tuple(one for one in found if one.amount)
