"""Whether an insertion cuts into something that was one thing: asked of a tree of html5lib, by names alone.

It knows nothing of articles. It looks at the ancestors of an insertion and at the elements beside it, and has two
lists: elements that are one thing by what HTML says of them, and words that a class or an id says it with.
"""

import re
from collections.abc import Iterator

from tests.dom.tree import Node, Tree, is_insertion
from tests.promises.placing import ancestors

WHOLE = frozenset("blockquote figure iframe video audio pre p h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
"""One thing by the HTML Standard: quotes, figures, players, preformatted text, and a line of text."""
ROWS = frozenset(("table", "ul", "ol", "dl"))
"""One thing as well, unless the page's text stands in it: see ``_carries_the_text``."""

WORDS = {
    "ad": "ad ads advert advertisement adslot adsbygoogle anzeige anzeigen werbung sponsored",
    "teaser": "teaser teasers teaserbox",
    "related": "related relatedposts recirculation",
    "newsletter": "newsletter newsletters",
    "gallery": "gallery galerie slideshow carousel bildergalerie fotostrecke",
}
SAYS = {word: kind for kind, words in WORDS.items() for word in words.split()}
PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])")
"""The words of a name: ``teaser-box``, ``teaser_box``, ``teaserBox`` hold ``teaser``; ``ad6e`` holds no ``ad``."""
LONG = 80
"""Characters from which on a run of text is a reader's text and no label, link or cell (about a line of print)."""
SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "head", "iframe"))


def cuts(tree: Tree) -> Iterator[str]:
    """For each insertion that cuts into something, what it is and what it cuts."""
    for at, node in enumerate(tree):
        if is_insertion(node) and (why := _cut(tree, at)):
            yield f"{node.get('data-adlayout')}: {why}"


def _cut(tree: Tree, at: int) -> str | None:
    for above in ancestors(tree, at):
        node = tree[above]
        if node.value in ("body", "html"):
            # Their classes tell of the page ("has-ads", "single-gallery"), not of a box on it.
            break
        if node.value in WHOLE:
            return f"inside of <{node.value}>"
        kind = said(node) or (node.value if node.value in ROWS else None)
        if kind and not _carries_the_text(tree, above):
            return f"inside of a {kind}: <{node.value} class={node.get('class')!r} id={node.get('id')!r}>"
    before, after = (_beside(tree, at, step) for step in (-1, 1))
    if before and after and (kind := said(before)) and kind == said(after):
        return f"between two parts of one {kind}: <{before.value}>, <{after.value}>"
    return None


def said(node: Node) -> str | None:
    """What the class or the id of an element says that it is."""
    words = PART.findall(f"{node.get('class') or ''} {node.get('id') or ''}")
    return next((SAYS[word.lower()] for word in words if word.lower() in SAYS), None)


def _beside(tree: Tree, at: int, step: int) -> Node | None:
    """The next element before or behind a node; other insertions, comments and blank text left out."""
    depth = tree[at].depth
    index = at + step
    while 0 <= index < len(tree) and tree[index].depth >= depth:
        node = tree[index]
        if node.depth == depth and not is_insertion(node):
            if node.kind == "element":
                return node
            if node.kind == "text" and node.value.strip():
                return None
        index += step
    return None


def _carries_the_text(tree: Tree, above: int) -> bool:
    """Whether most of what the page has to read stands in an element.

    Such an element is the article or its frame, whatever it is called or made of; the alarm would be false. On real
    pages these are layout tables of the nineties, lists whose items are the chapters, a post whose class names all of
    its tags ("tag-newsletter"), and wrappers called after what they also hold ("article-ads-wrapper"). What is to
    be left whole, an ad, a box of teasers or a table of numbers, never holds half of the reading.
    """
    depth = tree[above].depth
    end = next((index for index in range(above + 1, len(tree)) if tree[index].depth <= depth), len(tree))
    return 2 * _reading(tree, above, end) > _reading(tree, 0, len(tree))


def _reading(tree: Tree, start: int, end: int) -> int:
    """The characters of all long runs of text; insertions count nothing."""
    total, skipped = 0, None
    for node in tree[start:end]:
        if skipped is not None and node.depth > skipped:
            continue
        skipped = node.depth if node.value in SILENT or is_insertion(node) else None
        if node.kind == "text" and len(text := " ".join(node.value.split())) >= LONG:
            total += len(text)
    return total
