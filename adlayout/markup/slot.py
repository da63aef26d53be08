"""A labelled ad slot: the label as real text above, the space kept free, the ad's own HTML inside.

The label is text of the page, first in the slot and part of its accessible name: law asks for it to be seen
and heard (UWG § 5a, MStV § 22, DDG § 6; Pressekodex 7.1), and readers who cannot see it need it most.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adlayout.markup import look as looks
from adlayout.markup.escape import attribute, link, text
from adlayout.markup.kinds.tag import NOT_IN_AMP
from adlayout.rulefile.labels import political_words
from adlayout.rulefile.model import Political


@dataclass(frozen=True, slots=True)
class Notice:
    """The line of a political ad below its label: who pays, and where its transparency notice is."""

    political: Political
    language: str = "de"
    lines: int = 1


def slot(  # noqa: PLR0913  (what a slot says and how it looks)
    name: str,
    *,
    label: str,
    ordinal: int = 1,
    sizes: Mapping[str, tuple[int, int]],
    html: str = "",
    notice: Notice | None = None,
    look: str = "sheet",
) -> str:
    """One ``<aside>`` for one ad.

    ``ordinal`` counts the page's slots with this label, so that each has its own name (Anzeige, Anzeige 2 …).
    ``sizes``: width and height in px of the ad, per profile (``mobile``, ``desktop``). With a size for one of them
    alone, the slot is not shown on the other; with none it reserves the label's line only. ``look``: ``"sheet"`` (the
    head's style does it), ``"inline"`` (style attributes) or ``"amp"``. ``html`` is balanced markup, written as it is.
    """
    spoken = label if ordinal == 1 else f"{label} {ordinal}"
    inside = "" if look == "amp" and NOT_IN_AMP.search(html) else html
    more = notice.lines if notice else 0
    shown = looks.styled(look, looks.LABEL, looks.NOT_COPIED, defended=True)
    return (
        f'<aside data-adlayout="{attribute(name)}" aria-label="{attribute(spoken)}"{_reserve(sizes, more, look)}>'
        f"<span{shown}>{text(label)}</span>{_noticed(notice, look)}{inside}</aside>"
    )


def _noticed(notice: Notice | None, look: str) -> str:
    if notice is None:
        return ""
    words = political_words(notice.language)
    sponsor = text(f"{words['sponsor']}: {notice.political.sponsor}")
    style = looks.styled(look, looks.NOTICE_LINK, defended=True)
    told = f'<a href="{link(notice.political.notice)}"{style}>{text(words["notice"])}</a>'
    return f"<span{looks.styled(look, looks.NOTICE, defended=True)}>{sponsor} · {told}</span>"


def reserved(height: int) -> int:
    """px that a slot for an ad of this height keeps free: label included, margins not."""
    return looks.LABEL_HEIGHT + height


def _reserve(sizes: Mapping[str, tuple[int, int]], more: int, look: str) -> str:
    """The style attribute that keeps the space; the sheet reads both properties, inline styles do the sum."""
    given = [sizes.get(profile) for profile in ("mobile", "desktop")]
    absent = [bool(sizes) and size is None for size in given]
    kept = [reserved(size[1] if size else 0) + more * looks.LABEL_HEIGHT for size in given]
    mobile, desktop = (0 if gone else height for gone, height in zip(absent, kept, strict=True))
    if look == "sheet":
        gone = "".join(f";--adlayout-{one}-display:none" for one, is_gone in zip("md", absent, strict=True) if is_gone)
        return f' style="--adlayout-m:{mobile}px;--adlayout-d:{desktop}px{gone}"'
    height = f"min-height:{looks.by_width(mobile, desktop)}"
    flat = [looks.flat(*absent)] if any(absent) else []
    return looks.styled(look, looks.ROOT, looks.SLOT, height, *flat, defended=True)
