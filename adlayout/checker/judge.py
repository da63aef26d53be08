"""The way through the room: read, take out, measure, judge."""

from adlayout.article import Article, understand
from adlayout.checker.finding import Finding, found_at
from adlayout.checker.findings import CHECKS
from adlayout.checker.formats import said
from adlayout.checker.read import insertions, taken_out, without
from adlayout.checker.standing import Reading
from adlayout.errors import BrokenRule, PassThrough
from adlayout.rulefile import Rules
from adlayout.source import Page, read


def check(html: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None) -> tuple[Finding, ...]:
    """What breaks a hard rule on a finished page, in document order. ``encoding``: what HTTP said.

    A page without insertions, or one that cannot be read, has nothing of ours that could break a rule.
    """
    reading, wrong = read_finished(html, rules, url=url, encoding=encoding)
    return _judged(reading) if reading else tuple(wrong)


def read_finished(
    html: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None
) -> tuple[Reading | None, list[Finding]]:
    """A finished page as it is judged; None, and what is wrong, where its insertions are none or not whole."""
    try:
        finished = read(html, encoding)
        found, wrong = insertions(finished)
        if wrong or not found:
            return None, wrong
        page = read(without(finished, found), encoding)
        article = understand(page, container=rules.container or None, ignore=rules.ignore, heights=rules.heights.rows)
    except PassThrough:
        return None, []
    return Reading(finished, page, article, rules, found, url), []


def verify(
    given: bytes,
    html: bytes,
    rules: Rules,
    known: tuple[Page, Article],
    *,
    url: str | None = None,
    encoding: str | None = None,
) -> tuple[Finding, ...]:
    """``check``, and that ``html`` is ``given`` plus insertions, byte for byte.

    ``known``: the page and article of ``given`` as they were measured; they are used only once the bytes of the
    finished page without insertions are known to be the same, so nothing is measured twice.
    """
    finished = read(html, encoding)
    found, wrong = insertions(finished)
    if wrong:
        return tuple(wrong)
    rest, base = without(finished, found), taken_out(given, encoding)
    page, article = known
    if rest != base or page.raw != base:
        return (_differs(finished, rest, base),)
    return _judged(Reading(finished, page, article, rules, found, url)) if found else ()


def proven(
    given: bytes, html: bytes, rules: Rules, known: tuple[Page, Article], *, url: str | None = None,
    encoding: str | None = None,
) -> None:  # fmt: skip
    """``verify``, and raises ``BrokenRule`` with the first finding if there is one."""
    if found := verify(given, html, rules, known, url=url, encoding=encoding):
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise BrokenRule(f"--verify: {found[0].rule} at byte {found[0].offset:,}: {said(found[0])}{more}")


def _judged(reading: Reading) -> tuple[Finding, ...]:
    findings = [finding for judge in CHECKS for finding in judge(reading)]
    return tuple(sorted(findings, key=lambda one: (one.offset, one.rule, one.message)))


def _differs(finished: Page, rest: bytes, base: bytes) -> Finding:
    at = next((i for i, (a, b) in enumerate(zip(rest, base, strict=False)) if a != b), min(len(rest), len(base)))
    message = f"without insertions the page is to be what came in; at its byte {at:,} it is not"
    return found_at(finished, (0, 0), "only-insertions", "", message)
