"""Which blocks of an article speak of another one: those that hold its heaviest terms."""

import re
from collections.abc import Sequence

from adlayout.article import Article
from adlayout.article.text import gather

_NO_WORD = re.compile(r"[\W_]+")
_UNSPACED = "\u0e00"


class Blocks:
    """The blocks' texts, made ready once for all boxes of a page."""

    def __init__(self, article: Article) -> None:
        self._texts = [_spaced(gather(block.nodes)[0]) if block.words else "" for block in article.blocks]

    def speak(self, stems: Sequence[tuple[str, int]]) -> tuple[int, ...]:
        """Per block, how much it speaks of an article with these heaviest terms, in thousandths of the block that does
        most; nothing where none does. A stem is looked for at the beginnings of words, so no stemmer is needed.
        """
        sums = [0] * len(self._texts)
        for stem, weight in stems:
            begun = stem if stem >= _UNSPACED else f" {stem}"
            for number, text in enumerate(self._texts):
                if begun in text:
                    sums[number] += weight
        most = max(sums, default=0)
        return tuple(1000 * one // most for one in sums) if most else ()


def _spaced(text: str) -> str:
    return " " + _NO_WORD.sub(" ", text.lower())
