"""What the fixed words of the rooms mean, in sentences for people: in German for German rule files, else in English.

A word that is not in the table is printed as it is: the other rooms may know more words than this one.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")


@cache
def table() -> dict[str, dict[str, str]]:
    """All words, each in English and German."""
    return tomllib.loads(_FILE.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """The table in one language, ``"de"`` or ``"en"``."""

    language: str

    def say(self, word: str, **values: object) -> str:
        """A word or phrase of ``words.toml``, ``{…}`` filled in."""
        phrases = table().get(word)
        return phrases[self.language].format(**values) if phrases else word

    def reason(self, word: str) -> str:
        """Why a page stayed as it is or an insertion was left out: the fixed word, and what it means."""
        said = self.say(word)
        return word if said == word else f"{word} ({said})"


def words_of(language: str) -> Words:
    """The words for a rule file's ``language``."""
    return Words("de" if language.lower().startswith("de") else "en")
