"""The article's flow: walks the container in reading order, through wrappers of any depth, and drafts its
blocks.

A part that ``kinds`` knows as a whole (a figure, a list, a box) is one block; anything else that holds
blocks is a wrapper, and is walked; text that lies in a wrapper of its own is a paragraph, cut where two
``br`` stand in a row.
"""

from collections.abc import Iterable

from adlayout.article import kinds
from adlayout.article.draft import Draft, Node, link_chars, of_element
from adlayout.article.hints import kinds_of, marks
from adlayout.article.kinds.media import media_kind
from adlayout.article.names import HEADINGS, INLINE, MEDIA, SILENT
from adlayout.article.text import gather, is_hidden
from adlayout.article.view import View
from adlayout.source import Element, Page

RULE = frozenset("*-–—_~·•⁂ #=+")
"""Signs of which a line that only parts the text is made."""
ENDS = (".", "!", "?", "…", '"', "”", "“", "»", "。", "！", "？", "」")
LINE = 60
"""Characters of a line that is a paragraph of its own, though a single ``br`` ends it."""
SMALL = 3000
"""Bytes of a wrapper that may hold a lead and nothing else."""


class Flow:
    """Collects the drafts of one container, in order."""

    def __init__(self, page: Page, weights: dict[Element, int], ignored: frozenset[Element]) -> None:
        self.page = page
        self.view = View(page)
        self.weights = weights
        self.ignored = ignored
        self.drafts: list[Draft] = []
        self.begin = 0
        self.stop = len(page.data)
        """Offsets between which children are looked at."""

    def collect(self, container: Element) -> list[Draft]:
        """The drafts of everything inside of ``container``."""
        self._total = max(1, self.weights.get(container, 0))
        self._walk(container)
        return self.drafts

    def share(self, element: Element) -> float:
        """Which share of the container's good text ``element`` holds."""
        return self.weights.get(element, 0) / self._total

    def _walk(self, element: Element) -> None:
        run: list[Node] = []
        whole = True
        data = self.page.data
        for child in element.children:
            start, end = child if isinstance(child, tuple) else (child.start, child.end)
            if start >= self.stop:
                break
            if end <= self.begin:
                continue
            if isinstance(child, tuple):
                if run or not data[start:end].isspace():
                    run.append(child)
            elif self._is_inline(child):
                run.append(child)
            elif child.name not in SILENT and not is_hidden(self.page, child):
                if run:
                    self._flush(element, run, False)
                run, whole = [], False
                self._block(child)
        if run:
            self._flush(element, run, whole)

    def _is_inline(self, element: Element) -> bool:
        if element in self.ignored or (element.name not in INLINE and element.name not in ("video", "audio")):
            return element.name in ("iframe", "object", "embed") and element not in self.ignored
        return element.space != "" or element.name in MEDIA or not holds_blocks(element)

    def _block(self, element: Element) -> None:
        if element in self.ignored:
            self.drafts.append(of_element(self.page, "other", element))
        elif element.name in HEADINGS:
            self._heading(element)
        elif (kind := kinds.recognise(self.view, element, self.share(element))) is None:
            self._walk(element)
        elif kind:
            draft = of_element(self.page, kind, element)
            draft.hints = kinds_of(marks(self.page, element))
            self.drafts.append(draft)

    def _heading(self, element: Element) -> None:
        draft = of_element(self.page, "heading", element, HEADINGS[element.name])
        if not draft.text:
            self._media(element, [element])
        elif len(draft.text) > 300:
            self._walk(element)
        else:
            draft.hints = kinds_of(marks(self.page, element))
            self.drafts.append(draft)

    def _flush(self, element: Element, run: list[Node], whole: bool) -> None:
        pieces = list(pieces_of(self.page, run))
        for piece in pieces:
            self._piece(element, piece, whole and len(pieces) == 1)

    def _piece(self, element: Element, nodes: list[Node], whole: bool) -> None:
        text = gather(self.page, nodes)
        if not any(character.isalnum() for character in text):
            if text and set(text) <= RULE:
                self.drafts.append(Draft("separator", element, _start(nodes[0]), _end(nodes[-1]), nodes, text))
            else:
                self._media(element, nodes, whole)
            return
        if not whole:
            nodes = _trimmed(self.page, nodes)
        start, end = (element.start, element.end) if whole else (_start(nodes[0]), _end(nodes[-1]))
        draft = Draft("paragraph", element, start, end, nodes, text, link_chars(self.page, nodes), whole=whole)
        draft.hints = self._hints(element, nodes, whole)
        self.drafts.append(draft)

    def _hints(self, element: Element, nodes: list[Node], whole: bool) -> frozenset[str]:
        """What the wrapper says (if it holds nothing else), or the one inline element that holds it all."""
        found = kinds_of(marks(self.page, element)) if whole else frozenset[str]()
        if self._is_in_lead(element):
            found |= {"lead"}
        inside = [n for n in nodes if not isinstance(n, tuple)]
        if len(inside) == 1 and all(isinstance(n, Element) or not self.page.text(*n).strip() for n in nodes):
            found |= kinds_of(marks(self.page, inside[0]))
        return found

    def _is_in_lead(self, element: Element) -> bool:
        """Whether a small wrapper around the paragraph is called a lead."""
        node = element.parent
        for _ in range(2):
            if node is None or node.close - node.inner > SMALL:
                return False
            if "lead" in kinds_of(marks(self.page, node)):
                return True
            node = node.parent
        return False

    def _media(self, element: Element, nodes: list[Node], whole: bool = True) -> None:
        kind = media_kind(self.page, nodes)
        if kind:
            nodes = nodes if whole else _trimmed(self.page, nodes)
            start, end = (element.start, element.end) if whole else (_start(nodes[0]), _end(nodes[-1]))
            self.drafts.append(Draft(kind, element, start, end, nodes, whole=whole))


