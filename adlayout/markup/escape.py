"""Untrusted text, made safe for where it goes: element text, attribute value, link, bytes of the page.

Titles and URLs come from feeds and other pages, so nothing about them is taken for granted.
"""

import codecs
import json
import re
from functools import partial
from typing import Any
from urllib.parse import quote

import webencodings

from adlayout.errors import UsageError
from adlayout.rulefile.tags import LONGEST_VALUE, NOT_IN_VALUES

# White space of any kind is one blank; other controls and lone surrogates mean nothing in HTML (13.2.3.5).
_BLANK = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# They turn the text around them, too; what they do inside of a title is done by unicode-bidi: isolate.
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})

_GOOD_LINK = re.compile(r"https?://[^/?#]|/(?!/)", re.IGNORECASE)
# Browsers drop tabs and line ends inside a URL and read "\" as "/": "java\nscript:", "/\other.example".
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x20\x7f\\]")

_RAW_TEXT = re.compile(r"(<(script|style)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)
# Python's tables for these are not the ones that browsers use (Encoding Standard): only ASCII is trusted.
_ASCII_ONLY = frozenset({"big5", "euc-jp", "euc-kr", "iso-2022-jp", "shift_jis"})


def clean(value: str) -> str:
    """One line of plain text: white space collapsed, controls and lone surrogates replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", _BLANK.sub(" ", value)).strip()


def title(value: str, most: int) -> str:
    """One line without bidirectional controls, cut at a word after at most ``most`` characters."""
    value = clean(_BIDI.sub("", value))
    if len(value) <= most:
        return value
    return (value[:most].rsplit(" ", 1)[0] or value[:most]).rstrip(" ,;:–—-") + "…"


def text(value: str) -> str:
    """``value`` as the text of an element."""
    return clean(value).translate(_TEXT)


def attribute(value: str) -> str:
    """``value`` for a quoted attribute: no raw ``<``, ``>``, ``&`` or quote, so no tag scanner errs."""
    return clean(value).translate(_ATTRIBUTE)


def link(url: str) -> str:
    """``url`` for ``href``: ``http(s)://…`` or a path on the same site (``/…``); else ``UsageError``.

    ``//host/…`` is refused: it looks like a path on the site and leaves it.
    """
    url = url.strip()
    if _UNSAFE_IN_LINK.search(url) or not _GOOD_LINK.match(url):
        raise UsageError(f"link {url[:80]!r} is neither http(s) nor a path on this site: write https://… or /path")
    return attribute(url)


def encoded(value: str) -> str:
    """``value`` as one part of a URL: letters, digits, "_", ".", "~" and "-" stay; two "-" never meet, as at the end of
    a comment.
    """
    return quote(clean(value), safe="", errors="replace").replace("--", "-%2D")


def script_json(value: Any) -> str:
    """``value`` as JSON for a ``script`` element, ASCII alone: nothing in it ends the element or the line, in HTML and
    XHTML alike (``<``, ``>``, ``&``, U+2028 and U+2029 are escapes).
    """
    written = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def key_value(value: str) -> str:
    """``value`` as a key value of Ad Manager: without the signs that it does not take, 40 characters at most."""
    return clean("".join(" " if sign in NOT_IN_VALUES else sign for sign in value))[:LONGEST_VALUE].strip()


def encode(markup: str, encoding: str) -> bytes:
    """``markup`` in the page's encoding (a WHATWG name, ASCII-compatible; "ascii" and unknown ones are ASCII).

    What the encoding cannot hold becomes a character reference; inside of ``script`` and ``style``, where
    references are not read, an escape of that language (right in strings, where such characters stand).
    """
    if markup.isascii():
        return markup.encode("ascii")
    codec = _codec(encoding)
    parts = _RAW_TEXT.split(markup)
    plain = [codec.encode(part, "xmlcharrefreplace")[0] for part in parts[::3]]
    handlers = [_HANDLERS[name.lower()] for name in parts[2::3]]
    raw = [codec.encode(part, handler)[0] for part, handler in zip(parts[1::3], handlers, strict=True)]
    return b"".join(piece for pair in zip(plain, [*raw, b""], strict=True) for piece in pair)


def _codec(encoding: str) -> codecs.CodecInfo:
    # To browsers, "ascii" is a label of windows-1252; here it means that nothing else may be written.
    found = None if encoding == "ascii" else webencodings.lookup(encoding)
    if found is None or found.name in _ASCII_ONLY:
        return codecs.lookup("ascii")
    return found.codec_info


def _escaped(form: str, error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: what does not fit as UTF-16 units (script) or code points (style)."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    if form == "style":
        return "".join(f"\\{ord(character):06x}" for character in missing), error.end
    units = missing.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


_HANDLERS = {form: f"adlayout-{form}" for form in ("script", "style")}
for _form, _name in _HANDLERS.items():
    codecs.register_error(_name, partial(_escaped, _form))
