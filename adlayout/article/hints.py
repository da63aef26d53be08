"""What an element's class, id and role say it is: the word lists of ``words/hints.toml`` as one pattern each.

A hint is never believed alone: ``flow`` asks whether the element holds the text itself before it follows
one, since themes call their article's wrapper ``ad-free``, ``has-comments`` or ``teaser`` too.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from adlayout.source import Element

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MARKS = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type", "data-block-type")


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds with their patterns over the normalised name, in the order of the file."""
    text = files("adlayout.article").joinpath("words/hints.toml").read_text(encoding="utf-8")
    return tuple(
        (hint["kind"], _pattern(hint["parts"], hint["words"])) for hint in tomllib.loads(text)["hint"]
    )


def _pattern(parts: list[str], words: list[str]) -> re.Pattern[str]:
    inside = "|".join(map(re.escape, parts))
    whole = "|".join(map(re.escape, words))
    return re.compile(rf"{inside}|(?<![a-z0-9])(?:{whole})(?![a-z0-9])")


def marks(element: Element) -> str:
    """Class, id, role and the like in lower case, words of a camel-case name parted by a hyphen."""
    attributes = element.attributes()
    if not attributes:
        return ""
    return _CAMEL.sub("-", " ".join(attributes[n] for n in _MARKS if n in attributes)).lower()


@lru_cache(maxsize=8192)
def kinds_of(mark: str) -> frozenset[str]:
    """Every kind that the normalised name hints at."""
    return frozenset(kind for kind, pattern in patterns() if pattern.search(mark)) if mark else frozenset()


@lru_cache(maxsize=8192)
def kind_of(mark: str) -> str | None:
    """The first kind (in the order of the file) that the normalised name hints at; ``None`` for none."""
    return next((kind for kind, pattern in patterns() if pattern.search(mark)), None) if mark else None
