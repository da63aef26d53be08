"""Labels: nothing paid stands on a page without its label as text, seen and spoken; each slot has its own name.

What is told here is told from the bytes: attributes, adlayout's own style, and names that content blockers hide.
What the page's own style sheet does is for ``check --browser``.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.standing import Reading, Standing
from adlayout.checker.style import WIDTHS, font_size
from adlayout.rulefile import Slot
from adlayout.source import Element, Text

# Their text is never read.
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "textarea",
        "title",
        "object",
        "video",
        "audio",
        "canvas",
        "select",
    ]
)
LEAST_PX = 12
"""Size of a label's text: below it not all can read it (docs/check.md)."""
_BLOCKED = Path(__file__).with_name("blocked_names.txt")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text in an insertion: what it says, the element it stands in, and what hides it (empty: nothing)."""

    text: str
    element: Element
    hidden: str


def labels(reading: Reading) -> Iterator[Finding]:
    """A slot holds its label as a run of text of its own, before anything else that is text; nothing hides it, and it
    is at least 12 px high. On a profile for which it has no size, the whole slot may be hidden.
    """
    for one in reading.standings:
        if isinstance(one.rule, Slot):
            yield from _label(reading, one, _plain(one.rule.label))


def _label(reading: Reading, one: Standing, wanted: str) -> Iterator[Finding]:
    absent = [profile for profile in WIDTHS if one.is_absent(profile)]
    runs = list(_runs(reading, one.insertion.element, "", absent))
    shown = [run for run in runs if not run.hidden]
    if shown and shown[0].text == wanted:
        yield from _small(reading, one, shown[0])
        return
    if hidden := next((run for run in runs if run.text == wanted and run.hidden), None):
        span = (hidden.element.start, hidden.element.end)
        message = f"the label {wanted!r} is to be seen and heard; {hidden.hidden} hides it"
        yield found_at(reading.finished, span, "label-hidden", one.insertion.name, message)
        return
    actual = f"its first text is {shown[0].text[:40]!r}" if shown else "it has no text"
    yield reading.found("no-label", one.insertion, f"the label {wanted!r} is to stand first; {actual}")


def _small(reading: Reading, one: Standing, run: _Run) -> Iterator[Finding]:
    for profile, width in WIDTHS.items():
        size = _size(reading, one, run, width)
        if size is not None and size < LEAST_PX:
            span = (run.element.start, run.element.end)
            message = f"the label is to be {LEAST_PX}px or larger; our style makes it {size:g}px on {profile}"
            yield found_at(reading.finished, span, "label-small", one.insertion.name, message)
            return


def _size(reading: Reading, one: Standing, run: _Run, width: int) -> float | None:
    """px by our own style; None where it leaves that to the page."""
    element: Element | None = run.element
    while element is not None:
        if (size := font_size(reading.style.of(element, width), width)) is not None:
            return size
        element = None if element is one.insertion.element else element.parent
    return None


def _runs(reading: Reading, element: Element, above: str, absent: Collection[str] = ()) -> Iterator[_Run]:
    hidden = above or _hides(reading, element, absent)
    for child in element.children:
        if isinstance(child, Text):
            if text := _plain(child.data):
                yield _Run(text, element, hidden)
        elif child.name not in _SILENT:
            yield from _runs(reading, child, hidden)


def _hides(reading: Reading, element: Element, absent: Collection[str]) -> str:
    """What of an element hides it and all that is in it, on any profile but those ``absent``; empty if nothing does."""
    for name in ("hidden", "inert"):
        if element.has(name):
            return f"the attribute {name} of <{element.name}>"
    if element.get("aria-hidden").lower() == "true":
        return f"aria-hidden of <{element.name}>"
    for profile, width in WIDTHS.items():
        if profile not in absent and (why := _unseen(reading.style.of(element, width))):
            return f"the style {why} of <{element.name}> on {profile}"
    if name := _blocked(element):
        return f"a content blocker, by the name {name!r} of <{element.name}>,"
    return ""


def _unseen(style: dict[str, str]) -> str:
    for name, values in (
        ("display", ("none",)),
        ("visibility", ("hidden", "collapse")),
        ("opacity", ("0", "0%", "0.0")),
        ("content-visibility", ("hidden",)),
        ("font-size", ("0", "0px")),
    ):
        if style.get(name, "").replace(" ", "").lower() in values:
            return f"{name}:{style[name]}"
    return ""


def _blocked(element: Element) -> str:
    """The class or id for which content blockers hide an element; empty if there is none."""
    for name in (*element.get("class").split(), *element.get("id").split()):
        words = {word.lower() for word in _WORDS.findall(name)}
        if not words.isdisjoint(_blocked_words()):
            return name
    return ""


@cache
def _blocked_words() -> frozenset[str]:
    lines = _BLOCKED.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def spoken(reading: Reading) -> Iterator[Finding]:
    """Each has an accessible name that no other insertion has; a slot's begins with its label."""
    seen: set[str] = set()
    for one in reading.standings:
        name = _plain(one.insertion.element.get("aria-label"))
        if why := _unspoken(one, name, seen):
            yield reading.found("accessible-name", one.insertion, why)
        seen.add(name)


def _unspoken(one: Standing, name: str, seen: set[str]) -> str:
    if not name:
        return "aria-label is to name it; there is none"
    if isinstance(one.rule, Slot) and not name.startswith(_plain(one.rule.label)):
        return f"aria-label is to begin with the label {one.rule.label!r}; it is {name!r}"
    return f"aria-label is to be its own; another insertion is named {name!r}" if name in seen else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
