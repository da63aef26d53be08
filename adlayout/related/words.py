"""The words of a text, and the stems that stand for them.

Scripts that write no spaces have no words to be seen: there, each two neighbouring characters of Han, Kana or Hangul
count as one (Lucene's CJK analyser does the same), and each three of Thai, Lao, Khmer or Burmese.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

_WORD = re.compile(r"[^\W\d_][\w-]+")
_BY_TWO = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_BY_THREE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_FIRST_UNSPACED = "\u0e00"
_RUN = re.compile(f"([{_BY_TWO}]+)|([{_BY_THREE}]+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

# Snowball's algorithms by primary language subtag (ISO 639-1); the Norwegian ones are one.
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order, each as often as it stands there."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    found = _WORD.findall(text.lower())
    if text.isascii() or max(text, default="") < _FIRST_UNSPACED:
        return found
    return [part for word in found for part in _parts(word)]


def _parts(word: str) -> Iterator[str]:
    """A run of letters parted where the script changes, unspaced scripts cut into overlapping pieces."""
    here = 0
    for run in _RUN.finditer(word):
        if run.start() - here > 1:
            yield word[here : run.start()]
        size = 2 if run[1] else 3
        yield from (run[0][at : at + size] for at in range(max(1, len(run[0]) - size + 1)))
        here = run.end()
    if len(word) - here > 1:
        yield word[here:]


def counts(title: str, lead: str, text: str) -> "Counter[str]":
    """How often each word stands in an article; the title counts three times (docs/related.md: 2 to 5 are alike)."""
    found = Counter(words(f"{lead}\n{text}"))
    for word in words(title):
        found[word] += 3
    return found


@cache
def stemmer(language: str) -> Callable[[list[str]], list[str]]:
    """The stems of a list of words of this language (``de``); of one without a stemmer, the words.

    Raises ``UsageError`` where the extra ``adlayout[related]`` is not installed.
    """
    from adlayout.related.extra import required

    name = _STEMMERS.get(language)
    if name is None:
        return list
    stem: Callable[[list[str]], list[str]] = required("Stemmer").Stemmer(name).stemWords
    return stem
