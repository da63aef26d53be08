"""The whole page: one HTML file that asks for nothing, and can be read without its script."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from adlayout import __version__
from adlayout.overview import changes_parts, parts
from adlayout.overview.changes import Changes
from adlayout.overview.elements import clean, h, html
from adlayout.overview.key_figures import key_figures
from adlayout.overview.parts import Shown
from adlayout.overview.speech import Phrases, Speech, speech
from adlayout.overview.sums import Sums
from adlayout.preview.page import html_file
from adlayout.preview.texts import texts

_FACE = Path(__file__).with_name("face")


def site_page(site: str, sums: Sums, seconds: float, language: str, words: Phrases) -> str:
    """The report of a build. ``site``: what it is called; ``words``: what fixed words mean, per language."""
    said = speech(language, texts(words))
    shown = Shown(said, (sums,), (site,))
    lead = said.say(
        "site-lead", pages=said.number(sums.pages), articles=said.number(sums.articles),
        seconds=said.number(seconds, 1), version=__version__,
    )  # fmt: skip
    beside = h("div", {"class": "beside"}, parts.gaps(shown), parts.lengths(shown))
    body = [
        key_figures(shown), parts.looks(shown), parts.slots(shown), parts.density(shown), beside, parts.folders(shown),
        parts.reasons(shown), parts.slowest(shown),
    ]  # fmt: skip
    return document(said, said.say("site-title", site=site), lead, body)


def changes_page(site: str, names: tuple[str, str], changes: Changes, language: str, words: Phrases) -> str:
    """What other rules would change. ``names``: what the two rule files are called."""
    said = speech(language, texts(words))
    shown = Shown(said, (changes.before, changes.after), names)
    lead = said.say("diff-lead", pages=said.number(changes.kinds.total()), before=names[0], after=names[1])
    beside = h("div", {"class": "beside"}, changes_parts.kinds(shown, changes), changes_parts.names(shown, changes))
    body = [
        key_figures(shown), beside, changes_parts.examples(shown, changes), parts.slots(shown), parts.density(shown),
        parts.gaps(shown), parts.lengths(shown), parts.reasons(shown),
    ]  # fmt: skip
    return document(said, said.say("diff-title", site=site), lead, body)


def document(said: Speech, title: str, lead: str, body: Sequence[Element]) -> str:
    """A page of parts under a heading."""
    head = h("header", {}, h("div", {"class": "name"}, h("h1", {}, title), h("p", {"class": "quiet"}, lead)))
    words = {word: said.say(word) for word in ("find", "light-dark")} | {"language": said.language}
    data = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    whole = html([h("div", {"class": "overview"}, head, h("main", {}, body))])
    script = f'<script type="application/json" id="words">{data}</script>\n'
    return html_file(clean(title), said.language, f"{whole}\n{script}", _face("overview.css"), _face("sort.js"))


@cache
def _face(name: str) -> str:
    return (_FACE / name).read_text("utf-8")
