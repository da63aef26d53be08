"""The tree: a browser builds that of the page without insertions, and each insertion stands between its neighbours."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.standing import Reading
from adlayout.source import Element, place

_START = attrgetter("start")


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
    actual, where = _without_insertions(reading)
    expected = _shape(reading.page.elements, {})
    if actual == expected:
        return
    rows = [[*zip(*shape, strict=True)] for shape in (actual, expected)]
    number = next((i for i, (a, b) in enumerate(zip(*rows, strict=False)) if a != b), min(map(len, rows)))
    at = where[number] if number < len(where) else len(reading.finished.data)
    what, wanted = (f"<{row[number][0]}>" if number < len(row) else "the end of the page" for row in rows)
    message = f"without insertions there is to be {wanted} here; there is {what}, or it is the child of another"
    before = [one.name for one in reading.insertions if one.element.start <= at]
    yield found_at(reading.finished, (at, at), "tree", before[-1] if before else "", message)


# Names, starts and the parents' starts of elements.
_Shape = tuple[list[str], list[int], list[int]]


def _shape(elements: list[Element], moved: dict[int, int]) -> _Shape:
    """``moved``: where the starts lie without insertions, if that is elsewhere."""
    parents = [element.parent.start if element.parent else -1 for element in elements]
    if not moved:
        return [element.name for element in elements], [*map(_START, elements)], parents
    starts = [moved[element.start] for element in elements]
    return [element.name for element in elements], starts, [moved.get(parent, -1) for parent in parents]


def _without_insertions(reading: Reading) -> tuple[_Shape, list[int]]:
    """The shape of the finished page's other elements as offsets of the page without insertions, and their starts."""
    elements = sorted(reading.finished.elements, key=_START)
    in_order = elements == reading.finished.elements
    starts = [*map(_START, elements)]
    kept: list[Element] = []
    moved: dict[int, int] = {}
    done = taken = 0
    for start, end in (*(one.span for one in reading.insertions), (len(reading.finished.data) + 1, 0)):
        stop = bisect_left(starts, start)
        kept += elements[done:stop]
        moved.update((here, here - taken) for here in starts[done:stop])
        done, taken = bisect_left(starts, end), taken + end - start
    if not in_order:
        chosen = set(kept)
        kept = [element for element in reading.finished.elements if element in chosen]
    return _shape(kept, moved), [*map(_START, kept)]


def _forward(reading: Reading, offset: int) -> int:
    """An offset of the page without insertions in the finished page, behind what was inserted there."""
    found = reading.insertions[: bisect_left([one.offset for one in reading.insertions], offset + 1)]
    return offset + sum(end - start for start, end in (one.span for one in found))
