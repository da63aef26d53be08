"""A publisher's own markup for related boxes: a Jinja template, sandboxed and autoescaped, checked before it is used.

What a template may do is looked at once, when the rule file is loaded: it is filled with harmless values and with
hostile ones, and both must give the same elements and attributes. So a value that could break out (an attribute without
quotes, a script) is found there, and not on a page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from adlayout.errors import UsageError
from adlayout.source import fragment_error, read

_START = re.compile(r"""<nav((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*>""", re.IGNORECASE)
_CLASS = re.compile(r"""\sclass\s*=\s*["'][^"'\s]""", re.IGNORECASE)
_NAMED = re.compile(r"\saria-label(?:ledby)?\s*=", re.IGNORECASE)
_RAW = re.compile(r"""<[a-z][^<>]*=\s*(?:"[^"<>]*<|'[^'<>]*<)""", re.IGNORECASE)
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset")
_CODE = ("style", "srcdoc")
_PROBE = "adlayoutprobe"
_SAMPLES = (1, 2, 3, 5, 8)
"""Numbers of links that a template is tried with."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One link as a template sees it: ``picture`` is an address or empty, ``width`` and ``height`` px or 0."""

    title: str
    url: str
    picture: str = ""
    width: int = 0
    height: int = 0


class Faulty(Exception):  # noqa: N818  (an answer: what is wrong with a template)
    """What is wrong and what to do; ``line`` of the template, 0 where it has none."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


def render(text: str, name: str, heading: str, label: str, links: Sequence[Shown]) -> str:
    """The box: the template filled in, its root marked with ``name`` and, if it is not named, called ``label``.

    The three texts and all of ``links`` are escaped by the template. Raises ``UsageError`` for a template that fails.
    """
    try:
        html = _filled(text, heading, links)
        if error := fragment_error(html):
            raise Faulty(error)
        return _marked(html, name, label)
    except Faulty as faulty:
        where = f" (line {faulty.line})" if faulty.line else ""
        raise UsageError(f"the template of box {name!r}{where}: {faulty}") from None


def check(text: str) -> None:
    """Raises ``Faulty`` for a template that cannot be used."""
    for number in _SAMPLES:
        for picture in ("", "/picture.jpg"):
            harmless = _filled(text, "Heading", [Shown("Title", "/page/", picture, 640, 360)] * number)
            _one_root(text, harmless)
            title = f"javascript:{_PROBE} \"'><b onx=y>`{{{{ 7 * 7 }}}}</nav><!--"
            hostile = Shown(title, f"/{_PROBE}?a=%22&b='c", picture and f"{picture}?{_PROBE}&x", 640, 360)
            _no_way_out(text, harmless, _filled(text, title, [hostile] * number))


def _filled(text: str, heading: str, links: Sequence[Shown]) -> str:
    try:
        made = _compiled(text).render(heading=heading, links=list(links))
    except Faulty:
        raise
    except Exception as error:  # noqa: BLE001  (whatever the publisher's template does)
        raise Faulty(f"{type(error).__name__}: {error}", _line(error)) from None
    return str(made).strip()


@cache
def _compiled(text: str) -> Any:
    try:
        from jinja2 import StrictUndefined, TemplateSyntaxError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise Faulty("templates need another package: pip install 'adlayout[template]'") from None
    around = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    del around.filters["safe"], around.filters["random"], around.globals["lipsum"]
    try:
        return around.from_string(text)
    except TemplateSyntaxError as error:
        raise Faulty(str(error.message), error.lineno) from None


def _line(error: BaseException) -> int:
    """The line of the template at which an error came up: Jinja puts it into the traceback."""
    found, at = 0, error.__traceback__
    while at is not None:
        found = at.tb_lineno if at.tb_frame.f_code.co_filename == "<template>" else found
        at = at.tb_next
    return found


def _marked(html: str, name: str, label: str) -> str:
    start = _START.match(html)
    if start is None or not html.lower().endswith("</nav>"):
        raise Faulty("the box has to be one <nav class=…>, attributes in quotes")
    from markupsafe import escape

    named = "" if _NAMED.search(start[1]) else f' aria-label="{escape(label)}"'
    return f'<nav data-adlayout="{escape(name)}"{named}{start[1]}>{html[start.end() :]}'


def _one_root(text: str, html: str) -> None:
    start = _START.match(html)
    if start is None:
        raise Faulty("begin it with <nav class=…>, attributes in quotes: a box is one navigation", _at(text, "<"))
    if not _CLASS.search(start[1]):
        raise Faulty(
            "give the <nav> a class for the site's styles: without one adlayout's own apply", _at(text, "<nav")
        )
    if "data-adlayout" in html.lower():
        raise Faulty("data-adlayout is adlayout's own mark; take it out", _at(text, "data-adlayout"))
    if found := _RAW.search(html):
        raise Faulty('write &lt; for "<" in an attribute', _at(text, found[0]))
    if error := fragment_error(html):
        named = re.search(r"<(\w+)>", error)
        raise Faulty(error, _at(text, f"<{named[1]}") if named else 0)
    if len(_elements(html, roots=True)) != 1:
        raise Faulty("there is more than the one <nav>: put all of it into the <nav>", _at(text, "</nav>"))


def _no_way_out(text: str, harmless: str, hostile: str) -> None:
    """Both have the same elements and attributes, and no value stands where it is read as code."""
    if error := fragment_error(hostile):
        raise Faulty(f"a title or address can break it: put attributes in quotes ({error})")
    one, other = _elements(harmless), _elements(hostile)
    if [(name, tuple(known)) for name, known, _ in one] != [(name, tuple(known)) for name, known, _ in other]:
        raise Faulty("a title or address can add markup: put {{ … }} into text, or into attributes in quotes")
    for name, known, inside in other:
        if name in ("script", "style", "template", "iframe", "textarea") and _PROBE in inside:
            raise Faulty(f"a value stands in <{name}>, where it is not escaped: take it out", _at(text, f"<{name}"))
        for key, value in known.items():
            if _PROBE in value and (key.startswith("on") or key in _CODE):
                raise Faulty(f"a value stands in {key}=, where it is read as code: take it out", _at(text, f"{key}="))
            if key in _ADDRESSES and value.strip().lower().startswith("javascript:"):
                raise Faulty(f"{key}= begins with a title: write {{{{ link.url }}}}", _at(text, f"{key}="))


def _elements(html: str, *, roots: bool = False) -> list[tuple[str, dict[str, str], str]]:
    """Name, attributes and source of each element, or of the outermost ones; text beside those counts as one, too."""
    page = read(f"<!doctype html><body><div>{html}</div>".encode("utf-8", "surrogatepass"), "utf-8")
    outer = next(page.tree.named("div"))
    if roots:
        return [("", {}, "") for one in outer.children if str(getattr(one, "data", "x")).strip()]
    return [(one.name, one.attributes(), one.node.html) for one in outer.within()]


def _at(text: str, what: str) -> int:
    """The line on which something stands first, 0 if it does not."""
    found = text.lower().find(what.lower())
    return text.count("\n", 0, found) + 1 if found >= 0 else 0
