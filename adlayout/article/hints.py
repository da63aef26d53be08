"""What an element's class, id and role say it is, by the word lists of ``words/hints.toml``.

A hint is never believed alone: ``kinds/boxes`` asks whether the element holds the text itself before it
follows one, since themes call their article's wrapper ``ad-free``, ``has-comments`` or ``teaser`` too.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from adlayout.source import Element

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type", "data-block-type")


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, re.Pattern[str], frozenset[str], tuple[str, ...]], ...]:
    """Kind, parts, whole words, and words with a hyphen, in the order of the file."""
    text = files("adlayout.article").joinpath("words/hints.toml").read_text(encoding="utf-8")
    return tuple(
        (
            hint["kind"],
            re.compile("|".join(map(re.escape, hint["parts"]))),
            frozenset(word for word in hint["words"] if word.isalnum()),
            tuple(f"-{word}-" for word in hint["words"] if not word.isalnum()),
        )
        for hint in tomllib.loads(text)["hint"]
    )


def marks(element: Element) -> str:
    """Class, id, role and the like in lower case, words of a camel-case name parted by a hyphen."""
    attributes = element.node.attrs
    if not attributes:
        return ""
    found = [value for name in _NAMING if (value := element.node.attr(name))]
    return _normal(" ".join(found)) if found else ""


@lru_cache(maxsize=8192)
def _normal(values: str) -> str:
    return _CAMEL.sub("-", values).lower()


@lru_cache(maxsize=1)
def _any() -> tuple[re.Pattern[str], frozenset[str]]:
    """All parts and all whole words of the lists at once: most names hint at nothing, and one look tells."""
    parts = "|".join(parts.pattern for _, parts, _, _ in _lists())
    joined = "|".join(re.escape(word.strip("-")) for *_, joined in _lists() for word in joined)
    joined = joined.replace(r"\-", "[^a-z0-9]+")
    return re.compile(f"{parts}|{joined}"), frozenset().union(*(whole for _, _, whole, _ in _lists()))


@lru_cache(maxsize=8192)
def _all_kinds(mark: str) -> tuple[str, ...]:
    words = set(_SIGNS.split(mark))
    parts, whole = _any()
    if words.isdisjoint(whole) and not parts.search(mark):
        return ()
    plain = "-" + _SIGNS.sub("-", mark) + "-"
    return tuple(
        kind
        for kind, some, every, joined in _lists()
        if not words.isdisjoint(every) or some.search(mark) or any(j in plain for j in joined)
    )


@lru_cache(maxsize=8192)
def kinds_of(mark: str) -> frozenset[str]:
    """Every kind that the normalised name hints at."""
    return frozenset(_all_kinds(mark)) if mark else frozenset()


def kind_of(mark: str) -> str | None:
    """The first kind (in the order of the file) that the normalised name hints at; ``None`` for none."""
    kinds = _all_kinds(mark) if mark else ()
    return kinds[0] if kinds else None
