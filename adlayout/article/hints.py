"""What an element's class, id and role say it is, by the word lists of ``words/hints.toml``.

A hint is never believed alone: ``kinds/boxes`` asks whether the element holds the text itself before it
follows one, since themes call their article's wrapper ``ad-free``, ``has-comments`` or ``teaser`` too.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib.resources import files
from operator import or_

from adlayout.source import Element

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_NAMES = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type", "data-block-type")
_NAMING = {name: number for number, name in enumerate(_NAMES)}


@dataclass(frozen=True, slots=True)
class _Lists:
    """``kinds`` in the order of the file, each a bit of the numbers here: of ``words`` (whole ones), of ``joined``
    (those with a hyphen) and of parts, by the first signs of each: as many (``least``) as the shortest part has.
    """

    kinds: tuple[str, ...]
    words: dict[str, int]
    joined: tuple[tuple[str, int], ...]
    parts: dict[str, tuple[tuple[str, int], ...]]
    least: int


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    text = files("adlayout.article").joinpath("words/hints.toml").read_text(encoding="utf-8")
    hints = tomllib.loads(text)["hint"]
    least = min(len(part) for hint in hints for part in hint["parts"])
    words: dict[str, int] = defaultdict(int)
    joined: dict[str, int] = defaultdict(int)
    parts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, hint in enumerate(hints):
        for word in hint["words"]:
            (words if word.isalnum() else joined)[word] |= 1 << number
        for part in hint["parts"]:
            parts[part[:least]].append((part, 1 << number))
    return _Lists(
        tuple(hint["kind"] for hint in hints),
        dict(words),
        tuple((f"-{word}-", bit) for word, bit in joined.items()),
        {first: tuple(found) for first, found in parts.items()},
        least,
    )


def marks(element: Element) -> str:
    """Class, id, role and the like in lower case, words of a camel-case name parted by a hyphen."""
    node = element.node
    names = [name for name in node.attrs if name in _NAMING]
    if not names:
        return ""
    if len(names) > 1:
        names.sort(key=_NAMING.__getitem__)
    return _normal(" ".join(filter(None, map(node.attr, names))))


@lru_cache(maxsize=8192)
def _normal(values: str) -> str:
    return _CAMEL.sub("-", values).lower()


@lru_cache(maxsize=16384)
def _bits(name: str) -> int:
    """The kinds that one name hints at, a bit each. Sites repeat their names, and share many."""
    lists = _lists()
    found = 0
    for word in _SIGNS.split(name):
        found |= lists.words.get(word, 0)
    for at in range(len(name) - lists.least + 1):
        for part, bit in lists.parts.get(name[at : at + lists.least], ()):
            if name.startswith(part, at):
                found |= bit
    plain = "-" + _SIGNS.sub("-", name) + "-"
    for word, bit in lists.joined:
        if word in plain:
            found |= bit
    return found


@lru_cache(maxsize=8192)
def kinds_of(mark: str) -> frozenset[str]:
    """Every kind that the normalised names hint at."""
    return _named(reduce(or_, map(_bits, mark.split()), 0))


@lru_cache(maxsize=1024)
def _named(bits: int) -> frozenset[str]:
    return frozenset(kind for number, kind in enumerate(_lists().kinds) if bits >> number & 1)


@lru_cache(maxsize=8192)
def kind_of(mark: str) -> str | None:
    """The first kind (in the order of the file) that the normalised names hint at; ``None`` for none."""
    found = kinds_of(mark)
    return next((kind for kind in _lists().kinds if kind in found), None)
