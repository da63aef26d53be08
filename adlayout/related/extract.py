"""One page as the index remembers it."""

from dataclasses import replace

from adlayout.article import understand
from adlayout.errors import PassThrough
from adlayout.related import facts, leaving_out
from adlayout.related.store import Row
from adlayout.related.words import counts
from adlayout.rulefile import Rules
from adlayout.source import read


def extract(
    raw: bytes, rules: Rules, name: str, address: str, stamps: tuple[str, str], encoding: str | None = None
) -> Row:
    """What there is to remember of a page of that name, which lies at ``address`` (a URL, or a path of the site).

    ``raw`` carries no insertions. ``stamps`` tell whether it has changed: of the file, and of its content. Never raises
    for what a page holds: ``reason`` says what is wrong with it.
    """
    try:
        page = read(raw, encoding)
    except PassThrough as reason:
        return Row(name, *stamps, reason.reason, None, {})
    article = understand(page, container=rules.container or None, ignore=rules.ignore)
    said = facts.Said(page)
    known = facts.entry(said, article, address, rules.language)
    why = "excluded" if leaving_out.listed(page, rules.none, known.url) else leaving_out.why(said, article, known.url)
    if why:
        return Row(name, *stamps, why, None, {})
    words = counts(known.title, known.lead, known.text)
    banned = leaving_out.listed(page, rules.index.banned, known.url)
    return Row(name, *stamps, "", replace(known, text="", banned=banned), words)
