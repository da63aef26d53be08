"""How many insertions a page may carry: of each name, of ads, of boxes."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading, Standing
from adlayout.rulefile import Related, Slot


def counts(reading: Reading) -> Iterator[Finding]:
    """Each insertion beyond what is allowed is a finding."""
    limits = reading.rules.limits
    ads = [one for one in reading.standings if one.is_ad]
    boxes = [one for one in reading.standings if not one.is_ad]
    yield from _beyond(reading, ads, limits.ads, "[limits] ads")
    yield from _beyond(reading, boxes, limits.boxes, "[limits] boxes")
    for name, rule in reading.by_name.items():
        found = [one for one in reading.standings if one.insertion.name == name]
        if found:
            yield from _beyond(reading, found, _most(reading, rule), f"[{_table(rule)}] {name}")


def _beyond(reading: Reading, found: list[Standing], most: int, key: str) -> Iterator[Finding]:
    for one in found[most:]:
        yield reading.found("count", one.insertion, f"{key}: at most {most}; there are {len(found)}")


def _table(rule: Slot | Related) -> str:
    return "slot" if isinstance(rule, Slot) else "related"


def _most(reading: Reading, rule: Slot | Related) -> int:
    copies = rule.repeat if isinstance(rule, Slot) else 1
    return copies * len(reading.page.select(rule.at.css)) if rule.all and rule.at.css else copies
