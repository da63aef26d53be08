"""In the body: the start tags; ends.py has the end tags."""

from collections.abc import Callable

from adlayout.errors import PassThrough
from adlayout.source.construction import MARKER, Construction, Token, is_special
from adlayout.source.modes.adoption import adopt
from adlayout.source.modes.dispatch import Mode, process, raw_element
from adlayout.source.modes.ends import end_tag
from adlayout.source.modes.foreign import start_foreign
from adlayout.source.names import BLOCKS, FORMATTING, HEADINGS, IN_HEAD, TABLE_PARTS

Start = Callable[[Construction, Token], None]


def in_body(c: Construction, token: Token) -> None:
    """In the body."""
    if token.kind == "start":
        _START.get(token.name, _any_other)(c, token)
    elif token.kind == "end":
        end_tag(c, token)
    elif token.kind == "text":
        if c.data[token.start : token.end].strip(b"\0"):
            c.reopen(token.start)
            c.text(token.start, token.end)
    elif c.template_modes:
        process(c, token, "in template")


def _any_other(c: Construction, token: Token) -> None:
    c.reopen(token.start)
    c.insert(token)


def _html(c: Construction, token: Token) -> None:
    if not c.holds("template") and c.document is not None:
        # Its attributes go to the element that is there; of two with one name the first one counts.
        c.document.rest = c.document.rest.rstrip(b"/>") + b" " + token.rest if c.document.rest else token.rest


def _body(c: Construction, token: Token) -> None:
    if len(c.stack) > 1 and c.stack[1].name == "body" and not c.holds("template"):
        body = c.stack[1]
        body.rest = body.rest.rstrip(b"/>") + b" " + token.rest if body.rest else token.rest


def _frameset(c: Construction, token: Token) -> None:
    if len(c.stack) > 1 and c.stack[1].name == "body" and c.stack[1].implied:
        raise PassThrough("frameset", "a page of frames has no text of its own")


def _block(c: Construction, token: Token) -> None:
    c.close_p(token.start)
    c.insert(token)


def _heading(c: Construction, token: Token) -> None:
    c.close_p(token.start)
    if c.stack[-1].name in HEADINGS:
        c.pop(token.start)
    c.insert(token)


def _form(c: Construction, token: Token) -> None:
    templated = c.holds("template")
    if c.form is not None and not templated:
        return
    c.close_p(token.start)
    form = c.insert(token)
    if not templated:
        c.form = form


def _item(c: Construction, token: Token) -> None:
    """``li``, ``dd`` and ``dt`` close the one before them."""
    alike = ("li",) if token.name == "li" else ("dd", "dt")
    for element in reversed(c.stack):
        if element.name in alike and not element.space:
            c.implied_ends(token.start, element.name)
            c.pop_until((element.name,), token.start)
            break
        if is_special(element) and element.name not in ("address", "div", "p"):
            break
    c.close_p(token.start)
    c.insert(token)


def _button(c: Construction, token: Token) -> None:
    if c.has(("button",)):
        c.implied_ends(token.start)
        c.pop_until(("button",), token.start)
    c.reopen(token.start)
    c.insert(token)


def _link(c: Construction, token: Token) -> None:
    for entry in reversed(c.active):
        if entry is MARKER:
            break
        if entry.name == "a":
            adopt(c, Token("end", "a", token.start, token.start))
            if entry in c.active:
                c.active.remove(entry)
            c.remove(entry, token.start)
            break
    _format(c, token)


def _format(c: Construction, token: Token) -> None:
    c.reopen(token.start)
    c.format(c.insert(token))


def _nobr(c: Construction, token: Token) -> None:
    c.reopen(token.start)
    if c.has(("nobr",)):
        adopt(c, Token("end", "nobr", token.start, token.start))
        c.reopen(token.start)
    c.format(c.insert(token))


def _object(c: Construction, token: Token) -> None:
    c.reopen(token.start)
    c.insert(token)
    c.active.append(MARKER)


def _table(c: Construction, token: Token) -> None:
    if not c.quirks:
        c.close_p(token.start)
    c.insert(token)
    c.mode = "in table"


def _void(c: Construction, token: Token) -> None:
    if token.name == "input" and c.has(("select",)):
        c.pop_until(("select",), token.start)
    c.reopen(token.start)
    c.void(token, "img" if token.name == "image" else None)


def _plain_void(c: Construction, token: Token) -> None:
    c.void(token)


def _rule(c: Construction, token: Token) -> None:
    c.close_p(token.start)
    if c.has(("select",)):
        c.implied_ends(token.start)
    c.void(token)


def _raw(c: Construction, token: Token) -> None:
    if token.name == "xmp":
        c.close_p(token.start)
        c.reopen(token.start)
    raw_element(c, token)


def _noscript(c: Construction, token: Token) -> None:
    if c.scripting:
        raw_element(c, token)
    else:
        _any_other(c, token)


def _select(c: Construction, token: Token) -> None:
    if c.has(("select",)):
        c.pop_until(("select",), token.start)
        return
    _any_other(c, token)


def _option(c: Construction, token: Token) -> None:
    if c.has(("select",)):
        c.implied_ends(token.start, "optgroup" if token.name == "option" else "")
    elif c.stack[-1].name == "option":
        c.pop(token.start)
    _any_other(c, token)


def _ruby(c: Construction, token: Token) -> None:
    if c.has(("ruby",)):
        c.implied_ends(token.start, "rtc" if token.name in ("rp", "rt") else "")
    c.insert(token)


def _head_element(c: Construction, token: Token) -> None:
    process(c, token, "in head")


def _ignore(c: Construction, token: Token) -> None:
    """Table parts outside of a table, a second ``<head>``: nothing."""


_START: dict[str, Start] = {
    **dict.fromkeys(BLOCKS | {"pre", "listing", "plaintext"}, _block),
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(FORMATTING, _format),
    **dict.fromkeys(("area", "br", "embed", "img", "image", "input", "keygen", "wbr"), _void),
    **dict.fromkeys(("param", "source", "track"), _plain_void),
    **dict.fromkeys(IN_HEAD, _head_element),
    **dict.fromkeys(("applet", "marquee", "object"), _object),
    **dict.fromkeys(("textarea", "xmp", "iframe", "noembed"), _raw),
    **dict.fromkeys(("optgroup", "option"), _option),
    **dict.fromkeys(("rb", "rtc", "rp", "rt"), _ruby),
    **dict.fromkeys(("math", "svg"), start_foreign),
    **dict.fromkeys(("li", "dd", "dt"), _item),
    **dict.fromkeys(TABLE_PARTS, _ignore),
    "html": _html,
    "body": _body,
    "frameset": _frameset,
    "form": _form,
    "button": _button,
    "a": _link,
    "nobr": _nobr,
    "table": _table,
    "hr": _rule,
    "noscript": _noscript,
    "select": _select,
}

MODES: dict[str, Mode] = {"in body": in_body}
