"""Whose embed it is, by the table in ``words/providers.toml``."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from adlayout.source import Element, Page

_MOST = 4000
"""Bytes of a start tag that are looked at: addresses stand near its beginning, ``srcdoc`` can be a whole
page."""


@lru_cache(maxsize=1)
def table() -> tuple[tuple[str, tuple[bytes, ...], tuple[int, ...]], ...]:
    """Name, parts of its addresses, heights in px per profile; the first that matches counts."""
    text = files("adlayout.article").joinpath("words/providers.toml").read_text(encoding="utf-8")
    return tuple(
        (row["name"], tuple(part.encode() for part in row["parts"]), tuple(row["heights"]))
        for row in tomllib.loads(text)["provider"]
    )


def provider(page: Page, element: Element) -> str | None:
    """The name of the provider in the element's own tag; ``None`` if it names none."""
    tag = page.data[element.start : min(element.inner, element.start + _MOST)].lower()
    return next((name for name, parts, _ in table() if any(part in tag for part in parts)), None)


def heights_of(name: str) -> tuple[int, ...]:
    """Px per profile of a provider's usual embed."""
    return next(heights for known, _, heights in table() if known == name)
