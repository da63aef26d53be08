"""A folder as a place: what comes out of a bucket packed stands there unpacked, whole or not at all."""

import gzip
from pathlib import Path

import pytest

from adlayout.cloud.folder import Folder
from adlayout.cloud.model import Refused

GZIP = {"Content-Encoding": "gzip"}
ONE, TWO = (gzip.compress(text * 50, mtime=0) for text in (b"eins ", b"zwei "))
BOTH = b"eins " * 50 + b"zwei " * 50


@pytest.mark.parametrize(
    ("data", "content"),
    [(b"", b""), (ONE, BOTH[:250]), (ONE + TWO, BOTH), (ONE + b"\0" * 9 + TWO + b"\0" * 9, BOTH)],
    ids=["empty", "one", "two", "filled up"],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_all_members_of_a_gzip_are_its_content(data: bytes, content: bytes, size: int, tmp_path: Path) -> None:
    folder = Folder(tmp_path, read=False)
    folder.write("a/ganz", data, GZIP, None)
    folder.receive("a/stücke", (data[start : start + size] for start in range(0, len(data), size)), GZIP, None)
    assert (tmp_path / "a/ganz").read_bytes() == (tmp_path / "a/stücke").read_bytes() == content


@pytest.mark.parametrize(
    "data",
    [ONE[:-1], ONE[:20], ONE + TWO[:-9], ONE + b"x", b"\0" * 20, ONE[:-8] + b"\0" * 8],
    ids=["a byte short", "cut", "second cut", "more behind", "none", "wrong sum"],
)
def test_a_gzip_that_is_cut_or_broken_leaves_what_stands_there(data: bytes, tmp_path: Path) -> None:
    folder = Folder(tmp_path, read=False)
    (tmp_path / "da").write_bytes(b"von gestern")
    with pytest.raises(Refused, match="its gzip"):
        folder.write("da", data, GZIP, folder.look("da"))
    with pytest.raises(Refused, match="its gzip"):
        folder.receive("neu", iter([data]), GZIP, None)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("da", b"von gestern")]
