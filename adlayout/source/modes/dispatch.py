"""Sends a token to an insertion mode by name, so that modes need not import each other."""

from collections.abc import Callable

from adlayout.source.construction import Construction, Token
from adlayout.source.tokens import start_tag_length

Mode = Callable[[Construction, Token], None]
MODES: dict[str, Mode] = {}
WHITESPACE = b"\t\n\f\r "


def process(c: Construction, token: Token, mode: str | None = None) -> None:
    """Process a token using the rules of ``mode``, by default the current one."""
    MODES[mode or c.mode](c, token)


def switch(c: Construction, token: Token, mode: str) -> None:
    """Switch to another mode and reprocess the token there."""
    c.mode = mode
    MODES[mode](c, token)


def space_end(c: Construction, token: Token) -> int:
    """Where the leading whitespace of a text token ends."""
    text = c.data[token.start : token.end]
    return token.start + len(text) - len(text.lstrip(WHITESPACE))


def raw_element(c: Construction, token: Token) -> None:
    """Insert an element whose raw text the tokenizer has put into the token; its end tag, if any, is the next token."""
    tag_end = token.end - len(token.rest) + start_tag_length(token.rest)
    element = c.insert(Token("start", token.name, token.start, tag_end, token.rest[: start_tag_length(token.rest)]))
    if tag_end < token.end:
        element.children.append((tag_end, token.end))
    c.pop(token.end)
    c.raw = element