def holds_blocks(element: Element) -> bool:
    """Whether an inline element has a block somewhere inside (``<a><div>``, ``<font><p>``)."""
    return any(
        not isinstance(child, tuple)
        and ((child.name not in INLINE and child.name not in SILENT and child.name not in MEDIA) or holds_blocks(child))
        for child in element.children
        if isinstance(child, tuple) or child.space == ""
    )


def pieces_of(page: Page, run: list[Node]) -> Iterable[list[Node]]:
    """The run cut where two or more ``br`` follow each other, or one between two full sentences of some
    length."""
    piece: list[Node] = []
    breaks: list[Node] = []
    for node in _opened(run):
        if _is_break(node) or (breaks and isinstance(node, tuple) and not page.text(*node).strip()):
            breaks.append(node)
            continue
        if breaks and piece and _parts(page, piece, breaks, node):
            yield piece
            piece = []
        elif piece:
            piece += breaks
        breaks = []
        piece.append(node)
    if piece:
        yield piece


def _is_break(node: Node) -> bool:
    """A ``br``, or the empty span that a script later styles as one."""
    if isinstance(node, tuple):
        return False
    return node.name == "br" or (node.name == "span" and not node.children and _is_styled_break(node))


def _is_styled_break(element: Element) -> bool:
    return not {"br", "break", "linebreak", "line-break"}.isdisjoint(element.get("class").lower().split())


def _parts(page: Page, piece: list[Node], breaks: list[Node], following: Node) -> bool:
    """Whether the breaks part two paragraphs; a single one does not part the lines of a poem or an
    address."""
    signs = [node for node in breaks if not isinstance(node, tuple)]
    if len(signs) > 1 or signs[0].name != "br":
        return True
    before = gather(page, piece)
    if len(before) < LINE or not before.endswith(ENDS):
        return False
    return isinstance(following, Element) or len(page.text(*following).strip()) >= LINE


def _opened(run: list[Node]) -> list[Node]:
    """The run's nodes; an inline element that holds paragraphs of its own (``br br`` inside) gives its
    children."""
    nodes: list[Node] = []
    for node in run:
        if not isinstance(node, tuple) and node.name != "a" and _inner_breaks(node) > 1:
            nodes += _opened(node.children)
        else:
            nodes.append(node)
    return nodes


def _inner_breaks(element: Element) -> int:
    return sum(
        1 if _is_break(child) else _inner_breaks(child)
        for child in element.children
        if not isinstance(child, tuple) and child.space == ""
    )


def _trimmed(page: Page, nodes: list[Node]) -> list[Node]:
    """Without the white space at both ends, so that a span begins and ends with what it shows."""
    first, last = 0, len(nodes)
    while first < last and _is_blank(page, nodes[first]):
        first += 1
    while last > first and _is_blank(page, nodes[last - 1]):
        last -= 1
    return nodes[first:last] or nodes


def _is_blank(page: Page, node: Node) -> bool:
    return not page.text(*node).strip() if isinstance(node, tuple) else node.name in ("br", "wbr")


def _start(node: Node) -> int:
    return node[0] if isinstance(node, tuple) else node.start


def _end(node: Node) -> int:
    return node[1] if isinstance(node, tuple) else node.end
