"""A block's text as a reader sees it, and how many words it has.

Words follow the word boundaries of Unicode (UAX #29), by one pattern: letters, digits and marks run on
over an apostrophe, a dot or a colon between letters, over a dot or comma between digits. A hyphen parts
words. Scripts that write no spaces are counted by characters: two of Han or Kana, five of Thai, Lao, Khmer
or Myanmar make a word (what translators bill: 2 to 2.5 Japanese characters and 4 to 6 Thai letters for an
English word).
"""

import re
from collections.abc import Sequence

from adlayout.article.names import SILENT, WITHIN_WORDS
from adlayout.source import Element, Text

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
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")

_WORD = re.compile(
    rf"[\w{_MARKS}]+(?:[.,;'’](?<=\d.)(?=\d)[\w{_MARKS}]+|[.:·'’](?<=[^\W\d_].)(?=[^\W\d_])[\w{_MARKS}]+)*"
)
MAY_HIDE = '[hidden],[aria-hidden=true],[style*="none" i],[style*="hidden" i]'
"""CSS of all elements that may hide what is in them."""
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_CJK = re.compile(f"[{_UNSPACED_CJK}]")
_THAI = re.compile(f"[{_UNSPACED_THAI}]")
_ODD = re.compile(f"[{_UNSEEN}{_UNSPACED_CJK}{_UNSPACED_THAI}]")
_AROUND = ".,;:!?\"'()[]„“”‚‘’»«›‹…–—-"


def collapse(text: str) -> str:
    """White space collapsed, soft hyphens and zero-width characters gone."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def words(text: str) -> int:
    """How many words ``text`` (collapsed or not) has."""
    # Nothing joins words over white space, and most of what stands between it is letters and a sign at the end.
    tokens = [token.strip(_AROUND) for token in text.split()]
    if not text.isascii() and _ODD.search(" ".join([token for token in tokens if not token.isascii()])):
        return _words(_INVISIBLE.sub("", text))
    others = [token for token in tokens if not token.isalpha()]
    return len(tokens) - len(others) + len(_WORD.findall(" ".join(others)))


def _words(text: str) -> int:
    """The same for a text that may hold scripts without spaces."""
    text, cjk = _CJK.subn(" ", text)
    text, thai = _THAI.subn(" ", text)
    return -(-cjk // CJK_PER_WORD) - (-thai // THAI_PER_WORD) + len(_WORD.findall(text))


def gather(nodes: Sequence[Element | Text]) -> tuple[str, int]:
    """The collapsed text of ``nodes`` (a space for each ``br`` and around each block, nothing hidden), and how many
    characters of it are links.
    """
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return collapse(nodes[0].data), 0
    parts: list[str] = []
    links = 0
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.data)
        else:
            links += _gather(node, parts)
    return collapse("".join(parts)), links


def _gather(element: Element, parts: list[str]) -> int:
    name = element.name
    if name in SILENT or is_hidden(element):
        return 0
    apart = name not in WITHIN_WORDS
    if not apart and element.is_leaf:
        text = element.node.text
        parts.append(text)
        return len(collapse(text)) if name == "a" else 0
    if apart:
        parts.append(" ")
    begin = len(parts)
    links = 0
    for child in element.children:
        if isinstance(child, Text):
            parts.append(child.data)
        else:
            links += _gather(child, parts)
    if apart:
        parts.append(" ")
    elif name == "a":
        return len(collapse("".join(parts[begin:])))
    return links


def is_hidden(element: Element) -> bool:
    """Whether the element's own tag hides it (``hidden``, ``aria-hidden``, an inline ``display: none``)."""
    node = element.node
    if _HIDING.isdisjoint(node.attrs):
        return False
    if node.attr("hidden") is not None or node.attr("aria-hidden", "") == "true":
        return True
    style = node.attr("style")
    return style is not None and _HIDES.search(style) is not None
