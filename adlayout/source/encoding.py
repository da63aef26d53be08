"""Which encoding a browser would use (13.2.3), and how a page in it becomes bytes in which 0x3C is always "<".

Order: byte order mark, what HTTP said, the meta tag, else UTF-8 if the bytes are that, else windows-1252. An encoding
that nobody declared may be guessed otherwise by another browser, so insertions are then written in ASCII.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings

from adlayout.errors import PassThrough
from adlayout.source import offsets
from adlayout.source.offsets import Offsets

# Browsers look for the meta tag in the first 1,024 bytes, and Chromium further, to the end of the head.
_LOOKED_AT = 1024
# As browsers read attributes here (13.2.3.2): a quote opens a value only right behind "=".
_NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = rb"""[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r "'>][^\t\n\f\r >]*+)"""
_REST = rb"(?:[\t\n\f\r /]|%s(?:%s)?+)*+" % (_NAME, _VALUE)
# Whole tags, so that no other is found in their names and attributes, in comments, or where browsers see no tags. (The
# standard's own search looks into titles and scripts; Chromium does not.)
_TAG = re.compile(
    rb"<!(?=--).*?(?:--!?>|\Z)|<(?:[!?]|/(?![a-z]))[^>]*+"
    rb"|<(?:plaintext[\t\n\f\r />].*|(script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[\t\n\f\r />])%s>"
    rb".*?(?:</\1(?=[\t\n\f\r />])|\Z))"
    rb"|<(?P<name>/?[a-z][^\t\n\f\r />]*+)(?P<attributes>%s)(?:>|\Z)" % (_REST, _REST),
    re.I | re.S,
)
# Behind any other tag Chromium looks no further than _LOOKED_AT.
_HEAD = frozenset(b"title meta link base style script noscript object".split())
_OF_THE_HEAD = _HEAD | {b"html", b"head"} | {b"/" + name for name in _HEAD}
_ATTRIBUTE = re.compile(rb"(%s)(%s)?+" % (_NAME, _VALUE))
_CHARSET = re.compile(rb"""charset\s*=\s*(?:"\s*([^"]*)"|'\s*([^']*)'|([^\s;"']+))""", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
# Where a line ends, Python's codec goes back to ASCII, and browsers stay in the set that is open.
_OPEN_AT_LINE_END = re.compile(rb"\x1b(?:\$[@B]|\(I)[^\x1b]*\n")
# What it swallows behind an escape that is none of these, browsers read; it knows no half-width katakana, "(I".
_NO_ESCAPE = re.compile(rb"\x1b(?!\$[@B]|\([BJ])")
_LONE = re.compile("[\ud800-\udfff]")
# Bytes of these below 0x80 are not always the characters they look like.
_WIDE = frozenset(("utf-16le", "utf-16be"))
_SHIFTING = frozenset(("iso-2022-jp",))


@dataclass(frozen=True, slots=True)
class Encoding:
    """``name``: WHATWG; ``declared``: by the page or by HTTP; ``ascii_only``: write nothing but ASCII into it.

    ``end``: the offset behind the meta tag that declares it, 0 where none does. Pushed down by what stands ahead of it,
    browsers may not see it.
    """

    name: str
    declared: bool
    ascii_only: bool
    end: int = 0

    def codec(self) -> codecs.CodecInfo:
        """Python's codec for it."""
        found = webencodings.lookup(self.name)
        assert found is not None
        return found.codec_info


def detect(data: bytes, said: str | None = None) -> Encoding:
    """The encoding of a page; ``said``: by HTTP. Raises ``PassThrough`` for one that no browser reads."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, declared=True, ascii_only=False)
    by_meta, end = _declared(data)
    label = said or by_meta
    found = webencodings.lookup(label) if label else None
    if found is not None:
        name = found.name
        if name.startswith("utf-16") and not said:
            name = "utf-8"  # a meta tag that can be read as ASCII is no UTF-16
        if name == "x-user-defined" and not said:
            name = "windows-1252"
        if name == "replacement":
            raise PassThrough("encoding", f"browsers do not read pages declared as {label}")
        return Encoding(name, declared=True, ascii_only=name in _SHIFTING or name == "x-user-defined", end=end)
    return Encoding("utf-8" if _is_utf8(data) else "windows-1252", declared=False, ascii_only=True)


def _declared(data: bytes) -> tuple[str, int]:
    """What a meta tag says, and the offset behind it."""
    ended = False
    for match in _TAG.finditer(data, 0, max(_LOOKED_AT, min(len(data), 65_536))):
        name = (match[1] or match["name"] or b"html").lower()
        ended = ended or name not in _OF_THE_HEAD
        if ended and match.start() > _LOOKED_AT:
            break
        if name == b"meta" and match.group().endswith(b">"):
            label = (_label(match["attributes"]) or b"").decode("latin-1").strip()
            if webencodings.lookup(label):
                return label, match.end()
    return "", 0


def _label(attributes: bytes) -> bytes | None:
    """What one meta tag declares: by ``charset``, else by ``content`` if it stands for the HTTP header (13.2.3.2)."""
    said: dict[bytes, bytes] = {}
    for name, value in _ATTRIBUTE.findall(attributes):
        given = value.partition(b"=")[2].strip()
        said.setdefault(name.lower(), given[1:-1] if given[:1] in (b'"', b"'") else given)
    if b"charset" in said:
        return said[b"charset"]
    if said.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    found = _CHARSET.search(said.get(b"content", b""))
    return next(filter(None, found.groups()), None) if found else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(raw: bytes, encoding: Encoding) -> tuple[str, Offsets]:
    """The page's characters, and where each stands in the bytes. Each byte that the encoding does not know becomes a
    U+FFFD. Raises ``PassThrough`` for UTF-16 that ends within a character: nothing could stand behind it.
    """
    if encoding.name == "utf-8":
        return _unicode(raw, "utf-8", "surrogateescape")
    if encoding.name in _WIDE:
        if len(raw) % 2:
            raise PassThrough("encoding", "the page is UTF-16 and ends within a character")
        return _unicode(raw, {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}[encoding.name], "surrogatepass")
    codec = encoding.codec()
    if encoding.name in _SHIFTING and _NO_ESCAPE.search(raw):
        raise PassThrough(
            "encoding", f"the page is {encoding.name} and switches to a set of characters that it has not"
        )
    text = codec.decode(raw, "replace")[0]
    if len(text) == len(raw):
        return text, offsets.same
    open_line = encoding.name in _SHIFTING and _OPEN_AT_LINE_END.search(raw)
    if open_line or codec.decode(raw + b"<", "replace")[0] != text + "<":
        raise PassThrough("encoding", f"the page is {encoding.name} and leaves a set of characters open")
    if encoding.name not in _SHIFTING and codec.encode(text, "replace")[0] == raw:
        return text, offsets.by_encoding(text, lambda piece: codec.encode(piece, "replace")[0])
    return text, offsets.by_pieces(raw, text, codec)


def _unicode(raw: bytes, codec: str, errors: str) -> tuple[str, Offsets]:
    """For an encoding that has a character for each; ``errors`` keeps what is none as lone surrogates, from which the
    bytes can be made again. The parser gets none of these, for it cannot hand them out.
    """
    try:
        shown = text = raw.decode(codec)
    except UnicodeDecodeError:
        text = raw.decode(codec, errors)
        shown = _LONE.sub("\ufffd", text)
    same = len(text) == len(raw)
    return shown, offsets.same if same else offsets.by_encoding(text, lambda piece: piece.encode(codec, errors))
