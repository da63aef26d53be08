"""A block's text as a reader sees it, and how many words it has.

Words follow the word boundaries of Unicode (UAX #29), by one pattern: letters, digits and marks run on
over an apostrophe, a dot or a colon between letters, over a dot or comma between digits. A hyphen parts
words. Scripts that write no spaces are counted by characters: two of Han or Kana, five of Thai, Lao, Khmer
or Myanmar make a word (what translators bill: 2 to 2.5 Japanese characters and 4 to 6 Thai letters for an
English word).
"""

import re

from adlayout.article.names import SILENT
from adlayout.source import Element, Page

CJK_PER_WORD = 2
THAI_PER_WORD = 5

_UNSPACED_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_UNSPACED_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0edf\u1000-\u109f\u1780-\u17d3\u17dc\u17dd"
# Combining marks and vowel signs are no letters to Python's \w, but parts of a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0963\u0966-\u0df3\u0f00-\u0fbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

_WORD = re.compile(
    rf"[\w{_MARKS}]+(?:(?<=\d)[.,;'’](?=\d)[\w{_MARKS}]+|(?<=[^\W\d_])[.:·'’](?=[^\W\d_])[\w{_MARKS}]+)*"
)
_ASCII_WORD = re.compile(
    r"[0-9A-Za-z_]+(?:(?<=[0-9])[.,;'](?=[0-9])[0-9A-Za-z_]+|(?<=[A-Za-z])[.:'](?=[A-Za-z])[0-9A-Za-z_]+)*"
)
_CJK = re.compile(f"[{_UNSPACED_CJK}]")
_THAI = re.compile(f"[{_UNSPACED_THAI}]")


def collapse(text: str) -> str:
    """White space collapsed, soft hyphens and zero-width characters gone."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def words(text: str) -> int:
    """How many words ``text`` (collapsed or not) has."""
    if text.isascii():
        return len(_ASCII_WORD.findall(text))
    text = _INVISIBLE.sub("", text)
    dense = 0
    if text and max(text) >= "\u0e01":
        text, cjk = _CJK.subn(" ", text)
        text, thai = _THAI.subn(" ", text)
        dense = -(-cjk // CJK_PER_WORD) - (-thai // THAI_PER_WORD)
    return dense + len(_WORD.findall(text))


def gather(page: Page, nodes: list[Element | tuple[int, int]]) -> str:
    """The collapsed text of ``nodes``: a space for each ``br`` and around each block, nothing hidden."""
    if len(nodes) == 1 and isinstance(nodes[0], tuple):
        return collapse(page.text(*nodes[0]))
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, tuple):
            parts.append(page.text(*node))
        else:
            _gather(page, node, parts)
    return collapse("".join(parts))


_JOINED = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)


def _gather(page: Page, element: Element, parts: list[str]) -> None:
    if element.name in SILENT or (is_hidden(page, element)):
        return
    apart = element.name not in _JOINED
    if apart:
        parts.append(" ")
    for child in element.children:
        if isinstance(child, tuple):
            parts.append(page.text(*child))
        else:
            _gather(page, child, parts)
    if apart:
        parts.append(" ")


def is_hidden(page: Page, element: Element) -> bool:
    """Whether the element's own tag hides it (``hidden``, ``aria-hidden``, an inline ``display: none``)."""
    if element.inner - element.start < len(element.name) + 9:
        return False
    tag = page.data[element.start : element.inner].lower()
    if b"hidden" not in tag and b"none" not in tag:
        return False
    attributes = element.attributes()
    style = attributes.get("style", "").lower().replace(" ", "")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )
