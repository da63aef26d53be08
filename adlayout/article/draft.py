"""A block on its way: what the flow found, before it is known what it is within the whole."""

from dataclasses import dataclass, field

from adlayout.article.text import gather
from adlayout.source import Element, Text

Node = Element | Text


@dataclass(slots=True)
class Draft:
    """One block to be. ``nodes`` is what it consists of, ``links`` the characters of its text inside links; ``whole``
    tells that it is all that ``element`` holds.
    """

    kind: str
    element: Element
    nodes: list[Node]
    text: str = ""
    links: int = 0
    level: int = 0
    hints: frozenset[str] = field(default_factory=frozenset)
    whole: bool = True
    first: Node = field(init=False)
    last: Node = field(init=False)

    def __post_init__(self) -> None:
        self.first, self.last = (self.element, self.element) if self.whole else (self.nodes[0], self.nodes[-1])

    @property
    def start(self) -> int:
        """Offset where it begins."""
        return self.first.start

    @property
    def end(self) -> int:
        """Offset where it ends."""
        return self.last.end

    def within(self, *names: str) -> list[Element]:
        """Elements of these names (or all) that it consists of or holds."""
        return [
            one
            for node in self.nodes
            if isinstance(node, Element)
            for one in ((node,) if not names or node.name in names else ()) + tuple(node.within(*names))
        ]


def of_element(kind: str, element: Element, level: int = 0) -> Draft:
    """The draft of an element that is a block as a whole."""
    text, links = gather([element])
    return Draft(kind, element, [element], text, links, level)
