"""Which node of the browser's tree a block is: our tree is the browser's, so the numbers of the children lead there."""

from typing import Any

from adlayout.article import Block
from adlayout.source import Element


def trace(block: Block) -> dict[str, Any]:
    """Child numbers from ``html`` down, names to check them by, and for a run of text its place among the children."""
    element = block.element
    way = [element, *element.ancestors()][::-1][1:]
    found: dict[str, Any] = {"path": [_number(one) for one in way], "names": [one.name for one in way], "run": None}
    if not block.start <= element.start < block.end:
        inside = _children(element)
        before = sum(child.end <= block.start for child in inside)
        found["run"] = [before, before + sum(block.start <= child.start < block.end for child in inside)]
    return found


def _children(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _number(element: Element) -> int:
    assert element.parent is not None
    return next(number for number, child in enumerate(_children(element.parent)) if child is element)


def elements_of(block: Block) -> list[Element]:
    """The elements of a block, in document order."""
    found: list[Element] = []
    stack = [block.element]
    while stack:
        element = stack.pop()
        if block.start <= element.start < block.end:
            found.append(element)
        stack.extend(reversed(_children(element)))
    return found
