"""Names and elements: everything that is marked stands in the rule file and is what its name says."""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading
from adlayout.rulefile import Slot


def names(reading: Reading) -> Iterator[Finding]:
    """A slot is an ``aside``, a box a ``nav``; what no rule names is nobody's."""
    for one in reading.insertions:
        rule = reading.by_name.get(one.name)
        if one.of_the_head:
            continue
        if rule is None:
            known = ", ".join(reading.by_name) or "none"
            yield reading.found("unknown-name", one, f"the rule file has no slot or box {one.name!r}; it has: {known}")
        elif one.element.name != (wanted := "aside" if isinstance(rule, Slot) else "nav"):
            yield reading.found("wrong-element", one, f"is to be <{wanted}>; it is <{one.element.name}>")


def styles(reading: Reading) -> Iterator[Finding]:
    """Styles and scripts stand once, in the head, and only where something was inserted."""
    head = [one for one in reading.insertions if one.of_the_head]
    seen: set[tuple[str, str]] = set()
    for one in head:
        if (one.element.name, one.name) in seen:
            yield reading.found("style", one, f"<{one.element.name}> is to stand once; it is there again")
        seen.add((one.element.name, one.name))
        parent = one.element.parent
        if parent is None or parent.name != "head":
            where = "nothing" if parent is None else f"<{parent.name}>"
            yield reading.found("style", one, f"<{one.element.name}> is to stand in <head>; it stands in {where}")
        if len(head) == len(reading.insertions):
            yield reading.found("style", one, f"<{one.element.name}> is there for nothing: no insertion is on the page")
