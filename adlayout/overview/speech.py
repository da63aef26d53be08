"""Words and numbers in German or English: the page's own from ``texts.toml``, the rooms' fixed words as given."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Phrases = Mapping[str, Mapping[str, str]]


@cache
def _own() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Speech:
    """``words``: what fixed words mean, per language; those of the page's own win."""

    language: str
    words: Phrases

    def say(self, word: str, **values: object) -> str:
        """A word or phrase, ``{…}`` filled in; a word that is not known as it is."""
        phrases = _own().get(word) or self.words.get(word)
        if phrases is None:
            return word
        text = phrases[self.language]
        return text.format(**values) if values else text

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as people write it; a dash for none."""
        if value is None:
            return "–"
        text = f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "de" else text

    def percent(self, thousandths: float | None, digits: int = 0) -> str:
        """Thousandths as per cent."""
        return "–" if thousandths is None else f"{self.number(thousandths / 10, digits)} %"

    def reason(self, word: str) -> str:
        """What a fixed word means, begun like a sentence's part."""
        said = self.say(word)
        return said if said == word else f"{said} ({word})"


def speech(language: str, words: Phrases) -> Speech:
    """For a rule file's language: German, or else English."""
    return Speech("de" if language.lower().startswith("de") else "en", words)
