"""Compounds taken apart by the site's own words: "Krankenhausreform" is about the "Krankenhaus", too.

No word list: a word is cut where both halves are words of the site by themselves, and better known ones than the whole.
"""

from collections.abc import Mapping
from math import sqrt

# Languages that write compounds as one word.
COMPOUNDING = frozenset(("af", "da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"))
SHORTEST = 9
"""Letters of a word that may be one."""
HALF = 4
"""Letters of a half at least."""
KNOWN = 2
"""In so many articles a half must stand by itself."""
_LINKS = ("s", "n", "-")


def halves(word: str, documents: Mapping[str, int]) -> tuple[str, ...]:
    """The two halves of ``word``, or nothing. ``documents``: in how many articles each word stands."""
    if len(word) < SHORTEST:
        return ()
    best = float(documents.get(word, 0))
    found: tuple[str, ...] = ()
    for cut in range(HALF, len(word) - HALF + 1):
        right = documents.get(word[cut:], 0)
        if right < KNOWN:
            continue
        left, known = _left(word[:cut], documents)
        score = sqrt(known * right)
        if known >= KNOWN and score > best:
            best, found = score, (left, word[cut:])
    return found


def _left(half: str, documents: Mapping[str, int]) -> tuple[str, int]:
    """The left half as it is or without the letter that joins it, whichever is better known."""
    forms = [half]
    if half[-1] in _LINKS and len(half) > HALF:
        forms.append(half[:-1])
    return max(((form, documents.get(form, 0)) for form in forms), key=lambda one: one[1])
