"""What ``init`` found, for somebody who sees adlayout for the first time."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from adlayout.initial.proof import Proof
from adlayout.initial.rule_file import Findings

SHOWN = 6
"""Names in a list; the rest is a number."""


def report(source: Path, file: Path, found: Findings, proof: Proof, unread: Sequence[tuple[str, str]]) -> str:
    """The report as text."""
    return "\n".join(_lines(source, file, found, proof, unread)) + "\n"


def _lines(source: Path, file: Path, found: Findings, proof: Proof, unread: Sequence[tuple[str, str]]) -> Iterator[str]:
    articles = len(found.pages.articles)
    yield f"{file} is written."
    yield ""
    some = "" if found.looked == found.total else f" (of {found.total}, evenly spread)"
    yield _row("pages", f"{found.looked} looked at{some}, {articles} of them articles")
    yield from _chosen(found)
    yield _row("lead", f"on {proof.leads} of {articles} articles, found without a rule")
    if found.sidebar[1]:
        yield _row("side column", f"{found.sidebar[0]} on {found.sidebar[1]} of {articles} articles")
    said = ", ".join(f"{name} on {count} of {articles} articles" for name, count in found.languages)
    yield _row("language", said or "not said by the pages")
    yield ""
    yield f"The file fits {len(proof.fits)} of {articles} articles{'.' if not proof.misses else '; not:'}"
    yield from (f"  {name}: {why}" for name, why in proof.misses[:SHOWN])
    yield from _more(len(proof.misses))
    yield from _apart(found, proof, unread)
    yield from ["", *_next(source, file, found, proof)]


def _row(what: str, said: str) -> str:
    return f"  {what:<12} {said}"


def _chosen(found: Findings) -> Iterator[str]:
    for number, one in enumerate(found.containers):
        yield _row("" if number else "container", f"{one.css}   ({len(one.pages)} of {len(found.pages.articles)})")
    if not found.containers:
        yield _row("container", "none has a name that lasts: it is looked for on each page")
    for number, box in enumerate(found.ignored):
        yield _row("" if number else "ignored", f"{box.css}   ({box.what}; on {box.pages} pages)")


def _apart(found: Findings, proof: Proof, unread: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The pages that are no articles, and what happens to them."""
    others = [page.name for page in found.pages.others if page.name not in proof.made]
    rows = (
        ("No article, left as they are", others),
        ("Short texts, articles by the container alone", list(proof.made)),
        ("Imprint and the like, kept free by [pages] none", list(found.pages.legal)),
        ("Lists of articles, kept free by [pages] none", [page.name for page in found.pages.lists]),
        ("Not read", [f"{name}: {why}" for name, why in unread]),
    )
    if any(names for _, names in rows):
        yield ""
    for what, names in rows:
        if names:
            rest = f", and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            yield f"{what}: {', '.join(names[:SHOWN])}{rest}"


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"  … and {count - SHOWN} more"


def _next(source: Path, file: Path, found: Findings, proof: Proof) -> Iterator[str]:
    pages = [page for page in found.pages.articles if page.name in proof.fits] or found.pages.articles
    page = max(pages, key=lambda page: page.words)
    yield "Next:"
    yield f"  {_command('explain', source / page.name)}   what goes where on one page, and why"
    out = source.resolve().with_name(source.resolve().name + "-finished")
    yield f"  {_command('build', source, '-o', _short(out))}   the whole site, finished into another folder"
    if file.resolve().parent == source.resolve():
        yield ""
        yield f"If your generator empties {source} before it builds, the rule file goes, too: then begin again with"
        above = _command("init", source, "-o", _short(file.resolve().parent.parent / file.name))
        yield f"  {above}   (it is found there as well)"


def _short(path: Path) -> Path:
    """The path as seen from here, if it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _command(*words: object) -> str:
    return shlex.join(["adlayout", *map(str, words)])
