"""Labels: nothing paid stands on a page without its label as text, and each slot has a name of its own."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading, Standing
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


def labels(reading: Reading) -> Iterator[Finding]:
    """A slot holds its label as a run of text of its own, not hidden, before anything else that is text."""
    for one in reading.standings:
        if isinstance(one.rule, Slot):
            wanted = _plain(one.rule.label)
            texts = list(_texts(one.insertion.element))
            if texts[:1] != [wanted]:
                actual = f"its first text is {texts[0][:40]!r}" if texts else "it has no text"
                yield reading.found("no-label", one.insertion, f"the label {wanted!r} is to stand first; {actual}")


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


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text):
            if text := _plain(child.data):
                yield text
        elif child.name not in _SILENT and not _is_hidden(child):
            yield from _texts(child)


def _is_hidden(element: Element) -> bool:
    style = element.get("style").lower().replace(" ", "")
    return (
        element.has("hidden")
        or element.get("aria-hidden").lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
