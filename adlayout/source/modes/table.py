"""Tables: what belongs into them, and what is foster-parented out of them."""

from adlayout.source.construction import MARKER, Construction, Token
from adlayout.source.modes.dispatch import WHITESPACE, Mode, process, switch
from adlayout.source.modes.head import reset_mode
from adlayout.source.names import TABLE_SCOPE
from adlayout.source.tree import Element

_TABLE = frozenset(("html", "table", "template"))
_SECTION = frozenset(("html", "tbody", "tfoot", "thead", "template"))
_ROW = frozenset(("html", "tr", "template"))
_SECTIONS = ("tbody", "tfoot", "thead")
_CELL_BREAKERS = frozenset(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])
_NO_ENDS = frozenset(["body", "caption", "col", "colgroup", "html", "tbody", "td", "tfoot", "th", "thead", "tr"])


def in_table(c: Construction, token: Token) -> None:
    """Directly in a table."""
    if token.kind == "text":
        _table_text(c, token)
    elif token.kind == "eof":
        process(c, token, "in body")
    elif token.kind == "start":
        _table_start(c, token)
    elif token.name == "table":
        if c.has(("table",), TABLE_SCOPE):
            c.pop_until(("table",), token.start, token.end)
            reset_mode(c)
    elif token.name == "template":
        process(c, token, "in head")
    elif token.name not in _NO_ENDS:
        _foster(c, token)


def _table_text(c: Construction, token: Token) -> None:
    if c.stack[-1].name not in ("table", "tbody", "template", "tfoot", "thead", "tr") or c.data[
        token.start : token.end
    ].strip(WHITESPACE + b"\0"):
        _foster(c, token)
    else:
        c.text(token.start, token.end)


def _foster(c: Construction, token: Token) -> None:
    """Content that may not stand in a table goes before it."""
    c.fostering = True
    process(c, token, "in body")
    c.fostering = False


def _table_start(c: Construction, token: Token) -> None:
    name = token.name
    if name in ("caption", "colgroup", *_SECTIONS):
        c.pop_to(_TABLE, token.start)
        if name == "caption":
            c.active.append(MARKER)
        c.insert(token)
        c.mode = {"caption": "in caption", "colgroup": "in column group"}.get(name, "in table body")
    elif name in ("col", "td", "th", "tr"):
        c.pop_to(_TABLE, token.start)
        c.imply("colgroup" if name == "col" else "tbody", token.start)
        switch(c, token, "in column group" if name == "col" else "in table body")
    elif name == "table":
        if c.has(("table",), TABLE_SCOPE):
            c.pop_until(("table",), token.start)
            reset_mode(c)
            process(c, token)
    elif name in ("style", "script", "template"):
        process(c, token, "in head")
    elif name == "input" and _is_hidden(token):
        c.void(token)
    elif name == "form":
        if not c.holds("template") and c.form is None:
            c.form = c.insert(token)
            c.pop(token.end)
    else:
        _foster(c, token)


def _is_hidden(token: Token) -> bool:
    return Element("input", None, 0, 0, token.rest).get("type").lower() == "hidden"


def in_caption(c: Construction, token: Token) -> None:
    """In a caption."""
    closes = token.kind == "end" and token.name in ("caption", "table")
    breaks = token.kind == "start" and token.name in _CELL_BREAKERS
    if not closes and not breaks:
        if token.kind != "end" or token.name not in _NO_ENDS:
            process(c, token, "in body")
        return
    if not c.has(("caption",), TABLE_SCOPE):
        return
    own = closes and token.name == "caption"
    c.implied_ends(token.start)
    c.pop_until(("caption",), token.start, token.end if own else None)
    c.clear_to_marker()
    c.mode = "in table"
    if not own:
        process(c, token)


