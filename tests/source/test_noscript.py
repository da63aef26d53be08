"""One tree for both readers, with scripts and without, where that is enough; html5lib says whether it is."""

from pathlib import Path

import pytest

from adlayout.source import read
from tests.dom.html5 import html5lib_tree
from tests.dom.tree import Tree

CASES = [line.split("\t") for line in (Path(__file__).parent / "noscripts.txt").read_text("utf-8").splitlines()[1:]]


def page(where: str, content: str) -> bytes:
    held = f"<noscript>{content}</noscript>"
    head, body = (held, "") if where == "head" else ("", held)
    text = f"<!doctype html><head><title>a</title>{head}<meta name=b></head><body><div>{body}<p>Ein Satz.</p></div>"
    return text.encode()


def outside(tree: Tree) -> Tree:
    """The tree without what its noscript holds."""
    found, within = [], 0
    for node in tree:
        if within and node.depth > within:
            continue
        within = node.depth if node.value == "noscript" else 0
        found.append(node)
    return found


@pytest.mark.parametrize(("where", "trees", "content"), CASES)
def test_a_second_tree_is_made_only_where_one_is_not_enough(where: str, trees: str, content: str) -> None:
    made = page(where, content)
    found = read(made)
    assert (found.without_scripting is found.tree) == (trees == "one")
    if trees == "one":
        assert outside(html5lib_tree(made)) == outside(html5lib_tree(made, scripting=False))
