"""The written rule file, loaded and tried on the sample: the report says what it does, not what it was meant to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adlayout.article import Article, understand
from adlayout.initial.pages import Seen, opened
from adlayout.initial.sorts import Sorted
from adlayout.rulefile import Rules, load_rules

KEPT = 0.95
"""Share of the words found by detection that the rules must find as well."""
MORE = 1.25
"""Times the words found by detection, from which the rules find something else."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Articles that the rules fit; those they do not, with the reason; pages that are articles by the rules alone."""

    fits: tuple[str, ...]
    misses: tuple[tuple[str, str], ...]
    made: tuple[str, ...]
    leads: int
    """Articles with a lead."""


def prove(source: Path, file: Path, pages: Sorted) -> Proof:
    """Loads the file and reads the sample again by it. Raises ``RuleFileError`` if the file is wrong."""
    rules = load_rules(file)
    tried = [(page, _by(rules, source, page)) for page in pages.articles]
    told = [(page.name, _against(page, article, rules)) for page, article in tried]
    return Proof(
        fits=tuple(name for name, why in told if not why),
        misses=tuple((name, why) for name, why in told if why),
        made=tuple(_made(rules, source, pages.others)),
        leads=sum(article.lead is not None for _, article in tried),
    )


def _by(rules: Rules, source: Path, page: Seen) -> Article:
    return understand(opened(source / page.name), container=rules.container or None, ignore=rules.ignore)


def _against(page: Seen, article: Article, rules: Rules) -> str:
    """Why the rules do not fit an article; empty where they do."""
    if not rules.container or article.warnings:
        return "no selector of the file is on it; its text is found without one"
    if article.reason:
        return "the selector finds no text there"
    first, last = article.blocks[0].start, article.blocks[-1].end
    kept = sum(words for start, end, words in page.blocks if first <= start and end <= last)
    words = sum(block.words for block in article.blocks)
    if kept < KEPT * page.words:
        return f"the selector finds {words} words where {page.words} were found without it"
    return (
        f"the selector finds {words} words, {words - page.words} more than without it"
        if words > MORE * page.words
        else ""
    )


def _made(rules: Rules, source: Path, others: Iterable[Seen]) -> Iterable[str]:
    for page in others:
        article = _by(rules, source, page)
        if article.reason is None and article.blocks:
            yield page.name
