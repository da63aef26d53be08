"""The HTML Standard's tree construction (13.2.6) over the tokenizer's parts.

Most tags of real pages need no rule at all: an ordinary element in the body opens, or the current one closes. The loop
in ``_feed`` does those itself; everything else goes through ``modes/``, which say it as the Standard does.
"""

from codecs import BOM_UTF8

from adlayout.errors import PassThrough
from adlayout.source import doctype, tokens
from adlayout.source.construction import DEEPEST, Construction, Token
from adlayout.source.modes import process
from adlayout.source.modes.foreign import foreign, in_foreign
from adlayout.source.names import BLOCKS, FORMATTING, HEADINGS, RAW_TEXT, TABLE_PARTS
from adlayout.source.tree import Element

# What the loop may do by itself with a tag: an ordinary element opens, or the current one closes.
_SLOW, _END, _END_P, _END_FORMAT, _PLAIN, _BLOCK, _HEADING, _ITEM, _VOID, _FORMAT = range(10)
_FIRST_START = _PLAIN
_NO_TAG = (b"!", b"?", b"/")
_LISTS = ("ul", "ol")
_FLOW_MODES = frozenset(("in body", "in cell", "in caption"))
# Content models that need a second look at the bytes; more restarts than this and the page is an attack.
_MOST_RESTARTS = 2_000

_SPECIAL_STARTS = (
    RAW_TEXT
    | TABLE_PARTS
    | frozenset(
        [
            "html",
            "head",
            "body",
            "frameset",
            "base",
            "basefont",
            "bgsound",
            "link",
            "meta",
            "template",
            "pre",
            "listing",
            "form",
            "dd",
            "dt",
            "plaintext",
            "button",
            "nobr",
            "applet",
            "marquee",
            "object",
            "table",
            "image",
            "input",
            "param",
            "source",
            "track",
            "hr",
            "select",
            "optgroup",
            "option",
            "rb",
            "rtc",
            "rp",
            "rt",
            "math",
            "svg",
        ]
    )
)
_SPECIAL_ENDS = frozenset(
    [
        "html",
        "body",
        "form",
        "template",
        "applet",
        "marquee",
        "object",
        "br",
        "td",
        "th",
        "tr",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "colgroup",
    ]
)
_EASY_VOIDS = frozenset(["area", "br", "embed", "img", "wbr"])


def _action(raw: bytes) -> tuple[int, str]:
    """What to do with a tag of this raw name, and the name."""
    name = (
        raw.replace(b"\0", b"\xef\xbf\xbd").decode("utf-8", "replace").lower()
        if not raw.islower()
        else raw.decode("utf-8", "replace")
    )
    if name[0] == "/":
        return _END_ACTIONS.get(name[1:], _END), name[1:]
    return _START_ACTIONS.get(name, _PLAIN), name


_END_ACTIONS = {**dict.fromkeys(FORMATTING, _END_FORMAT), "p": _END_P, **dict.fromkeys(_SPECIAL_ENDS, _SLOW)}
_START_ACTIONS = {
    **dict.fromkeys(_SPECIAL_STARTS, _SLOW),
    **dict.fromkeys(BLOCKS, _BLOCK),
    **dict.fromkeys(HEADINGS, _HEADING),
    **dict.fromkeys(FORMATTING - {"nobr"}, _FORMAT),
    **dict.fromkeys(_EASY_VOIDS, _VOID),
    "li": _ITEM,
}


def build(data: bytes, *, scripting: bool) -> Construction:
    """The tree that a browser builds, with scripts on or off; no script is run.

    Raises ``PassThrough`` for frames and for what nests deeper than browsers go.
    """
    c = Construction(data, scripting)
    position: int | None = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    for _ in range(_MOST_RESTARTS):
        if position is None:
            break
        position = _feed(c, position)
    else:
        raise PassThrough("too-many-restarts", "the page switches its content model too often")
    _finish(c)
    return c


def _finish(c: Construction) -> None:
    end = len(c.data)
    process(c, Token("eof", "", end, end))
    if c.document is None or c.mode in ("before head", "in head", "after head", "in head noscript"):
        process(c, Token("end", "br", end, end))  # makes what is missing of html, head and body
        while c.stack[-1].name == "br":
            c.pop(end)
    while c.stack:
        c.pop(end)
    if c.dangling_from >= 0:
        c.dangling.append((c.dangling_from, end))


