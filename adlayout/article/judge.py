"""What each draft is, seen on its own: captions, credits, bylines, links elsewhere and pseudo-headings are
no text."""

import re

from adlayout.article.draft import Draft
from adlayout.article.hints import kinds_of, marks
from adlayout.article.kinds.media import is_tiny
from adlayout.article.names import BOLD
from adlayout.article.phrases import begins, is_ad_label
from adlayout.article.text import gather

SHORT = 200
"""Characters of a byline, a date, a credit; what is longer is judged as text."""
TITLE = 110
"""Characters of a pseudo-heading at most: above it, bold text is a lead or a question."""

_BY_HINT = {"caption": "other", "author": "author", "share": "share", "ad": "ad", "newsletter": "newsletter"}
_SMALL = ("em", "i", "small", "figcaption")
_CAPTIONS = ("span", "cite", "font", *_SMALL)
_SENTENCE = re.compile(r"[.!?…:;。！？」』”\"»)]\s*$|[.!?]\s+\S|[。！？]")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")


def judge(draft: Draft) -> None:
    """Sets the draft's kind, if it is a paragraph or heading that turns out to be something else."""
    if draft.kind == "paragraph":
        draft.kind = _captioned(draft) or _by_hint(draft) or _by_text(draft) or _bold(draft) or "paragraph"
    elif draft.kind == "heading":
        draft.kind = _heading(draft)


def _heading(draft: Draft) -> str:
    if is_ad_label(draft.text):
        return "ad"
    return "related" if begins("related", draft.text) and draft.level > 1 else "heading"


def _captioned(draft: Draft) -> str | None:
    """``figure`` for a picture whose caption is all the text beside it, as in ``<p><img><em>caption</em></p>``."""
    if len(draft.text) > 2 * SHORT or not any(not is_tiny(one) for one in draft.within("img", "amp-img")):
        return None
    captions = [one for one in draft.within(*_CAPTIONS) if one.name in _SMALL or "caption" in kinds_of(marks(one))]
    outermost = [one for one in captions if one.parent not in captions]
    told = "".join(gather([one])[0] for one in outermost).replace(" ", "")
    return "figure" if told and told == draft.text.replace(" ", "") else None


def _by_hint(draft: Draft) -> str | None:
    hints = draft.hints
    if not hints or hints & {"lead", "body"}:
        return None
    for kind, is_ in _BY_HINT.items():
        if kind in hints and (kind == "caption" or len(draft.text) < 2 * SHORT):
            return is_
    if "related" in hints and draft.links * 2 > len(draft.text):
        return "related"
    return "other" if hints & {"other", "hidden"} and len(draft.text) < SHORT else None


def _by_text(draft: Draft) -> str | None:
    text = draft.text
    if is_ad_label(text):
        return "ad"
    if _leads_away(draft):
        return "related"
    if begins("related", text) and (draft.links * 3 > len(text) or len(text) < 60):
        return "related"
    if len(text) < SHORT and begins("credit", text) and not text.endswith((".”", '."')):
        return "other" if len(text) < 120 else None
    if begins("small-print", text) and len(text) < 2 * SHORT:
        return "other"
    return "author" if len(text) < 80 and begins("byline", text) and _is_byline(text) else None


def _leads_away(draft: Draft) -> bool:
    """Whether the line is a link, or a few words and a link without the end of a sentence ("More: Title")."""
    text = draft.text
    if len(text) <= 15:
        return False
    return draft.links > 0.8 * len(text) or (
        draft.links > 0.45 * len(text) and len(text) < SHORT and not _SENTENCE.search(text)
    )


def _is_byline(text: str) -> bool:
    return bool(_HOUR.search(text)) or not text.rstrip().endswith((".", "!", "?", ":", "“", '"'))


def _bold(draft: Draft) -> str | None:
    """``pseudo-heading`` for a short line that is bold as a whole and no sentence or question."""
    if len(draft.text) > TITLE or draft.text.endswith((".", "?", ",", ";", ":", "…")):
        return None
    return "pseudo-heading" if is_bold(draft) else None


def is_bold(draft: Draft) -> bool:
    """Whether all of the text stands in ``b`` or ``strong``."""
    bold = [e for e in draft.within(*BOLD) if not (e.parent and e.parent.name in BOLD)]
    if not bold:
        return draft.element.name in BOLD
    return len("".join(gather([e])[0] for e in bold).replace(" ", "")) >= len(draft.text.replace(" ", "")) - 1


def is_solid(draft: Draft) -> bool:
    """Whether the draft is surely running text: a paragraph of a sentence or more."""
    return (
        draft.kind in ("paragraph", "lead")
        and len(draft.text) >= 25
        and (len(draft.text) > 120 or bool(_SENTENCE.search(draft.text)) or not draft.text.isascii())
    )
