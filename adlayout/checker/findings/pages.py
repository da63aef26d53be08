"""Pages that the rule file wants left alone, and pages without an article."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from adlayout.addresses import split
from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading

# These do not need a text to stand in.
_WITHOUT_TEXT = ("top", "sidebar", "before", "after", "first-in", "last-in")


def listed(reading: Reading) -> Iterator[Finding]:
    """``[pages] none`` takes everything, ``no-ads`` takes the ads."""
    if why := _match(reading, reading.rules.none):
        for one in reading.insertions:
            yield reading.found("excluded", one, f"[pages] none lists this page ({why}): it is to get nothing")
    elif why := _match(reading, reading.rules.no_ads):
        for standing in reading.standings:
            if standing.is_ad:
                yield reading.found("no-ads", standing.insertion, f"[pages] no-ads lists this page ({why})")


def no_article(reading: Reading) -> Iterator[Finding]:
    """What stands in the text needs one; a box may close an article that has hardly any."""
    reason = reading.article.reason
    for one in reading.standings if reason else ():
        closes = reason == "short-article" and not one.is_ad and one.rule.at.kind == "end"
        if one.rule.at.kind not in _WITHOUT_TEXT and not closes:
            yield reading.found("no-article", one.insertion, f"wants {one.rule.at}, but there is no text: {reason}")


def _match(reading: Reading, patterns: tuple[str, ...]) -> str:
    """The first pattern that names the page: a glob over the path of its address, else a selector."""
    for pattern in patterns:
        is_glob = pattern.startswith(("/", "*"))
        if any(fnmatchcase(path, pattern) for path in _paths(reading)) if is_glob else reading.page.select(pattern):
            return pattern
    return ""


def _paths(reading: Reading) -> list[str]:
    """Of the address given; of a file's place and of the address that the page names, where no host is given."""
    given, named = split(reading.url or ""), split(reading.article.facts.canonical)
    return [path for path in ((given.path,) if given.netloc else (given.path, named.path)) if path]
