"""A question stays with its answer: in interviews it is bold, in italics, or begins with a speaker's mark."""

import re

from adlayout.article.draft import Draft
from adlayout.article.judge import is_bold

_MARKS = ("?", "？", "؟", ";")
_ASKED = re.compile(r"(?:q|f|frage|question|pregunta|domanda|pytanie|fråga)\s*(?:\d+\s*)?[:.]\s", re.I)


def holds(first: Draft, second: Draft) -> bool:
    """Whether the first is the question that the second answers."""
    if first.kind != "paragraph" or second.kind not in ("paragraph", "list", "quote"):
        return False
    if _ASKED.match(first.text):
        return True
    if is_bold(first):
        return first.text.rstrip('"”“»').endswith(_MARKS) or not is_bold(second)
    return first.text.endswith(_MARKS[:3]) and _is_italic(first)


def _is_italic(draft: Draft) -> bool:
    slanted = draft.within("em", "i")
    return len(slanted) == 1 and len(slanted[0].node.text.split()) >= len(draft.text.split())
