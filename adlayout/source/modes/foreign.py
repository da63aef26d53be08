"""SVG and MathML inside HTML (13.2.6.5)."""

from adlayout.source.construction import Construction, Token
from adlayout.source.modes.dispatch import process
from adlayout.source.names import BREAKS_OUT, MATH_TEXT, SVG_HTML
from adlayout.source.tokens import is_self_closing
from adlayout.source.tree import Element


def start_foreign(c: Construction, token: Token) -> None:
    """``<svg>`` or ``<math>`` in HTML."""
    c.reopen(token.start)
    _insert(c, token, token.name)


def _insert(c: Construction, token: Token, space: str) -> None:
    if is_self_closing(token.rest):
        c.void(token, space=space)
    else:
        c.insert(token, space=space)


def in_foreign(c: Construction, token: Token) -> bool:
    """Whether a token is to be processed by the rules of foreign content (the tree construction dispatcher)."""
    node = c.stack[-1]
    if not node.space or token.kind == "eof":
        return False
    if node.space == "math" and node.name in MATH_TEXT:
        return not (token.kind == "text" or (token.kind == "start" and token.name not in ("mglyph", "malignmark")))
    if node.name == "annotation-xml" and token.kind == "start" and token.name == "svg":
        return False
    if _is_html_point(node):
        return token.kind == "end"
    return True


def _is_html_point(node: Element) -> bool:
    if node.space == "svg":
        return node.name in SVG_HTML
    return node.name == "annotation-xml" and node.get("encoding").lower() in (
        "text/html",
        "application/xhtml+xml",
    )


def foreign(c: Construction, token: Token) -> None:
    """A token in foreign content."""
    if token.kind == "text":
        c.text(token.start, token.end)
    elif token.kind == "start":
        if token.name in BREAKS_OUT or (token.name == "font" and _styles_font(token)):
            _break_out(c, token)
        else:
            _insert(c, token, c.stack[-1].space)
    elif token.name in ("br", "p"):
        _break_out(c, token)
    else:
        _end(c, token)


def _styles_font(token: Token) -> bool:
    return bool({"color", "face", "size"} & Element("font", None, 0, 0, token.rest).attributes().keys())


def _break_out(c: Construction, token: Token) -> None:
    while c.stack[-1].space and not ends_html(c.stack[-1]):
        c.pop(token.start)
    process(c, token)


def ends_html(node: Element) -> bool:
    """Whether HTML may stand in this foreign element."""
    return (node.space == "math" and node.name in MATH_TEXT) or _is_html_point(node)


def _end(c: Construction, token: Token) -> None:
    for position in range(len(c.stack) - 1, 0, -1):
        node = c.stack[position]
        if not node.space:
            process(c, token)
            return
        if node.name == token.name:
            while c.stack[-1] is not node:
                c.pop(token.start)
            c.pop(token.start, token.end)
            return
