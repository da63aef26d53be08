"""What the plan says of an insertion's place, asked of a browser: each block beside it is given an attribute.

A block that begins with a start tag is found again in the browser's tree by an attribute that is written into
that tag here; an attribute of an unknown name changes nothing in how a tree is built. A block of bare text
has no tag to mark, and is not asked for.
"""

import re
from typing import Any

from tests.dom.alignment import Inserted
from tests.dom.tree import MARK, Node, Tree

PROBE = "data-probe"
TAG = re.compile(rb"<[a-zA-Z][a-zA-Z0-9-]*(?=[\s>])")


def probed(page: bytes, found: list[Inserted], finished: bytes, explained: dict[str, Any]) -> bytes:
    """The finished page; the tags of the blocks beside insertions carry the blocks' numbers."""
    blocks = explained["article"]["blocks"]
    wanted = {index for pair in beside(explained).values() for index in pair if index is not None}
    out = finished
    for index in sorted(wanted, key=lambda one: (blocks[one]["start"], one), reverse=True):
        start = blocks[index]["start"]
        tag = TAG.match(page, start)
        if tag:
            # Insertions at the very offset of the tag stand before it.
            at = tag.end() + sum(one.end - one.start for one in found if one.offset <= start)
            out = out[:at] + f' {PROBE}="{index}"'.encode() + out[at:]
    return out


def beside(explained: dict[str, Any]) -> dict[int, tuple[int | None, int | None]]:
    """The numbers of the blocks before and after each insertion of the flow (by its number in the plan)."""
    seams, planned = explained["seams"], explained["plan"]["insertions"]
    return {
        number: (seams[one["seam"]]["after"], seams[one["seam"]]["before"])
        for number, one in enumerate(planned)
        if one["seam"] is not None
    }


def misplaced(tree: Tree, at: int, before: int | None, after: int | None) -> str | None:
    """What is wrong with the insertion at that position; None if it stands between the two blocks."""
    marks = {node.get(PROBE): index for index, node in enumerate(tree) if node.get(PROBE) is not None}
    one, other = marks.get(str(before)), marks.get(str(after))
    above = ancestors(tree, at)
    if (one is not None and not one < at) or (other is not None and not at < other):
        return f"{tree[at].get(MARK)} is not between block {before} and block {after}"
    if one in above or other in above:
        return f"{tree[at].get(MARK)} is inside of block {before} or {after}"
    around = [set(ancestors(tree, block)) for block in (one, other) if block is not None]
    # A block of bare text carries no probe: then its side is not asked.
    unknown = (before is not None and one is None) or (after is not None and other is None)
    if around and not unknown and not any(above[0] in blocks for blocks in around):
        parent = tree[above[0]].value
        return f"{tree[at].get(MARK)} is in a <{parent}> that holds neither block {before} nor {after}"
    return None


def ancestors(tree: Tree, at: int) -> list[int]:
    """The positions of a node's ancestors, its parent first."""
    depth, found = tree[at].depth, []
    for index in range(at - 1, -1, -1):
        node: Node = tree[index]
        if node.depth < depth:
            depth = node.depth
            found.append(index)
    return found
