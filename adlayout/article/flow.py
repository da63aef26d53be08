"""The article's flow: walks the container in reading order, through wrappers of any depth, and drafts its
blocks.

A part that ``kinds`` knows as a whole (a figure, a list, a box) is one block; anything else that holds
blocks is a wrapper, and is walked; text that lies in a wrapper of its own is a paragraph, cut where two
``br`` stand in a row.
"""

import re
from collections.abc import Iterable, Sequence

from adlayout.article import kinds
from adlayout.article.draft import Draft, Node, of_element
from adlayout.article.hints import kinds_of, marks
from adlayout.article.kinds.media import media_kind
from adlayout.article.names import HEADINGS, INLINE, MEDIA, SILENT
from adlayout.article.text import gather, is_hidden
from adlayout.article.view import View
from adlayout.source import Element, Text

_PLAYED = frozenset(("video", "audio", "iframe", "object", "embed"))
_SIGN = re.compile(r"[^\W_]")
RULE = frozenset("*-–—_~·•⁂ #=+")
"""Signs of which a line that only parts the text is made."""
ENDS = (".", "!", "?", "…", '"', "”", "“", "»", "。", "！", "？", "」")
LINE = 60
"""Characters of lines that are a paragraph of their own, though a single ``br`` ends the last."""
SMALL = 3000
"""Bytes of a wrapper that may hold a lead and nothing else."""


class Flow:
    """Collects the drafts of one container, in order."""

    def __init__(self, weights: dict[Element, int], ignored: frozenset[Element], view: View) -> None:
        self.view = view
        self.weights = weights
        self.ignored = ignored
        self.drafts: list[Draft] = []
        self._leads: dict[Element, bool] = {}
        self._behind: frozenset[Node] = frozenset()
        self._until: frozenset[Node] = frozenset()

    def collect(self, container: Element) -> list[Draft]:
        """The drafts of everything inside of ``container``."""
        self._total = max(1, self.weights.get(container, 0))
        self._walk(container)
        return self.drafts

    def between(self, container: Element, behind: Element, until: Node) -> list[Draft]:
        """The drafts of what stands between two nodes inside of ``container``."""
        self._behind, self._until = _line(behind), _line(until)
        drafts = self.collect(container)
        return [one for one in drafts if not {one.first, one.last} & (self._behind | self._until)]

    def share(self, element: Element) -> float:
        """Which share of the container's good text ``element`` holds."""
        return self.weights.get(element, 0) / self._total

    def _walk(self, element: Element) -> None:
        run: list[Node] = []
        whole = True
        for child in self._looked_at(element):
            if isinstance(child, Text):
                if run or not child.data.isspace():
                    run.append(child)
            elif self._is_inline(child):
                run.append(child)
            elif child.name not in SILENT and not is_hidden(child):
                if run:
                    self._flush(element, run, False)
                run, whole = [], False
                self._block(child)
        if run:
            self._flush(element, run, whole)

    def _looked_at(self, element: Element) -> Sequence[Node]:
        """The children between the two nodes of ``between``; all of them elsewhere."""
        children = element.children
        if element in self._until:
            last = next((index for index, child in enumerate(children) if child in self._until), len(children))
            children = children[: last + 1]
        if element in self._behind:
            children = children[next((i for i, child in enumerate(children) if child in self._behind), 0) :]
        return children

    def _is_inline(self, element: Element) -> bool:
        name = element.name
        if name not in INLINE:
            return name in _PLAYED and element not in self.ignored
        if element in self.ignored:
            return False
        return name in MEDIA or not holds_blocks(element)

    def _block(self, element: Element) -> None:
        if element in self.ignored:
            self.drafts.append(of_element("other", element))
        elif element.name == "p":
            self._walk(element)
        elif element.name in HEADINGS:
            self._heading(element)
        elif (kind := kinds.recognise(self.view, element, self.share(element))) is None:
            self._walk(element)
        elif kind:
            draft = of_element(kind, element)
            draft.hints = kinds_of(marks(element))
            self.drafts.append(draft)

    def _heading(self, element: Element) -> None:
        draft = of_element("heading", element, HEADINGS[element.name])
        if not draft.text:
            self._media(element, [element])
        elif len(draft.text) > 300:
            self._walk(element)
        else:
            draft.hints = kinds_of(marks(element))
            self.drafts.append(draft)

    def _flush(self, element: Element, run: list[Node], whole: bool) -> None:
        pieces = list(pieces_of(run))
        for piece in pieces:
            self._piece(element, piece, whole and len(pieces) == 1)

    def _piece(self, element: Element, nodes: list[Node], whole: bool) -> None:
        text, links = gather(nodes)
        if not (text.isalnum() or _SIGN.search(text)):
            if text and set(text) <= RULE:
                self.drafts.append(Draft("separator", element, nodes, text, whole=False))
            else:
                self._media(element, nodes, whole)
            return
        if not whole:
            nodes = _trimmed(nodes)
        draft = Draft("paragraph", element, nodes, text, links, whole=whole)
        draft.hints = self._hints(element, nodes, whole)
        self.drafts.append(draft)

    def _hints(self, element: Element, nodes: list[Node], whole: bool) -> frozenset[str]:
        """What the wrapper says (if it holds nothing else), or the one inline element that holds it all."""
        found = kinds_of(marks(element)) if whole else frozenset[str]()
        parent = element.parent
        if parent is not None:
            if parent not in self._leads:
                self._leads[parent] = _is_in_lead(parent)
            if self._leads[parent]:
                found |= {"lead"}
        inside = [n for n in nodes if isinstance(n, Element)]
        if len(inside) == 1 and all(isinstance(n, Element) or not n.data.strip() for n in nodes):
            found |= kinds_of(marks(inside[0]))
        return found

    def _media(self, element: Element, nodes: list[Node], whole: bool = True) -> None:
        kind = media_kind(nodes)
        if kind:
            self.drafts.append(Draft(kind, element, nodes if whole else _trimmed(nodes), whole=whole))


