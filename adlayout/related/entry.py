"""What the index knows of one article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its size in px; 0 where the page does not say."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One article.

    ``published``, ``updated`` and ``expires`` are days (``2024-01-31``) or empty; ``language`` is a primary subtag
    (``de``). ``banned``: never to be recommended, though its own page has links. ``given``: links that lie beside the
    page, pairs of title and address. ``text`` is the main text.
    """

    url: str
    title: str
    lead: str = ""
    published: str = ""
    updated: str = ""
    expires: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    language: str = ""
    image: Image | None = None
    banned: bool = False
    given: tuple[tuple[str, str], ...] = ()
    text: str = ""
