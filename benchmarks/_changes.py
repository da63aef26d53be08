"""What a tool did to a page outside its slots: in bytes, and in the tree that Chromium builds of it."""

import re

from tests.dom.alignment import MARK, OPENING, end_of_element
from tests.dom.tree import Node, Tree, without_insertions

TOKEN = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
LETTERS = re.compile(rb"[^\w\x80-\xff]+")


def without_slots(page: bytes) -> tuple[bytes, int]:
    """The page without its marked elements, and how many slots there were."""
    text, kept, end, found = page.decode("latin-1"), [], 0, 0
    for opening in OPENING.finditer(text):
        if opening.start() >= end and MARK.search(opening[2]) and (stop := end_of_element(text, opening)):
            kept.append(text[end : opening.start()])
            end, found = stop, found + (opening[1] == "aside")
    return "".join([*kept, text[end:]]).encode("latin-1"), found


def bytes_changed(page: bytes, written: bytes) -> int:
    """Bytes to put in, take out or replace that make one of the other, tags and texts laid side by side.

    The least for whole pages would take minutes; this is at most a little more.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = TOKEN.findall(page), TOKEN.findall(written)
    changed = 0
    for step in Levenshtein.opcodes(*([LETTERS.sub(b"", token) for token in tokens] for tokens in (one, other))):
        was, now = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        pairs = zip(was, now, strict=True) if len(was) == len(now) else [(b"".join(was), b"".join(now))]
        changed += sum(Levenshtein.distance(*pair, score_hint=64) for pair in pairs if pair[0] != pair[1])
    return changed


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
