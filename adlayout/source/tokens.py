"""The tokenizer of the HTML Standard (13.2.5), as one regular expression over bytes.

``cut(data)`` gives ``text, name, rest, text, name, rest, …, text``:

- ``name`` is what follows ``<``: ``div``, ``/div``, or ``!``, ``?``, ``/`` for what is no tag;
- ``rest`` is all up to and with the ``>``; behind the start tag of a raw-text element also the raw text itself,
  up to its end tag.

Only ``<`` is in no part, so a running sum of lengths gives every offset, and no Python runs per tag: this is why it
costs a third of what lxml costs for parsing and serialising. What depends on the tree (``<title>`` in SVG holds
no raw text, CDATA exists only there) the builder sees, and cuts again from there.
"""

import re

WHITESPACE = b"\t\n\f\r "

_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+|)"""
# The first byte of an attribute's name may be "="; only a later one ends the name.
_ATTRIBUTE = rb"([^\t\n\f\r />][^\t\n\f\r />=]*+)(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(" + _VALUE + rb"))?+"
_ANY_ATTRIBUTES = rb"(?:[\t\n\f\r /]++|" + re.sub(rb"\((?!\?)", rb"(?:", _ATTRIBUTE) + rb")*+(?:>|\Z)"
# ` name="value"` again and again is the usual case, and one step instead of three for each attribute.
_REST = rb"(?:[\t\n\f\r ]++[^\t\n\f\r />=]++=\"[^\"]*+\")*+(?:>|" + _ANY_ATTRIBUTES + rb")"
_COMMENT = rb"--(?:-?>|[^-]*+(?:-(?!->|-!>)[^-]*+)*+(?:--!?>|\Z))"
_BOGUS = rb"[^>]*+(?:>|\Z)"
_RAW_NAMES = (b"script", b"style", b"title", b"textarea", b"iframe", b"noembed", b"noframes", b"xmp")


def _cutter(raw_names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    last_letters = bytes({name[-1] for name in raw_names})
    raw_start = rb"|".join(rb"(?<=<" + name + rb")" for name in raw_names)
    raw_text = rb"[^<]*+(?:<(?!/\1[\t\n\f\r />])[^<]*+)*+"
    return re.compile(
        rb"<(/?[A-Za-z][^\t\n\f\r />]*+|[!?/])("
        rb"(?<=[" + last_letters + rb"])(?:" + raw_start + rb")" + _REST + raw_text + rb"|"
        rb"(?<!<[!?/])" + _REST + rb"|(?<=<!)" + _COMMENT + rb"|" + _BOGUS + rb")",
        re.I,
    )


_CUT = {False: _cutter(_RAW_NAMES), True: _cutter((*_RAW_NAMES, b"noscript"))}
_START_TAG = re.compile(_REST)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_IN_SCRIPT = re.compile(rb"<!--|</?script[\t\n\f\r />]|-->", re.I)
_WHOLE_TAG = re.compile(_ANY_ATTRIBUTES[: -len(rb"(?:>|\Z)")] + rb">")


def cut(data: bytes, *, scripting: bool, start: int = 0) -> list[bytes]:
    """Parts of ``data`` from ``start`` on, as above. ``scripting``: ``<noscript>`` holds raw text, as it does where
    scripts run.
    """
    return _CUT[scripting].split(data[start:] if start else data)


def start_tag_length(rest: bytes) -> int:
    """Length of the attributes and ``>`` at the head of a raw-text element's ``rest``."""
    match = _START_TAG.match(rest)
    return match.end() if match else len(rest)


def is_whole(rest: bytes) -> bool:
    """Whether a tag has its ``>``: the last one of a page may lack it, and browsers drop such a tag."""
    return _WHOLE_TAG.match(rest) is not None


def raw_attributes(rest: bytes) -> list[tuple[bytes, bytes]]:
    """Names and values as they stand in a start tag, quotes taken off, in order."""
    tag = rest[: start_tag_length(rest)]
    found = _ATTRIBUTES.findall(tag[:-1] if tag.endswith(b">") else tag)
    return [(name, value[1:-1] if value[:1] in (b'"', b"'") else value) for name, value in found]


def is_self_closing(rest: bytes) -> bool:
    """Whether a start tag ends in ``/>``, the slash being no part of an unquoted value."""
    if not rest.endswith(b"/>"):
        return False
    last = None
    for last in _ATTRIBUTES.finditer(rest, 0, len(rest) - 1):  # noqa: B007  (only the last one counts)
        pass
    return last is None or last.end() < len(rest) - 1


def script_end(data: bytes, start: int) -> int:
    """Where the text of a script that begins at ``start`` ends: at its ``</script``, or at the end of ``data``.

    Behind ``<!--`` a ``<script`` opens an inner level whose ``</script>`` ends only that (13.2.5.15 to 13.2.5.31).
    """
    escaped = double = False
    position = start
    while match := _IN_SCRIPT.search(data, position):
        found = match.group().lower()
        position = match.end()
        if found == b"<!--":
            escaped = True
            position -= 2  # "<!-->" closes what it opens
        elif found == b"-->":
            escaped = double = False
        elif not found.startswith(b"</"):
            double = escaped
        elif not double:
            return match.start()
        else:
            double = False
    return len(data)
