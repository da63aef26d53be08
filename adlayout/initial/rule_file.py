"""The rule file as text: what was chosen, why, and what could be chosen instead."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from adlayout.builder.walk import address
from adlayout.initial.boxes import Template
from adlayout.initial.containers import Container
from adlayout.initial.names import Form, Part, cost, written
from adlayout.initial.pages import Seen
from adlayout.initial.sorts import Sorted

PRESET = "default"
SURE = 3
"""Lists in a folder of which only some pages were looked at, before all of it is taken for lists."""
WIDTH = 100
"""Columns of a line; longer lists get a line each."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the file says: ``looked`` of ``total`` pages, ``prefix`` of path patterns, the parts of the file."""

    looked: int
    total: int
    prefix: str
    pages: Sorted
    containers: tuple[Container, ...]
    ignored: tuple[Template, ...]
    known: tuple[Template, ...]

    @property
    def languages(self) -> list[tuple[str, int]]:
        """The languages that articles name, with how many do; most first."""
        said = Counter(page.language for page in self.pages.articles if page.language)
        return sorted(said.items(), key=lambda one: (-one[1], one[0]))

    @property
    def language(self) -> str:
        """The language most articles name; empty if none does."""
        return self.languages[0][0] if self.languages else ""

    @property
    def sidebar(self) -> tuple[str, int]:
        """A selector of the side column, and on how many articles it stands."""
        forms: Counter[Form] = Counter()
        for page in self.pages.articles:
            if page.sidebar is not None:
                names = [Part("", page.sidebar.name, token) for token in page.sidebar.tokens]
                forms[(min(names, key=lambda part: cost((part,)), default=Part("", page.sidebar.name, "")),)] += 1
        best = max(forms, key=lambda form: (forms[form], written(form)), default=None)
        return (written(best), forms[best]) if best else ("", 0)


def text(found: Findings) -> str:
    """The file."""
    return "\n".join(_lines(found)).rstrip() + "\n"


def _lines(found: Findings) -> Iterator[str]:
    articles = len(found.pages.articles)
    looked = f"{found.looked} of the site's {found.total} pages"
    yield f"# Written by adlayout init from {looked}, {articles} of them articles."
    yield "# Change what you like:  adlayout rules show THIS-FILE       every key with its value"
    yield "#                        adlayout rules validate THIS-FILE   whether it can be read"
    yield "#                        adlayout explain PAGE               what it does to a page, and why"
    yield ""
    yield f"extends = {_toml(PRESET)}   # an ad after the lead, up to three in the text, one at its end"
    if found.language:
        said = ", ".join(f"{name} on {count}" for name, count in found.languages)
        yield f"language = {_toml(found.language)}   # the articles' lang: {said} of {articles}"
    yield from ["", "[article]", *_container(found), *_ignore(found), "", "[pages]", *_pages(found)]
    yield from _side(found, articles)


def _container(found: Findings) -> Iterator[str]:
    chosen = found.containers
    if not chosen:
        yield "# The element that holds an article's text. None has a name that lasts: it is looked for on each page."
        yield '# container = "div.post-content"'
        return
    yield "# The element that holds an article's text: the page's first match. Where none is, it is searched for."
    if len(chosen) == 1:
        yield f"container = {_toml(chosen[0].css)}   # {_count(len(chosen[0].pages), 'article')}"
        return
    yield from (f"#   {_count(len(one.pages), 'article'):<12} {one.css}" for one in chosen)
    line = ", ".join(one.css for one in chosen)
    if len(line) <= WIDTH:
        yield f"container = {_toml(line)}"
        return
    joined = ", \\\n    ".join(_toml(one.css)[1:-1] for one in chosen)
    yield f'container = """\\\n    {joined}"""'


def _ignore(found: Findings) -> Iterator[str]:
    yield "# What stands in the text and is none of it: never counted, never cut into."
    if found.ignored:
        rows = [f"    {_toml(one.css)},   # {one.what}; on {_count(one.pages, 'page')}" for one in found.ignored]
        yield from ["ignore = [", *rows, "]"]
    else:
        yield "ignore = []"
    if found.known:
        names = ", ".join(f"{one.css} ({one.what})" for one in found.known)
        yield f"# Recognised without being listed, and kept at a distance: {names}"


def _pages(found: Findings) -> Iterator[str]:
    lists = list_patterns(found)
    if not found.pages.legal and not lists:
        yield '# none = ["/imprint.html", "/tags/**"]   # pages that get nothing at all'
        return
    yield "# Pages that get nothing at all: paths as a reader sees them, or CSS."
    yield "none = ["
    yield from (f"    {_toml(found.prefix + pattern(name))}," for name in found.pages.legal)
    if lists:
        yield "    # Lists of articles: an ad would stand between their teasers."
        yield from (f"    {_toml(found.prefix + one)}," for one in lists)
    yield "]"


def list_patterns(found: Findings) -> list[str]:
    """Patterns for the lists: a folder that holds lists and nothing else is one, with what the sample left out."""
    plain = {*_folders(found.pages.articles), *_folders(found.pages.others), "."}
    least = 1 if found.looked == found.total else SURE
    count = Counter(folder for page in found.pages.lists for folder in _above(page.name) if folder not in plain)
    patterns = []
    for page in found.pages.lists:
        outer = next((folder for folder in reversed(_above(page.name)) if count[folder] >= least), None)
        patterns.append(pattern(page.name) if outer is None else f"/{_escaped(outer)}/**")
    return list(dict.fromkeys(patterns))


def _folders(pages: Iterable[Seen]) -> set[str]:
    return {folder for page in pages for folder in _above(page.name)}


def _above(name: str) -> list[str]:
    """The folders above a page, the innermost first; ``.`` is the site."""
    return [folder.as_posix() for folder in PurePosixPath(name).parents]


def pattern(name: str) -> str:
    """The path pattern of one page; a folder's own page is called by its folder."""
    return f"/{_escaped(address(name))}"


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _side(found: Findings, articles: int) -> Iterator[str]:
    css, count = found.sidebar
    if count * 2 < articles or not count:
        return
    yield from ["", f"# There is a side column ({css}, on {count} of {articles} articles). To use it, take the # away:"]
    yield from ["# [[slot]]", '# name = "sidebar"', '# at = "sidebar"']
    yield '# sizes = { mobile = ["300x250"], desktop = ["300x600"] }'


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _toml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