def in_column_group(c: Construction, token: Token) -> None:
    """In a column group."""
    if token.kind == "text":
        text = c.data[token.start : token.end]
        end = token.start + len(text) - len(text.lstrip(WHITESPACE))
        c.text(token.start, end)
        token.start = end
        if end == token.end:
            return None
    elif (token.name == "html" and token.kind == "start") or token.kind == "eof":
        return process(c, token, "in body")
    elif token.name == "template":
        return process(c, token, "in head")
    elif token.name == "col":
        if token.kind == "start":
            c.void(token)
        return None
    if c.stack[-1].name != "colgroup":
        return None
    own = token.kind == "end" and token.name == "colgroup"
    c.pop(token.start, token.end if own else None)
    c.mode = "in table"
    return None if own else process(c, token)


def in_table_body(c: Construction, token: Token) -> None:
    """In a table section."""
    name = token.name
    if token.kind == "start" and name == "tr":
        c.pop_to(_SECTION, token.start)
        c.insert(token)
        c.mode = "in row"
    elif token.kind == "start" and name in ("td", "th"):
        c.pop_to(_SECTION, token.start)
        c.imply("tr", token.start)
        switch(c, token, "in row")
    elif token.kind == "end" and name in _SECTIONS:
        if c.has((name,), TABLE_SCOPE):
            c.pop_to(_SECTION, token.start)
            c.pop(token.start, token.end)
            c.mode = "in table"
    elif (token.kind == "start" and name in ("caption", "col", "colgroup", *_SECTIONS)) or (
        token.kind == "end" and name == "table"
    ):
        if c.has(_SECTIONS, TABLE_SCOPE):
            c.pop_to(_SECTION, token.start)
            c.pop(token.start)
            switch(c, token, "in table")
    elif token.kind != "end" or name not in ("body", "caption", "col", "colgroup", "html", "td", "th", "tr"):
        process(c, token, "in table")


def in_row(c: Construction, token: Token) -> None:
    """In a row."""
    name = token.name
    if token.kind == "start" and name in ("td", "th"):
        c.pop_to(_ROW, token.start)
        c.insert(token)
        c.active.append(MARKER)
        c.mode = "in cell"
    elif token.kind == "end" and name == "tr":
        _end_row(c, token)
    elif (token.kind == "start" and name in ("caption", "col", "colgroup", "tr", *_SECTIONS)) or (
        token.kind == "end" and name == "table"
    ):
        if _end_row(c, Token("", "", token.start, token.start)):
            process(c, token)
    elif token.kind == "end" and name in _SECTIONS:
        if c.has((name,), TABLE_SCOPE) and _end_row(c, Token("", "", token.start, token.start)):
            process(c, token)
    elif token.kind != "end" or name not in ("body", "caption", "col", "colgroup", "html", "td", "th"):
        process(c, token, "in table")


def _end_row(c: Construction, token: Token) -> bool:
    if not c.has(("tr",), TABLE_SCOPE):
        return False
    c.pop_to(_ROW, token.start)
    c.pop(token.start, token.end)
    c.mode = "in table body"
    return True


def in_cell(c: Construction, token: Token) -> None:
    """In a cell."""
    name = token.name
    if token.kind == "end" and name in ("td", "th"):
        if c.has((name,), TABLE_SCOPE):
            c.implied_ends(token.start)
            c.pop_until((name,), token.start, token.end)
            c.clear_to_marker()
            c.mode = "in row"
    elif token.kind == "start" and name in _CELL_BREAKERS:
        if c.has(("td", "th"), TABLE_SCOPE):
            _close_cell(c, token)
    elif token.kind == "end" and name in ("table", "tbody", "tfoot", "thead", "tr"):
        if c.has((name,), TABLE_SCOPE):
            _close_cell(c, token)
    elif token.kind != "end" or name not in ("body", "caption", "col", "colgroup", "html"):
        process(c, token, "in body")


def _close_cell(c: Construction, token: Token) -> None:
    c.implied_ends(token.start)
    c.pop_until(("td", "th"), token.start)
    c.clear_to_marker()
    switch(c, token, "in row")


MODES: dict[str, Mode] = {
    "in table": in_table,
    "in caption": in_caption,
    "in column group": in_column_group,
    "in table body": in_table_body,
    "in row": in_row,
    "in cell": in_cell,
}
