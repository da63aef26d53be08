"""Inside ``<template>``: the first tag says which mode its content is read in."""

from adlayout.source.construction import Construction, Token
from adlayout.source.modes.dispatch import Mode, process
from adlayout.source.modes.head import reset_mode
from adlayout.source.names import IN_HEAD

_MODE_FOR = {
    "caption": "in table", "colgroup": "in table", "tbody": "in table", "tfoot": "in table", "thead": "in table",
    "col": "in column group", "tr": "in table body", "td": "in row", "th": "in row",
}  # fmt: skip


def in_template(c: Construction, token: Token) -> None:
    """In a template."""
    if token.kind == "text":
        return process(c, token, "in body")
    if token.kind == "eof":
        if not c.holds("template"):
            return None
        c.pop_until(("template",), token.start)
        c.clear_to_marker()
        c.template_modes.pop()
        reset_mode(c)
        return process(c, token)
    if token.kind == "end":
        return process(c, token, "in head") if token.name == "template" else None
    if token.name in IN_HEAD:
        return process(c, token, "in head")
    mode = _MODE_FOR.get(token.name, "in body")
    c.template_modes[-1] = mode
    c.mode = mode
    return process(c, token)


MODES: dict[str, Mode] = {"in template": in_template}
