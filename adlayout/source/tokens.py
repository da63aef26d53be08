"""The tokenizer of the HTML Standard (13.2.5), as one regular expression over bytes.

``cut(data)`` gives ``text, name, rest, text, name, rest, …, text``:

- ``name`` is what follows ``<``: ``div``, ``/div``, or ``!``, ``?``, ``/`` for what is no tag;
- ``rest`` is all up to and with the ``>``; behind the start tag of a raw-text element also the raw text itself,
  up to its end tag.

Only ``<`` is in no part, so a running sum of lengths gives every offset, and no Python runs per tag: this is why it
costs a third of what libxml2 costs for parsing and serialising. What depends on the tree (``<title>`` in SVG holds
no raw text, CDATA exists only there) the builder sees, and cuts again from there.
"""

import re
from itertools import accumulate, chain

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
_NOT_IN_SCRIPT = re.compile(rb"<!--|<(/?)script[\t\n\f\r />]|--!?>", re.I)


def cut(data: bytes, scripting: bool, start: int = 0) -> tuple[list[bytes], list[int]]:
    """Parts of ``data`` from ``start`` on (see above) and, for each part, the offset at which it ends.

    Ends are those of ``data`` with the ``<`` before each name counted. ``scripting``: whether ``<noscript>`` holds raw
    text, as it does in a browser that runs scripts.
    """
    parts = _CUT[scripting].split(data[start:] if start else data)
    ends = list(accumulate(map(len, parts), initial=start))[1:]
    return parts, ends


def start_tag_length(rest: bytes) -> int:
    """Length of the attributes and ``>`` at the head of a raw-text element's ``rest``."""
    match = _START_TAG.match(rest)
    return match.end() if match else len(rest)


def attributes(rest: bytes) -> list[tuple[bytes, bytes]]:
    """Names (in lower case) and raw values of a start tag, in order; of two with one name the browser takes the first."""
    tag = rest[: start_tag_length(rest)]
    found = _ATTRIBUTES.findall(tag[:-1] if tag.endswith(b">") else tag)
    return [(name.lower(), value[1:-1] if value[:1] in (b'"', b"'") else value) for name, value in found]


def script_end(content: bytes) -> int:
    """Where a script's text really ends; ``content`` reaches from its start tag to the end of the page.

    Behind ``<!--`` a ``<script`` opens an inner level whose ``</script>`` ends only that (13.2.5.15 to 13.2.5.30).
    Length of ``content`` if it never ends.
    """
    escaped = double = False
    for match in _NOT_IN_SCRIPT.finditer(content):
        found = match.group().lower()
        if found == b"<!--":
            escaped = True
            # "<!-->" and "<!--->" close what they open.
            if content[match.end() : match.end() + 1] == b">" or content[match.end() : match.end() + 2] == b"->":
                escaped = False
        elif found.startswith(b"--"):
            escaped = double = escaped and found == b"--!>"
        elif not found.startswith(b"</"):
            double = escaped
        elif not double:
            return match.start()
        else:
            double = False
    return len(content)


def offsets(parts: list[bytes], ends: list[int]) -> chain[int]:
    """For tests and tools: the offset of each ``<`` that begins a token."""
    return chain(end + index for index, end in enumerate(ends[0:-1:3]))
