"""Where the text truly begins and ends: what stands above its first sentence and below its last is the
page's."""

from adlayout.article.draft import Draft
from adlayout.article.judge import is_solid
from adlayout.article.phrases import begins

_ABOVE = frozenset(
    "figure gallery embed quote list info-box table code pseudo-heading lead".split()  # noqa: SIM905
)
_BELOW = frozenset(["list", "quote", "table", "code", "figure", "gallery", "embed", "info-box"])
_CLOSING = frozenset(("author", "share", "newsletter", "related"))
LATE = 0.6
"""Share of the text after which a heading like "Related" or a comment box closes it."""


def trim(drafts: list[Draft]) -> list[Draft]:
    """The drafts from the first to the last of the text."""
    solid = [i for i, draft in enumerate(drafts) if is_solid(draft)]
    if not solid:
        return []
    drafts = drafts[: _closing(drafts)]
    solid = [i for i in solid if i < len(drafts)] or [len(drafts) - 1]
    first = _first(drafts, solid)
    return drafts[first : _last(drafts, solid) + 1]


def _first(drafts: list[Draft], solid: list[int]) -> int:
    """Index of the first block: pictures, lists and subheadings right above the first sentence belong to
    it."""
    title = _title(drafts)
    first = next((i for i in solid if i > title), solid[0])
    while first - 1 > title and _belongs(drafts[first - 1]):
        first -= 1
    return first


def _belongs(draft: Draft) -> bool:
    return draft.kind in _ABOVE or (draft.kind == "heading" and draft.level > 1)


def _title(drafts: list[Draft]) -> int:
    """Index of the article's own title in the flow, ``-1`` if it stands elsewhere."""
    titles = [i for i, draft in enumerate(drafts) if draft.kind == "heading" and draft.level == 1]
    if not titles:
        return -1
    before = sum(len(d.text) for d in drafts[: titles[0]] if is_solid(d))
    total = sum(len(d.text) for d in drafts if is_solid(d))
    return titles[0] if before < 0.3 * total else -1


def _closing(drafts: list[Draft]) -> int:
    """Index of the block that closes the text, the number of blocks if none does."""
    total = sum(len(d.text) for d in drafts if is_solid(d)) or 1
    seen = 0
    for i, draft in enumerate(drafts):
        if seen > LATE * total and _closes(draft):
            return i
        seen += len(draft.text) if is_solid(draft) else 0
    return len(drafts)


def _closes(draft: Draft) -> bool:
    if draft.kind in ("heading", "pseudo-heading", "related"):
        return begins("end", draft.text)
    return draft.kind == "other" and "comments" in draft.hints


def _last(drafts: list[Draft], solid: list[int]) -> int:
    last = solid[-1]
    while last + 1 < len(drafts) and drafts[last + 1].kind in _BELOW:
        last += 1
    return last
