"""A CSS selector for an element that a person can read and a rule file can hold: id, else classes, else
its place."""

import re

from adlayout.source import Element, Page

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*\Z", re.A)


def selector(page: Page, element: Element) -> str:
    """A selector whose first match is ``element``, as short as that can be."""
    if element is page.html:
        return "html"
    steps: list[str] = []
    node: Element | None = element
    while node is not None and node is not page.body:
        identity = node.get("id")
        if _PLAIN.match(identity) and page.select(f"{_name(node)}#{identity}")[:1] == [node]:
            return " > ".join([f"{_name(node)}#{identity}", *steps])
        step = _step(node)
        if "." in step and not steps and page.select(step)[:1] == [node]:
            return step
        steps.insert(0, _place(node, step))
        node = node.parent
    return " > ".join(["body", *steps])


def _step(element: Element) -> str:
    return _name(element) + "".join(f".{c}" for c in element.get("class").split() if _PLAIN.match(c))


def _name(element: Element) -> str:
    """Its name, escaped as CSS has it: pages hold elements like ``o:p`` and ``met<div``."""
    return re.sub(r"([^\w-])", r"\\\1", element.name)


def _place(element: Element, step: str) -> str:
    parent = element.parent
    if parent is None:
        return step
    same = [c for c in parent.children if isinstance(c, Element) and c.name == element.name]
    return _name(element) if len(same) == 1 else f"{_name(element)}:nth-of-type({_index(same, element)})"


def _index(same: list[Element], element: Element) -> int:
    return next(i for i, e in enumerate(same, 1) if e is element)
