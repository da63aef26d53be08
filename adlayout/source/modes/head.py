"""From the doctype to the end of the head."""

from adlayout.errors import PassThrough
from adlayout.source.construction import MARKER, Construction, Token
from adlayout.source.modes.dispatch import Mode, process, raw_element, space_end, switch
from adlayout.source.names import IN_HEAD, THOROUGH_ENDS
from adlayout.source.tree import Element

_PASSED_ON_ENDS = frozenset(("head", "body", "html", "br"))


def initial(c: Construction, token: Token) -> None:
    """Doctypes are read by the builder; whatever comes here means that there is none."""
    if token.kind == "text":
        token.start = space_end(c, token)
        if token.start == token.end:
            return
    c.quirks = True
    switch(c, token, "before html")


def before_html(c: Construction, token: Token) -> None:
    """Before ``<html>``."""
    if token.kind == "text":
        token.start = space_end(c, token)
        if token.start == token.end:
            return
    elif token.kind == "end" and token.name not in _PASSED_ON_ENDS:
        return
    html_tag = (
        token if token.kind == "start" and token.name == "html" else Token("start", "html", token.start, token.start)
    )
    c.document = Element("html", None, html_tag.start, html_tag.end, html_tag.rest)
    c.stack.append(c.document)
    c.elements.append(c.document)
    c.mode = "before head"
    if html_tag is not token:
        process(c, token)


def before_head(c: Construction, token: Token) -> None:
    """Before ``<head>``."""
    if token.kind == "text":
        token.start = space_end(c, token)
        if token.start == token.end:
            return None
    elif token.kind == "end" and token.name not in _PASSED_ON_ENDS:
        return None
    elif token.kind == "start" and token.name == "html":
        return process(c, token, "in body")
    if token.kind == "start" and token.name == "head":
        c.head = c.insert(token)
        c.mode = "in head"
        return None
    c.head = c.imply("head", token.start)
    return switch(c, token, "in head")


def in_head(c: Construction, token: Token) -> None:
    """In the head."""
    if token.kind == "text":
        end = space_end(c, token)
        c.text(token.start, end)
        token.start = end
        if end == token.end:
            return None
    elif token.kind == "start" and (token.name in IN_HEAD or token.name == "noscript"):
        return _head_element(c, token)
    elif token.kind == "start" and token.name == "html":
        return process(c, token, "in body")
    elif token.kind == "start" and token.name == "head":
        return None
    elif token.kind == "end":
        if token.name == "head":
            c.pop(token.start, token.end)
            c.mode = "after head"
            return None
        if token.name == "template":
            return end_template(c, token)
        if token.name not in _PASSED_ON_ENDS:
            return None
    c.pop(token.start)
    return switch(c, token, "after head")


def _head_element(c: Construction, token: Token) -> None:
    if token.name == "template":
        c.insert(token)
        c.active.append(MARKER)
        c.mode = "in template"
        c.template_modes.append("in template")
    elif token.name == "noscript" and not c.scripting:
        c.insert(token)
        c.mode = "in head noscript"
    elif token.name in ("base", "basefont", "bgsound", "link", "meta"):
        c.void(token)
    else:
        raw_element(c, token)


def end_template(c: Construction, token: Token) -> None:
    """``</template>``, wherever it stands."""
    if not c.holds("template"):
        return
    c.implied_ends(token.start, names=THOROUGH_ENDS)
    c.pop_until(("template",), token.start, token.end)
    c.clear_to_marker()
    c.template_modes.pop()
    reset_mode(c)


def in_head_noscript(c: Construction, token: Token) -> None:
    """``<noscript>`` in the head, where no script runs: whatever is no head element ends it, and the head."""
    if token.kind == "text":
        end = space_end(c, token)
        c.text(token.start, end)
        token.start = end
        if end == token.end:
            return None
    elif token.kind == "start":
        if token.name == "html":
            return process(c, token, "in body")
        if token.name in ("basefont", "bgsound", "link", "meta", "noframes", "style"):
            return process(c, token, "in head")
        if token.name in ("head", "noscript"):
            return None
    elif token.kind == "end":
        if token.name == "noscript":
            c.pop(token.start, token.end)
            c.mode = "in head"
            return None
        if token.name != "br":
            return None
    c.pop(token.start)
    return switch(c, token, "in head")


def after_head(c: Construction, token: Token) -> None:
    """Between head and body."""
    if token.kind == "text":
        end = space_end(c, token)
        c.text(token.start, end)
        token.start = end
        if end == token.end:
            return None
    elif token.kind == "start":
        if token.name in ("html", "body", "frameset", "head"):
            return _after_head_start(c, token)
        if token.name in IN_HEAD and c.head is not None:
            head = c.head
            head_end = head.close, head.end
            c.stack.append(head)
            process(c, token, "in head")
            if head in c.stack:
                c.stack.remove(head)
            head.close, head.end = head_end
            c.tangled.append((head.close, token.end))
            return None
    elif token.kind == "end":
        if token.name == "template":
            return process(c, token, "in head")
        if token.name not in ("body", "html", "br"):
            return None
    c.imply("body", token.start)
    return switch(c, token, "in body")


def _after_head_start(c: Construction, token: Token) -> None:
    if token.name == "html":
        process(c, token, "in body")
    elif token.name == "body":
        c.insert(token)
        c.mode = "in body"
    elif token.name == "frameset":
        raise PassThrough("frameset", "a page of frames has no text of its own")


_BY_NAME = {
    "tr": "in row", "tbody": "in table body", "thead": "in table body", "tfoot": "in table body",
    "caption": "in caption", "colgroup": "in column group", "table": "in table", "head": "in head", "body": "in body",
}  # fmt: skip


def reset_mode(c: Construction) -> None:
    """Reset the insertion mode appropriately (13.2.4.1)."""
    for element in reversed(c.stack):
        name = element.name
        if element.space:
            continue
        if name in ("td", "th"):
            c.mode = "in cell"
            return
        if name == "template":
            c.mode = c.template_modes[-1]
            return
        if name in _BY_NAME:
            c.mode = _BY_NAME[name]
            return
    c.mode = "before head" if c.head is None else "after head"


MODES: dict[str, Mode] = {
    "initial": initial,
    "before html": before_html,
    "before head": before_head,
    "in head": in_head,
    "in head noscript": in_head_noscript,
    "after head": after_head,
}
