"""What a browser showed of a finished page's slots, judged: the page's own style sheet has its say here.

The browser is asked elsewhere (``measure``); this room gets plain rows.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from adlayout.checker.finding import Finding
from adlayout.checker.standing import LABEL_LINE, Reading, Standing
from adlayout.rulefile import Slot

# Least px of text and least contrast (WCAG 2.2, 1.4.3); px of the label's line.
_SIZE, _CONTRAST = 12, 4.5
# Layouts of fractions of a px round down.
_SLACK = 0.5

Row = dict[str, Any]


def wanted(reading: Reading) -> list[str | None]:
    """The label to look for in each marked element of the page, in document order; None: none."""
    rules = (reading.by_name.get(one.name) for one in reading.insertions)
    return [" ".join(rule.label.split()) if isinstance(rule, Slot) else None for rule in rules]


def seen(reading: Reading, rows: Iterable[Row]) -> tuple[Finding, ...]:
    """A finding for each slot, profile and rule; one that both colour schemes have is told once."""
    standings = {id(one.insertion): one for one in reading.standings}
    told: dict[tuple[int, str, str], list[tuple[str, str]]] = {}
    for row in rows:
        one = standings[id(reading.insertions[row["nth"]])]
        for rule, message in _wrong(one, row):
            told.setdefault((row["nth"], rule, row["profile"]), []).append((row["scheme"], message))
    return tuple(
        reading.found(rule, reading.insertions[nth], f"on {profile}{_scheme(said)}, {said[0][1]}")
        for (nth, rule, profile), said in sorted(told.items())
    )


def _scheme(said: list[tuple[str, str]]) -> str:
    return f" in {said[0][0]}" if len(said) == 1 else ""


def _wrong(one: Standing, row: Row) -> Iterator[tuple[str, str]]:
    if one.is_absent(row["profile"]) and not row.get("height"):
        return
    if row["column"]:
        yield "column-hidden", f"the page hides what the slot stands in ({row['column']}): its ad is paid and not seen"
        return
    label = " ".join(one.rule.label.split()) if isinstance(one.rule, Slot) else ""
    if row["unseen"]:
        yield "label-unseen", f"the label {label!r} is to be seen; it is {row['unseen']}"
    elif row["size"] < _SIZE:
        yield "label-size", f"the label is to be {_SIZE}px or larger; it is {row['size']:g}px"
    elif row["contrast"] is not None and row["contrast"] < _CONTRAST:
        yield "label-contrast", f"the label's contrast is to be {_CONTRAST}:1 or more; it is {row['contrast']:.1f}:1"
    if why := _unheard(label, row):
        yield "label-unspoken", why
    smallest = one.least(row["profile"])
    least = LABEL_LINE + smallest
    if smallest and row["height"] + _SLACK < least:
        yield "space-lost", f"{least}px are to be kept free for the smallest ad; the slot is {row['height']:g}px high"


def _unheard(label: str, row: Row) -> str:
    if label not in [" ".join(text.split()) for text in row["spoken"]]:
        return f"the label {label!r} is to be in the accessibility tree; it is not"
    if row["role"] != "complementary" or not row["name"].startswith(label):
        actual = f"{row['role'] or 'nothing'} {row['name']!r}"
        return f"the slot is to be a landmark whose name begins with {label!r}; it is {actual}"
    return ""
