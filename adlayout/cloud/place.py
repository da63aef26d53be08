"""The verbs that a site's place knows, be it a bucket or a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from adlayout.cloud.address import is_address, said
from adlayout.cloud.folder import Folder
from adlayout.cloud.model import Held, Stored, Stream


class Place(Protocol):
    """A bucket or a folder. ``said`` is how messages call it; names are paths below it, "/" between the parts.

    ``shared``: others write there, too. A folder that is built into is the build's own.
    """

    said: str
    shared: bool

    def listed(self, below: str = "") -> Iterator[Stored]: ...  # noqa: D102
    def look(self, name: str) -> Stored | None: ...  # noqa: D102
    def read(self, name: str) -> Held: ...  # noqa: D102
    def stream(self, name: str) -> Stream: ...  # noqa: D102
    def write(self, name: str, data: bytes, attributes: dict[str, str], over: Stored | None) -> Stored: ...  # noqa: D102
    def receive(  # noqa: D102
        self, name: str, pieces: Iterator[bytes], attributes: dict[str, str], over: Stored | None
    ) -> Stored: ...
    def remove(self, name: str) -> None: ...  # noqa: D102


@runtime_checkable
class Copies(Protocol):
    """A place that can copy by itself."""

    def copies_from(self, source: Place, size: int) -> bool: ...  # noqa: D102
    def copy(self, name: str, source: Place, over: Stored | None) -> Stored: ...  # noqa: D102


def opened(where: Path, *, read: bool) -> Place:
    """The place at an address or path. Raises ``UsageError`` for one that cannot be."""
    if is_address(where):
        from adlayout.cloud.bucket import Bucket

        return Bucket(said(where))
    return Folder(where, read=read)
