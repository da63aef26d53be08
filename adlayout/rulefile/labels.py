"""The word above a paid place: what a country takes, what a network takes, and what a political ad says."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("labels.toml")
_ELSE = "en"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def accepted(language: str, kind: str = "html", *, political: bool = False) -> tuple[str, ...]:
    """The words that may begin a label, by the language and region of ``language`` (``de-AT``), the network of the
    slot's kind and the law on political ads; none where nothing is known, then any word may.
    """
    if political:
        return tuple(_political(language).get("words", ()))
    words = tuple(_row(language).get("words", ()))
    network = _data()["network"].get(kind, {}).get("words", ())
    if not words or not network:
        return words
    # A network that has no word of this language takes the country's.
    return tuple(word for word in network if word in words) or words


def default(language: str, kind: str = "html", *, political: bool = False) -> str:
    """The label of a slot whose rule file gives none; in English where the language is not known."""
    if political:
        return str(political_words(language)["words"][0])
    return (accepted(language, kind) or accepted(_ELSE, kind))[0]


def political_words(language: str) -> dict[str, Any]:
    """``words``, ``sponsor`` and ``notice`` of a political ad; in English where the language's are not known."""
    return _political(language) or _political(_ELSE)


def is_accepted(label: str, words: Iterable[str]) -> bool:
    """Whether a label is one of the words, or begins with one: "Anzeige", "– ANZEIGE –", "Anzeige: Kalender"."""
    known = list(words)
    return not known or any(re.match(rf"\W*{re.escape(word)}(?!\w)", label, re.I) for word in known)


def _political(language: str) -> dict[str, Any]:
    found: dict[str, Any] = _row(language).get("political") or _row(language[:2]).get("political") or {}
    return found


def _row(tag: str) -> dict[str, Any]:
    """The row of a language, or of its region where that has one of its own."""
    language, *rest = re.split("[-_]", tag)
    region = next((part.upper() for part in rest if re.fullmatch("[A-Za-z]{2}", part)), "")
    table = _data()["words"]
    found: dict[str, Any] = table.get(f"{language.lower()}-{region}") or table.get(language.lower(), {})
    return found
