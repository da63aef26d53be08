"""Which pages deserve a person's look, and how much: said by fixed words, and a weight to put them in order."""

from adlayout.builder.figures import Figures
from adlayout.builder.model import Outcome

DENSE, UNEVEN = 0.9, 0.5
"""From here on a page is dense (share of the limit) or uneven (variation of its gaps; first fit has .52)."""
WEIGHTS = {"failed": 20, "passed": 6, "out": 3, "unsure": 2, "dense": 4, "uneven": 4, "warning": 3}
"""How much each reason counts for the order of a list: what a person can mend counts most. Our own choice."""
QUIET = frozenset(["excluded", "no-article"])
"""Pages that are left alone on purpose: an imprint, a list of articles."""
MEANT = frozenset(["no-article", "condition", "no-ads", "no-links"])
"""Insertions left out as the rule file wants it, or because the page is none for them."""
Why = tuple[tuple[str, int], ...]


def why(status: str, reason: str | None, out: int, warnings: int, numbers: Figures | None) -> Why:
    """Pairs of a word and a count. ``out``: insertions left out that are not ``MEANT`` to be."""
    known = numbers or Figures()
    counts = {
        "failed": int(status == "failed"),
        "passed": int(status == "passed" and reason not in QUIET),
        "out": 0 if status in ("passed", "failed") else out,
        "unsure": known.unsure,
        "dense": sum(1 for a, limit in zip(known.density, known.limit, strict=True) if a and a >= DENSE * limit),
        "uneven": int((known.uneven or 0) >= UNEVEN),
        "warning": warnings,
    }
    return tuple((word, count) for word, count in counts.items() if count)


def weight(found: Why) -> int:
    """What the reasons add up to."""
    return sum(WEIGHTS[word] * count for word, count in found)


def why_of(one: Outcome) -> Why:
    """The same of a page of a build."""
    out = sum(1 for _, reason in one.left_out if reason not in MEANT)
    warnings = 0 if one.reason in QUIET else len(one.warnings)
    # A page that is up to date came out as it is remembered: unchanged where there is a reason for it.
    status = one.status if one.status != "up-to-date" else "passed" if one.reason else "finished"
    return why(status, one.reason, out, warnings, one.figures)
