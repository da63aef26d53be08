"""Where a character of the decoded page stands in its bytes."""

from array import array
from bisect import bisect_right
from codecs import CodecInfo
from collections.abc import Callable
from functools import cache
from itertools import accumulate

Offsets = Callable[[int], int]
"""From the index of a character to the offset of its first byte."""

_STEP = 4096
"""Characters between two known offsets: what is left is encoded again for each question."""


def same(index: int) -> int:
    """A byte a character."""
    return index


def by_encoding(text: str, encode: Callable[[str], bytes]) -> Offsets:
    """For a text that encodes to the page's own bytes, piece by piece."""

    def size(piece: str) -> int:
        return len(encode(piece))

    starts = range(0, len(text), _STEP)
    known = list(accumulate((size(text[start : start + _STEP]) for start in starts), initial=0))
    last = (0, 0)

    def offset(index: int) -> int:
        nonlocal last
        # Most questions are asked right behind the last one: a tag's end after its beginning, the next tag.
        begin, before = last
        if not begin <= index < begin + _STEP:
            step = index // _STEP
            begin, before = step * _STEP, known[step]
        found = before + size(text[begin:index])
        last = (index, found)
        return found

    return offset


def by_pieces(raw: bytes, text: str, codec: CodecInfo) -> Offsets:
    """For encodings that write one character in several ways: byte by byte, within the piece between two ``<`` that is
    asked for. Where such pieces are not the text, ``<`` may be half a character: then all of it byte by byte.
    """
    first, *others = raw.split(b"<")
    pieces = [first, *(b"<" + other for other in others)]
    shown = [codec.decode(piece, "replace")[0] for piece in pieces]
    if "".join(shown) != text:
        return by_decoding(raw, codec)
    characters = list(accumulate(map(len, shown), initial=0))
    begins = list(accumulate(map(len, pieces), initial=0))

    @cache
    def within(number: int) -> Offsets:
        return by_decoding(pieces[number], codec)

    def offset(index: int) -> int:
        number = bisect_right(characters, index, 0, len(pieces)) - 1
        return begins[number] + within(number)(index - characters[number])

    return offset


def by_decoding(raw: bytes, codec: CodecInfo) -> Offsets:
    """The same byte by byte, and slow."""
    assert codec.incrementaldecoder is not None
    decoder = codec.incrementaldecoder("replace")
    table = array("Q")
    begin = 0
    for position in range(len(raw)):
        byte = raw[position : position + 1]
        for character in decoder.decode(byte, position == len(raw) - 1):
            # Where a tag begins, what stands before it has switched the character set back.
            table.append(position if character == "<" and byte == b"<" else begin)
            begin = position + 1
    table.append(len(raw))
    return table.__getitem__
