"""Whose embed it is, by the table in ``words/providers.toml``."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from adlayout.source import Element

_MOST = 4000
"""Characters of a start tag that are looked at: addresses stand near its beginning, ``srcdoc`` can be a whole
page."""


@lru_cache(maxsize=1)
def table() -> tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]:
    """Name, parts of its addresses, heights in px per profile; the first that matches counts."""
    text = files("adlayout.article").joinpath("words/providers.toml").read_text(encoding="utf-8")
    return tuple((row["name"], tuple(row["parts"]), tuple(row["heights"])) for row in tomllib.loads(text)["provider"])


def provider(element: Element) -> str | None:
    """The name of the provider in the element's own tag; ``None`` if it names none."""
    tag = " ".join([element.name, *(f'{name}="{value}"' for name, value in element.attributes().items())])
    tag = tag[:_MOST].lower()
    return next((name for name, parts, _ in table() if any(part in tag for part in parts)), None)


def heights_of(name: str) -> tuple[int, ...]:
    """Px per profile of a provider's usual embed."""
    return next(heights for known, _, heights in table() if known == name)
