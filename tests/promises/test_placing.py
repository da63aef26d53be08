"""The judgement of an insertion's place can fail."""

import pytest

from tests.dom.alignment import inserted
from tests.dom.html5 import html5lib_tree
from tests.dom.tree import insertions
from tests.promises.placing import PROBE, beside, misplaced, probed

PAGE = b"<title>t</title><div><section><p>One</section><section class=x><p>Two</p></section></div><p id=z>Three"
AD = b'<aside data-adlayout="lead">Anzeige</aside>'
STARTS = [PAGE.index(b"<p>One"), PAGE.index(b"<p>Two"), PAGE.index(b"<p id=z")]


def explained(offset: int, after: int | None, before: int | None) -> dict[str, object]:
    return {
        "article": {"blocks": [{"start": start, "end": start} for start in STARTS]},
        "seams": [{"after": after, "before": before}],
        "plan": {"insertions": [{"name": "lead", "offset": offset, "seam": 0}]},
    }


def verdict(behind: bytes, after: int | None, before: int | None) -> str | None:
    offset = PAGE.index(behind) + len(behind)
    finished = PAGE[:offset] + AD + PAGE[offset:]
    said = explained(offset, after, before)
    tree = html5lib_tree(probed(PAGE, inserted(PAGE, finished), finished, said))
    assert {node.get(PROBE) for node in tree} - {None} == {str(one) for one in (after, before) if one is not None}
    return misplaced(tree, insertions(tree)[0], *beside(said)[0])


@pytest.mark.parametrize("behind", [b"<div>", b"<section>"])
def test_before_the_first_block(behind: bytes) -> None:
    assert verdict(behind, None, 0) is None


@pytest.mark.parametrize("behind", [b"One</section>", b"<section class=x>"])
def test_between_two_blocks_in_wrappers(behind: bytes) -> None:
    assert verdict(behind, 0, 1) is None


@pytest.mark.parametrize(
    ("behind", "after", "before", "said"),
    [
        (b"</title>", 0, 1, "is not between"),
        (b"Two</p></section></div>", 0, 1, "is not between"),
        (b"</title>", 0, None, "is not between"),
        (b"<p id=z>Three", 0, 1, "is not between"),
        (b"<section class=x>", 0, 2, "is in a <section> that holds neither"),
    ],
)
def test_a_wrong_place_is_named(behind: bytes, after: int, before: int, said: str) -> None:
    assert said in (verdict(behind, after, before) or "")


def test_inside_of_a_block_is_named() -> None:
    page = b"<title>t</title><div>One<b>more</b></div><p>Two"
    finished = page.replace(b"<b>", AD + b"<b>")
    blocks = [{"start": page.index(b"<div"), "end": 0}, {"start": page.index(b"<p"), "end": 0}]
    said = {**explained(page.index(b"<b>"), 0, 1), "article": {"blocks": blocks}}
    tree = html5lib_tree(probed(page, inserted(page, finished), finished, said))
    assert "is inside of block" in (misplaced(tree, insertions(tree)[0], 0, 1) or "")
