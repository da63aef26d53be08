"""A folder as a place for a site: the same verbs as a bucket's, with the standard library."""

import mimetypes
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from adlayout.builder.write import LEFTOVER, replacing, write_whole
from adlayout.cloud.model import Changed, Gone, Held, Refused, Stored, Stream
from adlayout.errors import UsageError

_TYPES = mimetypes.MimeTypes()  # the library's own table: what a machine adds to it would show in the result


class Folder:
    """A folder on this machine."""

    shared = False

    def __init__(self, root: Path, *, read: bool) -> None:
        self.root, self.said = root, str(root)
        if read and not root.is_dir():
            raise UsageError(f"{root}: there is no such folder")
        if not read and root.exists() and not root.is_dir():
            raise UsageError(f"{root}: is a file; -o takes a folder or a bucket's address here")

    def listed(self, below: str = "") -> Iterator[Stored]:
        """All files (below a folder), those that links lead to included; links to folders are not followed."""
        for folder, folders, files in os.walk(self.root / below):
            folders.sort()
            for file in sorted(files):
                path = Path(folder) / file
                if not file.endswith(LEFTOVER) and path.is_file():
                    yield self._stored(path)

    def look(self, name: str) -> Stored | None:
        """A file, None if there is none."""
        with suppress(FileNotFoundError, NotADirectoryError):
            return self._stored(self.root / name)
        return None

    def read(self, name: str) -> Held:
        """A file, whole. Raises ``Gone``, ``Refused``."""
        try:
            stored = self._stored(self.root / name)
            return Held(stored, (self.root / name).read_bytes(), _headers(name))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise Gone(name) from error
        except OSError as error:
            raise Refused(error.strerror or str(error)) from error

    def stream(self, name: str) -> Stream:
        """A file's content, piece by piece."""
        try:
            return Stream(self._stored(self.root / name), _headers(name), self._pieces(name))
        except OSError as error:
            raise Gone(name) from error

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with (self.root / name).open("rb") as file:
                while piece := file.read(1 << 16):
                    yield piece
        except OSError as error:
            raise Refused(error.strerror or str(error)) from error

    def write(self, name: str, data: bytes, attributes: dict[str, str], over: Stored | None) -> Stored:
        """Puts a file there, whole or not at all, over the one that was seen. Raises ``Changed``, ``Refused``."""
        self._expected(name, over)
        path = self._made(name)
        try:
            write_whole(path, b"".join(unpacked([data], attributes)))
        except OSError as error:
            raise Refused(error.strerror or str(error)) from error
        return self._stored(path)

    def receive(self, name: str, pieces: Iterator[bytes], attributes: dict[str, str], over: Stored | None) -> Stored:
        """The same with a content that comes piece by piece."""
        self._expected(name, over)
        path = self._made(name)
        try:
            with replacing(path) as file:
                file.writelines(unpacked(pieces, attributes))
        except OSError as error:
            raise Refused(error.strerror or str(error)) from error
        return self._stored(path)

    def remove(self, name: str) -> None:
        """Takes a file away, if it is there."""
        (self.root / name).unlink(missing_ok=True)

    def _made(self, name: str) -> Path:
        """The path of a name, its folder made. A bucket may hold names that no folder can."""
        path = self.root / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise Refused("its name leads out of the folder")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"a folder cannot hold both {path.parent.name} and {name}") from error
        return path

    def _expected(self, name: str, over: Stored | None) -> None:
        there = self.look(name)
        if (there and there.stamp) != (over and over.stamp):
            raise Changed(name)

    def _stored(self, path: Path) -> Stored:
        known = path.stat()
        stamp = f"{known.st_size}-{known.st_mtime_ns}"
        name = path.relative_to(self.root).as_posix()
        return Stored(name, stamp, known.st_size, datetime.fromtimestamp(known.st_mtime, UTC))


def unpacked(pieces: Iterable[bytes], attributes: dict[str, str]) -> Iterator[bytes]:
    """A content out of its gzip, if the headers say that it is in one: a file has no headers to say so.

    Raises ``Refused`` where the gzip is broken or ends too early; several of them in a row are one content.
    """
    if attributes.get("Content-Encoding", "").strip().lower() != "gzip":
        yield from pieces
        return
    try:
        yield from _members(pieces)
    except zlib.error as error:
        raise Refused(f"its gzip is broken: {error}") from error


def _members(pieces: Iterable[bytes]) -> Iterator[bytes]:
    reader = None
    for piece in pieces:
        rest = piece
        while rest:
            if reader is None or reader.eof:
                rest = rest.lstrip(b"\0") if reader else rest  # what fills up a tape's block is no content
                if not rest:
                    break
                reader = zlib.decompressobj(wbits=31)
            yield reader.decompress(rest)
            rest = reader.unused_data
    if reader and not reader.eof:
        raise Refused("its gzip ends in the middle: it was not uploaded whole")


def _headers(name: str) -> dict[str, str]:
    """What a web server would say of a file, by its name."""
    kind, coding = _TYPES.guess_type(name)
    if coding is None:
        return {"Content-Type": kind} if kind else {}
    return {"Content-Type": "application/gzip" if coding == "gzip" else "application/octet-stream"}
