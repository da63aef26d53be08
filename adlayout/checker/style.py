"""What adlayout's own style says of an element: the marked sheet in the head and style attributes, nothing else.

The page's own sheets are not asked; ``check --browser`` lets Chromium ask them. Of two rules of the sheet the later one
holds, as all of it weighs the same.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from adlayout.checker.read import MARK
from adlayout.source import Element, Page

WIDTHS = {"mobile": 390, "desktop": 1280}
"""Viewport widths of the profiles in px."""

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BLOCK = re.compile(r"@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}|([^{}@]+)\{([^{}]*)\}")
_WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)px\s*\)")
_FONT = re.compile(r"(?:^|\s)([\d.]+)px(?:\s*/\s*[\d.]+(?:px)?)?\s")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_SUM = re.compile(r"(?:[\d.+\-*/(), ]|clamp|min|max)+")
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "min": min,
    "max": max,
    "clamp": lambda low, wanted, high: max(low, min(wanted, high)),
}
# Attributes by which an element keeps its place before anything is loaded.
_SIZED = ("amp-ad", "amp-img", "amp-iframe", "img", "iframe", "video")

Rule = tuple[str, str, dict[str, str]]
"""Media query (empty: none), selector, declarations."""


class Style:
    """Our own style on one page; what it says of an element is worked out once."""

    def __init__(self, page: Page) -> None:
        texts = (one.node.text for one in page.named("style") if one.has(MARK))
        self._rules = _rules("\n".join(filter(None, texts)))
        self._known: dict[tuple[Element, int], dict[str, str]] = {}

    def of(self, element: Element, width: int) -> dict[str, str]:
        """Property and value of all that is said of an element in a viewport of that width, variables resolved."""
        known = self._known.get((element, width))
        if known is None:
            known = self._known[element, width] = self._said(element, width)
        return known

    def _said(self, element: Element, width: int) -> dict[str, str]:
        plain: dict[str, str] = {}
        strong: dict[str, str] = {}
        for media, selector, declarations in self._rules:
            if _holds(media, width) and element.node.matches(selector):
                for name, value in declarations.items():
                    (strong if _is_important(value) else plain)[name] = value
        own = dict(_declared(element.get("style")))
        plain |= {name: value for name, value in own.items() if not _is_important(value)}
        strong |= {name: value for name, value in own.items() if _is_important(value)}
        found = {name: value.removesuffix("!important").strip() for name, value in {**plain, **strong}.items()}
        return {name: _resolved(value, found) for name, value in found.items()}

    def height(self, element: Element, width: int) -> float:
        """px that an element keeps free, whatever comes into it: its own least height, or what its children keep."""
        own = self.of(element, width)
        if own.get("display") == "none":
            return 0
        least = [px(own.get(name, ""), width) or 0 for name in ("min-height", "height")]
        if element.name in _SIZED and element.get("height").isdigit():
            least.append(int(element.get("height")))
        return max(*least, sum(self.height(child, width) for child in element.children if isinstance(child, Element)))


def font_size(style: dict[str, str], width: int) -> float | None:
    """px of the text, if the style says so."""
    if size := px(style.get("font-size", ""), width):
        return size
    found = _FONT.search(style.get("font", ""))
    return float(found[1]) if found else None


def px(value: str, width: int) -> float | None:
    """A length in px: a number, or a sum of numbers and the viewport's width; None for anything else."""
    text = value.replace("100vw", str(width)).replace("px", "").replace("calc(", "(").strip()
    if not text or not _SUM.fullmatch(text):
        return None
    try:
        return _value(ast.parse(text, mode="eval").body)
    except (SyntaxError, TypeError, ValueError, ZeroDivisionError):
        return None


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=one):
            return -_value(one)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=given) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*map(_value, given))
    raise ValueError("no length")


@lru_cache(maxsize=64)
def _rules(sheet: str) -> tuple[Rule, ...]:
    """The rules of a sheet; pseudo-elements are no elements, and left out."""
    return tuple(_parsed(_COMMENT.sub("", sheet), ""))


def _parsed(sheet: str, media: str) -> Iterator[Rule]:
    for query, inner, selectors, body in _BLOCK.findall(sheet):
        if query:
            yield from _parsed(inner, query.strip())
        elif selectors:
            declared = dict(_declared(body))
            for selector in selectors.split(","):
                if selector.strip() and "::" not in selector:
                    yield media, selector.strip(), declared


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for one in body.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _is_important(value: str) -> bool:
    return value.endswith("!important")


def _holds(media: str, width: int) -> bool:
    """Whether a query about the viewport's width holds; any other is taken not to (print, dark)."""
    if not media:
        return True
    if _WIDTH.sub("", media).replace("and", "").replace("screen", "").strip():
        return False
    return all(
        width >= float(bound) if which == "min" else width <= float(bound) for which, bound in _WIDTH.findall(media)
    )


def _resolved(value: str, found: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda one: found.get(one[1], (one[2] or "").strip()), value)
