"""The tree: a browser builds that of the page without insertions, and each insertion stands between its neighbours."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.standing import Reading
from adlayout.source import Element, Page, place


def parents(reading: Reading) -> Iterator[Finding]:
    """What the page without insertions says of the place is what the finished page shows."""
    for one in reading.insertions:
        if one.of_the_head:
            continue
        expected, parent = place(reading.page, one.offset), one.element.parent
        if expected is None:
            yield reading.found("unsure", one, "every browser is to build the same here; the markup is repaired here")
        elif parent is None or (parent.name, parent.start) != (
            expected.parent.name,
            _forward(reading, expected.parent.start),
        ):
            actual = "nothing" if parent is None else f"<{parent.name}>"
            yield reading.found("tree", one, f"is to be a child of <{expected.parent.name}>; it is one of {actual}")


def same(reading: Reading) -> Iterator[Finding]:
    """Element by element: name, place and parent."""
    actual, expected = _shape(reading.finished, reading), _shape(reading.page, None)
    if actual == expected:
        return
    number = next((i for i, (a, b) in enumerate(zip(actual, expected, strict=False)) if a != b), len(expected))
    if number < len(actual):
        name, start, _ = actual[number]
        where, what = _forward(reading, start), f"<{name}>"
    else:
        where, what = len(reading.finished.data), "the end of the page"
    wanted = f"<{expected[number][0]}>" if number < len(expected) else "the end of the page"
    message = f"without insertions there is to be {wanted} here; there is {what}, or it is the child of another"
    before = [one.name for one in reading.insertions if one.element.start <= where]
    yield found_at(reading.finished, (where, where), "tree", before[-1] if before else "", message)


def _shape(page: Page, reading: Reading | None) -> list[tuple[str, int, int]]:
    """Name, start and the parent's start of each element, those of insertions left out, as offsets without them."""
    elements = page.elements
    if reading is None:
        return [(e.name, e.start, e.parent.start if e.parent else -1) for e in elements]
    spans = [one.span for one in reading.insertions]
    edges = [edge for span in spans for edge in span]
    taken = [0]
    for start, end in spans:
        taken += [taken[-1], taken[-1] + end - start]
    return [
        (e.name, e.start - taken[number], _start(e.parent, edges, taken))
        for e in elements
        if not (number := bisect_right(edges, e.start)) % 2
    ]


def _start(element: Element | None, edges: list[int], taken: list[int]) -> int:
    return -1 if element is None else element.start - taken[bisect_right(edges, element.start)]


def _forward(reading: Reading, offset: int) -> int:
    """An offset of the page without insertions in the finished page, behind what was inserted there."""
    found = reading.insertions[: bisect_left([one.offset for one in reading.insertions], offset + 1)]
    return offset + sum(end - start for start, end in (one.span for one in found))
