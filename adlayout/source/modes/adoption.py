"""The adoption agency algorithm (13.2.6.4.7): misnested formatting such as ``<b><p></b></p>``."""

from adlayout.source.construction import MARKER, Construction, Token, ends_scope, is_special
from adlayout.source.names import SCOPE
from adlayout.source.tree import Element


def adopt(c: Construction, token: Token) -> None:
    """Run it for an end tag."""
    current = c.stack[-1]
    if current.name == token.name and not current.space and current not in c.active:
        c.pop(token.start, token.end)
        return
    for _ in range(8):
        element = _formatting_element(c, token.name)
        if element is None:
            any_other_end(c, token)
            return
        if element not in c.stack:
            c.active.remove(element)
            return
        if not c.has((element.name,)) or not _in_scope(c, element):
            return
        furthest = _furthest_block(c, element)
        if furthest is None:
            while c.stack[-1] is not element:
                c.pop(token.start)
            c.active.remove(element)
            c.pop(token.start, token.end)
            return
        c.tangled.append((element.start, furthest))
        c.tangled.append((element.start, token.end))
        _split(c, element, furthest, token)


def any_other_end(c: Construction, token: Token) -> None:
    """Close the nearest element of this name, unless a special element stands between."""
    for element in reversed(c.stack):
        if element.name == token.name and not element.space:
            c.implied_ends(token.start, token.name)
            while c.stack[-1] is not element:
                c.pop(token.start)
            c.pop(token.start, token.end)
            return
        if is_special(element):
            return


def _formatting_element(c: Construction, name: str) -> Element | None:
    for entry in reversed(c.active):
        if entry is MARKER:
            return None
        if entry.name == name:
            return entry
    return None


def _in_scope(c: Construction, element: Element) -> bool:
    for entry in reversed(c.stack):
        if entry is element:
            return True
        if ends_scope(entry) if entry.space else entry.name in SCOPE:
            return False
    return False


def _furthest_block(c: Construction, element: Element) -> Element | None:
    position = c.stack.index(element)
    return next((entry for entry in c.stack[position + 1 :] if is_special(entry)), None)


def _split(c: Construction, element: Element, furthest: Element, token: Token) -> None:
    """Steps 4.9 to 4.20: copies of the formatting elements between go around what the furthest block holds."""
    position = c.stack.index(element)
    ancestor = c.stack[position - 1]
    bookmark = c.active.index(element)
    last = furthest
    index = c.stack.index(furthest)
    counter = 0
    while True:
        index -= 1
        node = c.stack[index]
        if node is element:
            break
        counter += 1
        if counter > 3 and node in c.active:
            if c.active.index(node) < bookmark:
                bookmark -= 1
            c.active.remove(node)
        if node not in c.active:
            node.close = node.end = token.start
            c.stack.pop(index)
            continue
        copy = _copy(c, node, token.start)
        copy.parent = ancestor
        c.active[c.active.index(node)] = copy
        c.stack[index] = copy
        if last is furthest:
            bookmark = c.active.index(copy) + 1
        _move(last, copy)
        last = copy
    _detach(last)
    parent, at = _with_fostering(c, ancestor)
    last.parent = parent
    parent.children.insert(len(parent.children) if at is None else at, last)
    _adopt_children(c, element, furthest, bookmark, token)


def _adopt_children(c: Construction, element: Element, furthest: Element, bookmark: int, token: Token) -> None:
    copy = _copy(c, element, token.start)
    copy.children, furthest.children = furthest.children, [copy]
    for child in copy.children:
        if isinstance(child, Element):
            child.parent = copy
    copy.parent = furthest
    old = c.active.index(element)
    c.active.insert(bookmark, copy)
    c.active.pop(old if old < bookmark else old + 1)
    c.stack.remove(element)
    element.close = element.end = token.start
    c.stack.insert(c.stack.index(furthest) + 1, copy)


def _with_fostering(c: Construction, target: Element) -> tuple[Element, int | None]:
    before, c.fostering = c.fostering, True
    found = c.place(target)
    c.fostering = before
    return found


def _copy(c: Construction, element: Element, at: int) -> Element:
    if element.close < 0:
        element.close = element.end = at
    copy = Element(element.name, None, at, at, element.rest)
    c.elements.append(copy)
    return copy


def _detach(node: Element) -> None:
    if node.parent is not None and node in node.parent.children:
        node.parent.children.remove(node)


def _move(node: Element, parent: Element) -> None:
    _detach(node)
    node.parent = parent
    parent.children.append(node)
