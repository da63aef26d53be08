"""A block on its way: what the flow found, before it is known what it is within the whole."""

from dataclasses import dataclass, field

from adlayout.article.text import collapse, gather
from adlayout.source import Element, Page

Node = Element | tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One block to be. ``nodes`` is what it consists of, ``links`` the characters of its text inside
    links."""

    kind: str
    element: Element
    start: int
    end: int
    nodes: list[Node]
    text: str = ""
    links: int = 0
    level: int = 0
    hints: frozenset[str] = field(default_factory=frozenset)
    whole: bool = True


def of_element(page: Page, kind: str, element: Element, level: int = 0) -> Draft:
    """The draft of an element that is a block as a whole."""
    nodes: list[Node] = [element]
    return Draft(kind, element, element.start, element.end, nodes, gather(page, nodes), link_chars(page, nodes), level)


def link_chars(page: Page, nodes: list[Node]) -> int:
    """Characters of text inside of links."""
    return sum(_link_chars(page, node) for node in nodes if not isinstance(node, tuple))


def _link_chars(page: Page, element: Element) -> int:
    if element.name == "a":
        return len(gather(page, [element]))
    return sum(_link_chars(page, child) for child in element.children if not isinstance(child, tuple))


def descendants(element: Element) -> list[Element]:
    """All elements inside of ``element``, in document order."""
    found: list[Element] = []
    stack = [c for c in reversed(element.children) if not isinstance(c, tuple)]
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(c for c in reversed(node.children) if not isinstance(c, tuple))
    return found


def run_text(page: Page, run: tuple[int, int]) -> str:
    """The collapsed text of one run."""
    return collapse(page.text(*run))
