"""What the pages of a sample are: articles, lists of articles, imprints and the like, or none of these."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from adlayout.initial.pages import Seen

LEADING = 3
"""Headings that lead elsewhere, from which a page may be a list."""
STRETCH = 250
"""Words that stand together without such a heading in an article, whatever teasers it has; no teaser is so long."""
SHARE = 0.5
"""The same as a share of a short article's words."""
QUOTED = 0.6
"""Share of a page's paragraphs that are the beginnings of other pages', from which it is a list."""

# Names of the pages that a law or good manners ask for. The whole name counts: "kontakt" yes, "kontaktlinsen" no.
_LEGAL = re.compile(
    r"(?:(?:das-)?impressum|imprint|site-notice|datenschutz(?:erkl(?:ae|ä)rung|hinweise?)?|privacy(?:-(?:policy|notice))?|"
    r"data-protection|agb|(?:allgemeine-)?gesch(?:ae|ä)ftsbedingungen|nutzungsbedingungen|terms(?:-(?:of-(?:use|service)|"
    r"and-conditions))?|legal(?:-notice)?|disclaimer|haftungsausschluss|cookies?(?:-(?:policy|richtlinie))?|"
    r"kontakt(?:formular)?|contact(?:-us)?|widerruf(?:sbelehrung)?|barrierefreiheit(?:serkl(?:ae|ä)rung)?|accessibility|"
    r"mentions-legales|aviso-legal|note-legali|colofon)\Z",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The sample's pages by what they are."""

    articles: tuple[Seen, ...]
    lists: tuple[Seen, ...]
    legal: tuple[str, ...]
    others: tuple[Seen, ...]


def sort(pages: Iterable[Seen]) -> Sorted:
    """Each page into one of the four."""
    pages = tuple(pages)
    legal = tuple(page.name for page in pages if is_legal(page.name))
    rest = [page for page in pages if not is_legal(page.name)]
    found = [page for page in rest if page.reason is None and page.blocks]
    lists = {page.name for page in found if _leads_on(page)} | _quoting(found)
    return Sorted(
        articles=tuple(page for page in found if page.name not in lists),
        lists=tuple(page for page in found if page.name in lists),
        legal=legal,
        others=tuple(page for page in rest if page.reason is not None or not page.blocks),
    )


def is_legal(name: str) -> bool:
    """Whether a page is an imprint, a privacy policy or the like, by its file's or folder's name."""
    path = PurePosixPath(name)
    stem = path.parent.name if path.stem.lower() == "index" else path.stem
    return bool(_LEGAL.match(stem.replace("_", "-").replace(" ", "-")))


def _leads_on(page: Seen) -> bool:
    """Whether the text is parted by headings that are links to other pages."""
    if len(page.leading) < LEADING:
        return False
    stretches = Counter[int]()
    for start, _, words in page.blocks:
        stretches[bisect(page.leading, start)] += words
    return max(stretches.values()) < min(STRETCH, SHARE * page.words)


def _quoting(pages: list[Seen]) -> set[str]:
    """Pages that are made of other pages' paragraphs: of several, since an article stands on each list as well."""
    holders: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for opening in page.openings:
            holders.setdefault(opening, []).append(number)
    return {page.name for number, page in enumerate(pages) if _quotes(page, number, holders)}


def _quotes(page: Seen, number: int, holders: dict[str, list[int]]) -> bool:
    shared = [[one for one in holders[opening] if one != number] for opening in page.openings]
    shared = [others for others in shared if others]
    if not shared or len(shared) < QUOTED * len(page.openings):
        return False
    most = Counter(one for others in shared for one in others).most_common(1)[0][1]
    return most < QUOTED * len(page.openings)