def _feed(c: Construction, start: int) -> int | None:  # noqa: C901, PLR0915  (the hot loop: calls would cost)
    """Process the page from ``start``; ``None`` at its end, else the offset from which to cut it again."""
    parts = tokens.cut(c.data, scripting=c.scripting, start=start)
    stack, active = c.stack, c.active
    actions: dict[bytes, tuple[int, str]] = {}
    position = start
    flowing = False
    last = len(c.data)
    for text, raw, rest in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        if text:
            after = position + len(text)
            if flowing and b"\0" not in text and not (active and active[-1].close >= 0):
                stack[-1].children.append((position, after))
            else:
                _slow(c, Token("text", "", position, after))
                flowing = c.mode in _FLOW_MODES and not stack[-1].space
            position = after
        end = position + 1 + len(raw) + len(rest)
        action = actions.get(raw)
        if action is None:
            action = actions[raw] = (-1, "") if raw in _NO_TAG else _action(raw)
        what, name = action
        if end == last and what >= 0 and not tokens.is_whole(rest):
            return None
        if flowing and what > 0:
            current = stack[-1]
            if what >= _FIRST_START:
                if _opens(c, what, name, (position, end, rest)):
                    position = end
                    continue
            elif current.name == name and (what != _END_FORMAT or (active and active[-1] is current)):
                stack.pop()
                current.close = position
                current.end = end
                if what == _END_P:
                    c.open_p -= 1
                elif what == _END_FORMAT:
                    active.pop()
                position = end
                continue
        elif what < 0 and rest[:2] == b"--":
            position = end
            continue
        elif c.raw is not None and c.raw.close == position and raw[:1] == b"/":
            c.raw.end, c.raw = end, None
            flowing = c.mode in _FLOW_MODES and not stack[-1].space
            position = end
            continue
        again = _tag(c, Token("end" if raw[:1] == b"/" else "start", name, position, end, rest), raw)
        if again is not None:
            return again
        flowing = c.raw is None and c.mode in _FLOW_MODES and not stack[-1].space
        position = end
    if parts[-1]:
        _slow(c, Token("text", "", position, position + len(parts[-1])))
    return None


def _opens(c: Construction, what: int, name: str, tag: tuple[int, int, bytes]) -> bool:  # noqa: C901  (as above)
    """Open an ordinary element, if no rule has to be asked."""
    stack, active = c.stack, c.active
    current = stack[-1]
    if _PLAIN < what < _VOID:
        if c.open_p or (what == _HEADING and current.name in HEADINGS):
            return False
        if what == _ITEM:
            if current.name == "li":
                stack.pop()
                current.close = current.end = tag[0]
                current = stack[-1]
            elif current.name not in _LISTS:
                return False
    elif active and (active[-1].close >= 0 or (what == _FORMAT and (len(active) > 2 or name == "a"))):
        return False
    element = Element(name, current, *tag)
    current.children.append(element)
    c.elements.append(element)
    if what == _VOID:
        element.close = element.end = tag[1]
        return True
    stack.append(element)
    if what == _FORMAT:
        active.append(element)
    elif name == "p":
        c.open_p = 1
    if len(stack) > DEEPEST:
        raise PassThrough("too-deep", f"elements nest deeper than {DEEPEST} at byte {tag[0]:,}")
    return True


def _slow(c: Construction, token: Token) -> None:
    if c.stack and in_foreign(c, token):
        foreign(c, token)
    else:
        process(c, token)


def _tag(c: Construction, token: Token, raw: bytes) -> int | None:
    """One tag by the modes' rules; the offset behind what had to be read another way than it was cut."""
    if not token.name:
        return _markup_declaration(c, token, raw)
    if c.raw is not None:
        c.raw = None
    if token.kind == "start":
        if token.name in RAW_TEXT and (token.name != "noscript" or c.scripting):
            return _raw(c, token)
        if token.name == "plaintext":
            _slow(c, token)
            if c.stack[-1].name == "plaintext":
                c.text(token.end, len(c.data))
                return len(c.data)
            return None
    _slow(c, token)
    return None


def _raw(c: Construction, token: Token) -> int | None:
    """A raw-text element: in SVG and MathML its content is markup; a script's may end later than it seems."""
    length = len(token.rest)
    tag_end = token.end - length + tokens.start_tag_length(token.rest)
    content = c.data[tag_end : token.end]
    if c.stack and in_foreign(c, token):
        _slow(c, Token("start", token.name, token.start, tag_end, token.rest[: tag_end - token.end + length]))
        if content and b"<" not in content:  # mostly an icon's <title>: text all the same
            _slow(c, Token("text", "", tag_end, token.end))
            return None
        return tag_end if content else None
    if token.name == "script" and b"<!--" in content:
        end = tokens.script_end(c.data, tag_end)
        if end != token.end:
            token.end, token.rest = end, c.data[token.end - length : end]
            _slow(c, token)
            return end
    _slow(c, token)
    return None


def _markup_declaration(c: Construction, token: Token, raw: bytes) -> int | None:
    if raw != b"!":
        return None
    if token.rest[:7] == b"[CDATA[" and c.stack and c.stack[-1].space:
        begin = token.start + 9
        end = c.data.find(b"]]>", begin)
        c.text(begin, len(c.data) if end < 0 else end)
        return len(c.data) if end < 0 else end + 3
    if c.mode == "initial" and token.rest[:7].lower() == b"doctype":
        c.quirks = doctype.is_quirky(token.rest[7:])
        c.mode = "before html"
    return None
