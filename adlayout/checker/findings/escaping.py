"""Escaping: what stands in a slot or box is what the rule file's markup and adlayout make of it, and no text of a page,
a feed or an index became markup there.

Each of these can only come about where data was written without being escaped. What the rule file's own ``html`` and
``fallback`` and templates hold is the site's, and left to it.
"""

import re
from collections.abc import Iterator
from itertools import islice

from adlayout.checker.finding import Finding, found_at
from adlayout.checker.standing import Reading, Standing
from adlayout.rulefile import Related, Slot
from adlayout.source import Element, Text

# A quote that was not escaped ends the value early; what follows it is read as names.
_BROKEN_NAME = re.compile(r"[\"'<>=]")
_HANDLER = re.compile(r"on[a-z]+")
_RUNS = re.compile(r"\s*(?:javascript|vbscript)\s*:|\s*data\s*:\s*(?:text/html|image/svg)", re.I)
_ADDRESSES = ("href", "src", "action", "formaction", "data", "xlink:href")
_OF_A_BOX = frozenset(["span", "b", "strong", "ul", "ol", "li", "a", "img", "bdi", "amp-img", "i-amphtml-sizer"])
# In a script, "<!--" and "<script" change how its end is found; in JSON and strings "<" can be written \u003c.
_IN_SCRIPT = re.compile(r"<!--|<script|</script", re.I)
_STRINGS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?P<open>["'`])""", re.S
)


def unescaped(reading: Reading) -> Iterator[Finding]:
    """Whatever in an insertion cannot come from escaped data."""
    for one in reading.standings:
        own = _own(one.rule)
        for element in one.insertion.elements:
            yield from _first(reading, one.insertion.name, element, _wrong(one, element, own))
    for head in reading.insertions:
        if head.element.name == "script":
            yield from _first(reading, head.name, head.element, _in_script(head.element, ""))


def _own(rule: Slot | Related) -> str:
    """The markup of the rule file itself."""
    if isinstance(rule, Slot):
        return rule.html + rule.fallback
    return rule.template.text if rule.template else ""


def _first(reading: Reading, name: str, element: Element, why: Iterator[str]) -> Iterator[Finding]:
    for message in islice(why, 1):
        yield found_at(reading.finished, (element.start, element.end), "unescaped", name, message)


def _wrong(one: Standing, element: Element, own: str) -> Iterator[str]:
    for name, value in element.attributes().items():
        if _BROKEN_NAME.search(name):
            yield f"<{element.name}> has an attribute called {name!r}: a quote in a value was not escaped"
        if _HANDLER.fullmatch(name) and (not own or value not in own):
            yield f"<{element.name}> has the handler {name}: no text of a page may become one"
        if name in _ADDRESSES and _RUNS.match(value) and (not own or value not in own):
            yield f"{name} of <{element.name}> runs what it holds: {value[:40]!r}"
    theirs = element.name in _OF_A_BOX or f"<{element.name}" in own.lower()
    if not one.is_ad and element is not one.insertion.element and not theirs:
        yield f"<{element.name}> stands in a box of links: a title was not escaped"
    if element.name == "script":
        yield from _in_script(element, own)
    if one.is_ad and _holds_label(one, element):
        yield f"<{element.name}> stands in the label: its text was not escaped"


def _in_script(script: Element, own: str) -> Iterator[str]:
    text = script.node.text or ""
    if text and text in own:
        return
    if found := _IN_SCRIPT.search(text):
        yield f"{found[0]!r} stands in a script: write \\u003c for < in data"
    if _is_cut(text) and _goes_on(script):
        yield "a script ends within a string: '</script' in data was not escaped"


def _is_cut(text: str) -> bool:
    """Whether a string literal is still open at the script's end."""
    opened = [found for found in _STRINGS.finditer(text) if found["open"]]
    return bool(opened) and "\n" not in text[opened[-1].start() :]


def _goes_on(script: Element) -> bool:
    """Whether something stands right behind the script that looks like its rest."""
    assert script.parent is not None
    after = script.parent.children[script.index + 1 :]
    return any(not isinstance(one, Text) or one.data.strip() for one in after)


def _holds_label(one: Standing, element: Element) -> bool:
    """Whether it is an element within the first child, which is the label's."""
    parts = [child for child in one.insertion.element.children if isinstance(child, Element)]
    return bool(parts) and parts[0].name == "span" and element.parent is parts[0]
