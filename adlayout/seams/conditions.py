"""What a rule file asks of a whole page: whether it is listed, and whether a slot or box is meant for it."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from operator import ge, gt, le, lt
from re import match

from adlayout.addresses import split
from adlayout.article import Article, canonical
from adlayout.rulefile.model import Bound, When
from adlayout.seams.seam import Forbidden
from adlayout.source import Page

_COMPARE: dict[str, Callable[[int | str, int | str], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt}
_NOTHING = "-"


def paths_of(page: Page, url: str | None) -> tuple[str, ...]:
    """The page's path: of the address given. A mere path is the file's place, where the canonical address that the
    page names counts as well: a file may lie elsewhere than it is read.
    """
    given = split(url or "")
    if given.netloc:
        return (given.path,)
    return tuple(path for path in (given.path, split(canonical(page)).path) if path)


def listed(page: Page, patterns: tuple[str, ...], url: str | None) -> str | None:
    """The first path glob or selector that this page matches."""
    paths = paths_of(page, url) if any(_is_glob(pattern) for pattern in patterns) else ()
    for pattern in patterns:
        if any(fnmatchcase(path, pattern) for path in paths) if _is_glob(pattern) else page.select(pattern):
            return pattern
    return None


def _is_glob(pattern: str) -> bool:
    return pattern[:1] in ("/", "*")


def unmet(when: When, page: Page, article: Article, url: str | None) -> Forbidden | None:
    """The first condition that the page does not meet, by its key; None if it meets all."""
    if when == When():
        return None
    facts = article.facts
    ways: tuple[tuple[str, Callable[[], tuple[str, ...]], Callable[[str, str], bool]], ...] = (
        ("section", lambda: (facts.section,) if facts.section else (), _is_same),
        ("tag", lambda: facts.tags, _is_same),
        ("language", lambda: (facts.language,) if facts.language else (), _is_language),
        ("path", lambda: paths_of(page, url), fnmatchcase),
    )
    for key, there, matches in ways:
        if found := _texts(when, key, there, matches):
            return found
    return _has(when, page) or _measures(when, article)


def _texts(
    when: When, key: str, there: Callable[[], tuple[str, ...]], matches: Callable[[str, str], bool]
) -> Forbidden | None:
    wanted, barred = getattr(when, key), getattr(when, f"not_{key}")
    if not wanted and not barred:
        return None
    actual = there()
    if wanted and not any(matches(one, text) for one in actual for text in wanted):
        return Forbidden(key, _one_of(wanted), _one_of(actual))
    wrong = [text for text in barred if any(matches(one, text) for one in actual)]
    return Forbidden(f"not-{key}", _one_of(wrong), _one_of(actual)) if wrong else None


def _has(when: When, page: Page) -> Forbidden | None:
    if when.has and not any(page.select(css) for css in when.has):
        return Forbidden("has", _one_of(when.has), _NOTHING)
    wrong = next((css for css in when.not_has if page.select(css)), None)
    return None if wrong is None else Forbidden("not-has", wrong, wrong)


def _measures(when: When, article: Article) -> Forbidden | None:
    words = sum(block.words for block in article.blocks)
    if wrong := _outside(when.words, words):
        return Forbidden("words", str(wrong), str(words))
    named = article.facts.published
    # The day as the page writes it, in the page's own time zone; no clock and no conversion.
    day = found[0] if (found := match(r"\d{4}-\d\d-\d\d", named)) else ""
    if wrong := _outside(when.published, day) if day else next(iter(when.published), None):
        return Forbidden("published", str(wrong), named or _NOTHING)
    return None


def _outside(bounds: tuple[Bound, ...], actual: int | str) -> Bound | None:
    return next((bound for bound in bounds if not _COMPARE[bound.than](actual, bound.value)), None)


def _is_same(actual: str, wanted: str) -> bool:
    return actual.casefold() == wanted.casefold()


def _is_language(actual: str, wanted: str) -> bool:
    """``de`` takes ``de-AT``, but ``de-AT`` takes no ``de``."""
    return f"{actual}-".casefold().startswith(f"{wanted}-".casefold())


def _one_of(texts: Iterable[str]) -> str:
    return " | ".join(texts) or _NOTHING
