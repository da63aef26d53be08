"""Selectors that a person can read and the site's next build still has: tags, ids, classes, and the steps above.

A form is a selector in parts; it is matched here over the nodes of many pages at once. What is written is proven by
the real selection afterwards.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from adlayout.article.names import HEADINGS, INLINE, MEDIA, SILENT
from adlayout.source import Element, Page


class Node(NamedTuple):
    """A box of a page: its name, its tokens (``#id``, ``.class``, ``[role=main]``), its parent's number, its span."""

    name: str
    tokens: frozenset[str]
    parent: int
    start: int
    end: int


class Part(NamedTuple):
    """One step of a selector: how it hangs on the step before (``" "`` or ``" > "``), its tag, and a token or none."""

    joint: str
    tag: str
    token: str


Form = tuple[Part, ...]

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*\Z", re.A)
_OWN = re.compile(
    r"(?:^|[-_])(?:post|page|entry|article|story|node|id|item|author|tag|cat\w*|term)s?[-_]?\d+\Z|\d{3}", re.I
)
"""A name made for one page: ``post-17``, ``postid-17``, anything with three digits in a row."""
_MADE = re.compile(r"\d[a-z]+\d|[a-z]\d[A-Z]|__\w*[A-Z]\w*\d|\b(?:css|sc|jsx|svelte|astro)-")
"""A name that a tool makes anew with each build: ``css-1q2w3e``, ``Article_body__3xYzQ``."""
_TEXT = re.compile(r"body|content|text|prose|hentry|artikel|beitrag|inhalt|story|article|entry", re.I)
_LAYOUT = re.compile(r"\d|^(?:col|row|flex|grid|container|wrap\w*|inner|outer|left|right|center|section|main|box)\Z")
_NO_BOX = INLINE | MEDIA | SILENT | frozenset((*HEADINGS, "p"))
"""Kept as a node only where it holds a box."""
_SPEAKING = frozenset(("article", "main"))
_ROLES = {("role", "main"), ("itemprop", "articleBody"), ("role", "article")}
TALLEST = 6
"""Named ancestors that are tried above an element."""


def tokens_of(element: Element) -> frozenset[str]:
    """What an element is called, as far as the name may last."""
    found = {f".{name}" for name in element.get("class").split() if _PLAIN.match(name) and not _OWN.search(name)}
    identity = element.get("id")
    if _PLAIN.match(identity) and not re.search(r"\d", identity):
        found.add(f"#{identity}")
    found |= {f"[{key}={value}]" for key, value in _ROLES if element.get(key) == value}
    return frozenset(found)


def nodes_of(page: Page) -> tuple[Node, ...]:
    """The page's boxes with all that holds them, in document order."""
    kept: set[Element] = set()
    for element in page.named():
        node: Element | None = None if element.name in _NO_BOX else element
        while node is not None and node not in kept:
            kept.add(node)
            node = node.parent
    found: list[Node] = []
    work = [(page.html, -1)]
    while work:
        element, parent = work.pop()
        found.append(Node(element.name, tokens_of(element), parent, element.start, element.end))
        here = len(found) - 1
        work.extend(
            (child, here) for child in reversed(element.children) if isinstance(child, Element) and child in kept
        )
    return tuple(found)


def written(form: Form) -> str:
    """The form as CSS."""
    return "".join(f"{part.joint}{part.tag}{part.token}" for part in form)


def cost(form: Form) -> int:
    """How little one would like to read it and rely on it: the token, then each step above."""
    last = form[-1]
    return price(last) + sum(3 + price(part) // 2 for part in form[:-1])


def price(part: Part) -> int:
    """What a step costs by itself."""
    token = part.token
    if not token:
        return 2 if part.tag in _SPEAKING else 1 if part.tag == "body" else 8
    if token.startswith("["):
        return 1
    price = 1 if _TEXT.search(token) else 3
    return price + (12 if _MADE.search(token) else 3 if _LAYOUT.search(token[1:]) else 0)


def forms_of(nodes: Sequence[Node], number: int) -> Iterator[Form]:
    """Every way to call a node: by itself, by what it stands in, and by what stands around that."""
    own = [part for part in _called(nodes[number], "") if part.token or part.tag in _SPEAKING]
    own = own or _called(nodes[number], "")
    yield from ((part,) for part in own if part.token or part.tag in _SPEAKING)
    child = [part._replace(joint=" > ") for part in own]
    parent = nodes[number].parent
    if parent < 0:
        return
    for above in _called(nodes[parent], ""):
        yield from ((above, part) for part in child if _speaks(above, part))
    grand = nodes[parent].parent
    if grand >= 0:
        between = [part._replace(joint=" > ") for part in _called(nodes[parent], "")]
        for top in _called(nodes[grand], ""):
            yield from ((top, middle, part) for middle in between for part in child if _speaks(top, middle, part))
    below = [part._replace(joint=" ") for part in own if part.token or part.tag in _SPEAKING]
    for above in _ancestors(nodes, number):
        yield from ((above, part) for part in below)


def _called(node: Node, joint: str) -> list[Part]:
    return [*(Part(joint, node.name, token) for token in sorted(node.tokens)), Part(joint, node.name, "")]


def _speaks(*parts: Part) -> bool:
    """Whether the steps say anything: a name somewhere, or ``article`` or ``main`` at the end."""
    return any(part.token for part in parts) or parts[-1].tag in _SPEAKING


def _ancestors(nodes: Sequence[Node], number: int) -> Iterator[Part]:
    seen = 0
    node = nodes[number].parent
    while node >= 0 and seen < TALLEST:
        tokens = sorted(nodes[node].tokens)
        yield from (Part("", nodes[node].name, token) for token in tokens)
        seen += bool(tokens)
        node = nodes[node].parent


def first(form: Form, nodes: Sequence[Node], having: Mapping[tuple[str, str], list[int]]) -> int | None:
    """The number of the first node that a form matches."""
    tag, token = form[-1].tag, form[-1].token
    return next((number for number in having.get((tag, token), ()) if _hangs(form, len(form) - 1, nodes, number)), None)


def _hangs(form: Form, at: int, nodes: Sequence[Node], number: int) -> bool:
    """Whether what stands above the node is as the form says; the node itself is right."""
    if at == 0:
        return True
    above = form[at - 1]
    node = nodes[number].parent
    while node >= 0:
        is_named = nodes[node].name == above.tag and (not above.token or above.token in nodes[node].tokens)
        if is_named and _hangs(form, at - 1, nodes, node):
            return True
        if form[at].joint == " > ":
            return False
        node = nodes[node].parent
    return False