def _is_in_lead(around: Element) -> bool:
    """Whether a small wrapper around a paragraph is called a lead: ``around``, or what holds that."""
    for node in (around, around.parent):
        if node is not None and "lead" in kinds_of(marks(node)):
            return node.close - node.inner <= SMALL
    return False


def _line(node: Node) -> frozenset[Node]:
    """The node and all it stands in."""
    return frozenset([node] if node.parent is None else [node, node.parent, *node.parent.ancestors()])


def holds_blocks(element: Element) -> bool:
    """Whether an inline element has a block somewhere inside (``<a><div>``, ``<font><p>``)."""
    for child in () if element.is_leaf else element.children:
        if isinstance(child, Element):
            name = child.name
            if name in INLINE:
                if name not in MEDIA and holds_blocks(child):
                    return True
            elif name not in SILENT and name not in MEDIA:
                return True
    return False


def pieces_of(run: list[Node]) -> Iterable[list[Node]]:
    """The run cut where two or more ``br`` follow each other, or one between two full sentences of some
    length."""
    if len(run) == 1 and isinstance(run[0], Text):
        yield run
        return
    piece: list[Node] = []
    breaks: list[Node] = []
    line: list[Node] = []
    told, chars = "", 0
    for node in _opened(run):
        if _is_break(node) or (breaks and isinstance(node, Text) and not node.data.strip()):
            breaks.append(node)
            continue
        if breaks and piece:
            text, _ = gather(line)
            told, chars, line = text or told, chars + len(text), []
            if _parts(told, chars, breaks, node):
                yield piece
                piece, told, chars = [], "", 0
            else:
                piece += breaks
        breaks = []
        piece.append(node)
        line.append(node)
    if piece:
        yield piece


def _is_break(node: Node) -> bool:
    """A ``br``, or the empty span that a script later styles as one."""
    if isinstance(node, Text):
        return False
    return node.name == "br" or (node.name == "span" and node.is_empty and _is_styled_break(node))


def _is_styled_break(element: Element) -> bool:
    return not {"br", "break", "linebreak", "line-break"}.isdisjoint(element.get("class").lower().split())


def _parts(line: str, chars: int, breaks: list[Node], following: Node) -> bool:
    """Whether the breaks part two paragraphs; a single one does not part the lines of a poem or an address. ``line``:
    the last one before them; ``chars``: of all lines since the last cut.
    """
    signs = [node for node in breaks if isinstance(node, Element)]
    if len(signs) > 1 or signs[0].name != "br":
        return True
    if chars < LINE or not line.endswith(ENDS):
        return False
    return isinstance(following, Element) or len(following.data.strip()) >= LINE


def _opened(run: list[Node]) -> list[Node]:
    """The run's nodes; an inline element that holds paragraphs of its own (``br br`` inside) gives its
    children."""
    nodes: list[Node] = []
    for node in run:
        if isinstance(node, Element) and node.name != "a" and _inner_breaks(node) > 1:
            nodes += _opened(node.children)
        else:
            nodes.append(node)
    return nodes


def _inner_breaks(element: Element) -> int:
    if element.is_leaf:
        return 0
    return sum(
        1 if _is_break(child) else _inner_breaks(child) for child in element.children if isinstance(child, Element)
    )


def _trimmed(nodes: list[Node]) -> list[Node]:
    """Without the white space at both ends, so that a span begins and ends with what it shows."""
    first, last = 0, len(nodes)
    while first < last and _is_blank(nodes[first]):
        first += 1
    while last > first and _is_blank(nodes[last - 1]):
        last -= 1
    return nodes[first:last] or nodes


def _is_blank(node: Node) -> bool:
    return not node.data.strip() if isinstance(node, Text) else node.name in ("br", "wbr")
