"""The plain values that go through a build with a bucket."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as a listing tells it. ``stamp`` (its ETag; of a file, size and time) changes with its content.

    ``version`` is the store's own number where conditions go by that (Google's generation).
    """

    name: str
    stamp: str
    size: int
    modified: datetime
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An object read whole: its bytes, and the headers and metadata that travel with it."""

    stored: Stored
    data: bytes
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stream:
    """An object that is read piece by piece."""

    stored: Stored
    attributes: dict[str, str]
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Row:
    """What a build remembers of an object: it was made from ``source`` (a stamp) by ``key`` (rules and versions), and
    stood as ``target`` (a stamp) with the content ``digest``. A row holds as long as both stamps are the listed ones.

    ``needs``: what a page's links depend on in the related index, as JSON, and ``links``: what the index of digest
    ``related`` says to that; all empty if on nothing.
    """

    name: str
    source: str
    key: str
    target: str
    digest: str
    needs: str = ""
    links: str = ""
    related: str = ""


class Gone(Exception):  # noqa: N818  (an answer)
    """There is no such object (any more)."""


class Changed(Exception):  # noqa: N818  (an answer)
    """The object is not what the condition says: somebody else wrote it, and nothing was overwritten."""


class Refused(Exception):  # noqa: N818  (an answer)
    """The store does not let us read or write this object."""
