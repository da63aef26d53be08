"""In the body: the end tags."""

from adlayout.source.construction import Construction, Token
from adlayout.source.modes.adoption import adopt, any_other_end
from adlayout.source.modes.dispatch import process
from adlayout.source.names import BLOCK_ENDS, BUTTON_SCOPE, FORMATTING, HEADINGS, LIST_SCOPE


def end_tag(c: Construction, token: Token) -> None:
    """An end tag in the body."""
    name = token.name
    if name in FORMATTING:
        adopt(c, token)
    elif name in BLOCK_ENDS:
        _close(c, token, (name,))
    elif name in ("dd", "dt"):
        _close(c, token, (name,), but=name)
    elif name in HEADINGS:
        _close(c, token, HEADINGS)
    elif name in _ENDS:
        _ENDS[name](c, token)
    else:
        any_other_end(c, token)


def _close(c: Construction, token: Token, names: "frozenset[str] | tuple[str, ...]", but: str = "") -> None:
    if c.has(names):
        c.implied_ends(token.start, but)
        c.pop_until(names, token.start, token.end)


def _paragraph(c: Construction, token: Token) -> None:
    if not c.has(("p",), BUTTON_SCOPE):
        # A stray </p> makes an empty paragraph.
        c.imply("p", token.start)
    c.close_p(token.start, token.end)


def _item(c: Construction, token: Token) -> None:
    if c.has(("li",), LIST_SCOPE):
        c.implied_ends(token.start, "li")
        c.pop_until(("li",), token.start, token.end)


def _object(c: Construction, token: Token) -> None:
    if c.has((token.name,)):
        c.implied_ends(token.start)
        c.pop_until((token.name,), token.start, token.end)
        c.clear_to_marker()


def _form(c: Construction, token: Token) -> None:
    if c.holds("template"):
        _close(c, token, ("form",))
        return
    form, c.form = c.form, None
    if form is None or form not in c.stack or not c.has(("form",)):
        return
    c.implied_ends(token.start)
    if c.stack[-1] is form:
        c.pop(token.start, token.end)
    else:
        # What is still open inside stays open: the form's bytes and its content are no nesting any more.
        c.remove(form, token.start)
        c.tangled.append((form.start, c.stack[-1]))


def _body(c: Construction, token: Token) -> None:
    if c.has(("body",)):
        c.mode = "after body"
        if token.name == "html":
            process(c, token)


def _line_break(c: Construction, token: Token) -> None:
    c.reopen(token.start)
    c.imply("br", token.start)
    c.pop(token.start)


def _template(c: Construction, token: Token) -> None:
    process(c, token, "in head")


_ENDS = {
    "p": _paragraph,
    "li": _item,
    "form": _form,
    "body": _body,
    "html": _body,
    "br": _line_break,
    "template": _template,
    "applet": _object,
    "marquee": _object,
    "object": _object,
}
