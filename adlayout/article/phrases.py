"""The lines that are no part of a text, told by how they begin: word lists in ``words/phrases.toml``."""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    text = files("adlayout.article").joinpath("words/phrases.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


def begins(kind: str, text: str) -> bool:
    """Whether ``text`` begins like a line of ``kind`` (``related``, ``end``, ``credit``, ``byline`` …)."""
    return text[:40].lower().lstrip("»>→▶►+-–—*[(•| ").startswith(_lists()[kind])


def is_ad_label(text: str) -> bool:
    """Whether the line is nothing but the label of an advertisement."""
    return len(text) < 24 and text.lower().strip("-–—:*[]()| ") in _lists()["ad"]
