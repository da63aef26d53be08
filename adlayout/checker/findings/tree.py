"""The tree: a browser builds that of the page without insertions, and each insertion stands in it where it stands in
the bytes. Asked with scripts and, where that makes a difference, without.
"""

from collections.abc import Iterator

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.read import MARK
from adlayout.checker.standing import Reading
from adlayout.source import Element, Page
from adlayout.source.names import MAY_BE_LEFT_OUT


def in_order(reading: Reading) -> Iterator[Finding]:
    """Its parent and the elements beside it hold and surround its bytes; nothing was made up around it."""
    for one in reading.insertions:
        if why := _moved(one.element):
            yield reading.found("tree", one, why)


def _moved(root: Element) -> str:
    parent = root.parent
    assert parent is not None
    if repaired := [each.name for each in root.ancestors() if each.implied and each.name not in MAY_BE_LEFT_OUT]:
        return f"stands in a <{repaired[0]}> that the browser made up to repair the markup"
    # Where its tags are left out the browser alone says where it begins and ends: ``same`` asks it.
    if not parent.implied and not parent.inner <= root.start <= root.end <= parent.close:
        return f"the browser moves it into <{parent.name}>, which does not hold it in the bytes"
    beside = [child for child in parent.children if isinstance(child, Element)]
    here = beside.index(root)
    above, below = beside[:here][-1:], beside[here + 1 :][:1]
    if any(each.end > root.start for each in above) or any(each.start < root.end for each in below):
        return f"the browser moves what stands beside it in <{parent.name}>"
    return ""


def same(reading: Reading) -> Iterator[Finding]:
    """The finished page's document, insertions left out, is that of the page."""
    for scripting in (True, False):
        actual, expected = (_document(page, scripting=scripting) for page in (reading.finished, reading.page))
        if actual != expected:
            at = next((i for i, (a, b) in enumerate(zip(actual, expected, strict=False)) if a != b), len(expected))
            wanted, there = expected[max(0, at - 30) : at + 30], actual[max(0, at - 30) : at + 30]
            words = "with scripts" if scripting else "without scripts"
            message = f"without insertions the page's document ({words}) is to hold {wanted!r}; it holds {there!r}"
            yield found_at(reading.finished, reading.insertions[0].span, "tree", "", message)
            return


def _document(page: Page, *, scripting: bool) -> str:
    """The document as text, marked elements left out."""
    document = (page.tree if scripting else page.without_scripting).document
    rest: str = document.html
    parts = []
    for root in document.select(f"[{MARK}]"):
        before, _, rest = rest.partition(root.html)
        parts.append(before)
    return "".join([*parts, rest])
