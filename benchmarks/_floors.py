"""The pinned floors of ``floors.toml``: what a measurement may not fall below, and the digest of what it was made on.

A part of the file is a table: ``digest`` (SHA-256 of the inputs), ``floors`` and ``ceilings`` (a metric's name and its
worst allowed value), and ``sway``, by what share a measured time may be off (0 if it is left out). The file says which
metrics are held: a metric that it does not name is not looked at.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

DIGITS = 3
"""Decimals of a pinned value, and those at which two values are compared: beyond them machines differ."""


@dataclass(frozen=True)
class Measured:
    """What a part measured now: the digest of its inputs, and its metrics."""

    digest: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class Compared:
    """The verdict on a part: what is worse or better than pinned, as ``(table, metric, pinned, value)``.

    ``wrong`` says what keeps the numbers from being compared: another digest, a metric that was not measured.
    """

    wrong: tuple[str, ...] = ()
    worse: tuple[tuple[str, str, float, float], ...] = ()
    better: tuple[tuple[str, str, float, float], ...] = ()
    other_digest: bool = False

    @property
    def passed(self) -> bool:
        return not self.wrong and not self.worse

    def lines(self) -> list[str]:
        """What to print, the reasons to fail first."""
        told = [f"FAILED  {one}" for one in self.wrong]
        for title, found in (("WORSE", self.worse), ("better", self.better)):
            told += [f"{title:<7} {name}: {value:g}, its {table[:-1]} is {pin:g}" for table, name, pin, value in found]
        return told


def digest(inputs: Iterable[bytes]) -> str:
    """One digest over all inputs, in their order and with their lengths."""
    made = hashlib.sha256()
    for one in inputs:
        made.update(b"%d:" % len(one) + one)
    return made.hexdigest()


def compare(pinned: Mapping[str, Any], measured: Measured) -> Compared:
    """Judges a measurement by the pinned part."""
    wrong, worse, better = [], [], []
    other = pinned.get("digest", "") != measured.digest
    if other:
        was, now = pinned.get("digest", "")[:12] or "nothing", measured.digest[:12]
        wrong.append(f"measured on other inputs than the floors: {now}, they on {was}; look, then pin anew by --lower")
    for table, sign in (("floors", 1), ("ceilings", -1)):
        for metric, pin in pinned.get(table, {}).items():
            if metric not in measured.values:
                wrong.append(f"{metric} has a {table[:-1]}, but was not measured")
                continue
            value = round(measured.values[metric], DIGITS)
            gain, room = round(sign * (value - pin), DIGITS), round(abs(pin) * pinned.get("sway", 0), DIGITS)
            if gain < -room:
                worse.append((table, metric, float(pin), value))
            elif gain > room:
                better.append((table, metric, float(pin), value))
    return Compared(tuple(wrong), tuple(worse), tuple(better), other)


def pin(part: Any, measured: Measured, *, lift: bool, lower: bool) -> Compared:
    """Writes measured values into the part, and says what is left to complain of.

    ``lift`` pins what is better, ``lower`` what is worse; on other inputs than before ``lower`` alone pins, and all.
    """
    found = compare(part, measured)
    if found.other_digest and not lower:
        return found
    lift |= found.other_digest
    for table, metric, _, value in (*(found.better if lift else ()), *(found.worse if lower else ())):
        part[table][metric] = value
    part["digest"] = measured.digest
    return compare(part, measured)
