"""What a tool did to a page outside its slots: in bytes, and in the tree that Chromium builds of it."""

from tests.dom.alignment import MARK, OPENING, end_of_element
from tests.dom.tree import Node, Tree, without_insertions


def without_slots(page: bytes) -> tuple[bytes, int]:
    """The page without its marked elements, and how many slots there were."""
    text, kept, end, found = page.decode("latin-1"), [], 0, 0
    for opening in OPENING.finditer(text):
        if opening.start() >= end and MARK.search(opening[2]) and (stop := end_of_element(text, opening)):
            kept.append(text[end : opening.start()])
            end, found = stop, found + (opening[1] == "aside")
    return "".join([*kept, text[end:]]).encode("latin-1"), found


def bytes_changed(page: bytes, written: bytes) -> int:
    """The fewest bytes to put in, take out or replace that make one of the other."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(page, written, score_hint=64)


def tree_changed(page: Tree, written: Tree) -> tuple[bool, bool]:
    """Whether the trees differ, the slots taken out, and whether in more than white space.

    The order of attributes counts nothing, as in the DOM's ``isEqualNode``.
    """
    one, other = _sorted(page), _sorted(without_insertions(written))
    return one != other, _words(one) != _words(other)


def _sorted(tree: Tree) -> Tree:
    return [node._replace(attributes=tuple(sorted(node.attributes))) for node in tree]


def _words(tree: Tree) -> list[Node]:
    spaced = (n._replace(value=" ".join(n.value.split())) if n.kind == "text" else n for n in tree)
    return [node for node in spaced if node.kind != "text" or node.value]
