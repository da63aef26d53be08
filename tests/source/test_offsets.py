"""Where characters stand in the bytes: found piece by piece as byte by byte, whatever the bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlayout.source import offsets

ENCODINGS = ("gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949", "iso2022_jp")
PARTS = (b"<p>", b"</p>", b"<", b"\n", b"a", b"0", b"@", b"\x80", b"\x81", b"\xa1", b"\xe3", b"\xfe", b"\xff")
WORDS = ("日本", "語", "中文", "한국", "ﾆ", "é", "€")


def written(encoding: str) -> st.SearchStrategy[bytes]:
    words = [word.encode(encoding, "ignore") for word in WORDS]
    escapes = [b"\x1b$B", b"\x1b(B"] if encoding == "iso2022_jp" else []
    return st.lists(st.sampled_from([*PARTS, *words, *escapes]), max_size=30).map(b"".join)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(st.data())
def test_pieces_give_what_bytes_give(encoding: str, data: st.DataObject) -> None:
    raw, codec = data.draw(written(encoding)), codecs.lookup(encoding)
    text = codec.decode(raw, "replace")[0]
    if len(codec.decode(raw + b"<", "replace")[0]) != len(text) + 1:
        return  # passed through
    found, expected = offsets.by_pieces(raw, text, codec), offsets.by_decoding(raw, codec)
    tags = [index for index, character in enumerate(text) if character == "<"]
    assert [found(index) for index in tags] == [expected(index) for index in tags]
    assert found(len(text)) == len(raw)
    if encoding != "iso2022_jp":  # its escapes stand between two characters, and belong to neither
        assert [found(index) for index in range(len(text))] == [expected(index) for index in range(len(text))]
