"""A labelled ad slot: the label as real text above, the space kept free, the ad's own HTML inside.

The label is text of the page, first in the slot and part of its accessible name: law asks for it to be seen
and heard (UWG § 5a, MStV § 22, DDG § 6; Pressekodex 7.1), and readers who cannot see it need it most.
"""

import re
from collections.abc import Mapping

from adlayout.markup import look as looks
from adlayout.markup.escape import attribute, text

# Elements that make an AMP page invalid: there, a slot whose ad holds one stays empty.
_NOT_IN_AMP = re.compile(r"<(script|style|iframe|img|video|audio|object|embed|form)\b", re.IGNORECASE)


def slot(
    name: str,
    *,
    label: str,
    ordinal: int = 1,
    sizes: Mapping[str, tuple[int, int]],
    html: str = "",
    look: str = "sheet",
) -> str:
    """One ``<aside>`` for one ad.

    ``ordinal`` counts the page's slots with this label, so that each has its own name (Anzeige, Anzeige 2 …).
    ``sizes``: width and height in px of the ad, per profile (``mobile``, ``desktop``); a profile without one
    reserves the label's line only. ``look``: ``"sheet"`` (the head's style does it), ``"inline"`` (style
    attributes) or ``"amp"``. ``html`` is balanced markup from the rule file, written as it is.
    """
    spoken = label if ordinal == 1 else f"{label} {ordinal}"
    inside = "" if look == "amp" and _NOT_IN_AMP.search(html) else html
    return (
        f'<aside data-adlayout="{attribute(name)}" aria-label="{attribute(spoken)}"{_reserve(sizes, look)}>'
        f"<span{looks.styled(look, looks.LABEL, defended=True)}>{text(label)}</span>{inside}</aside>"
    )


def reserved(height: int) -> int:
    """px that a slot for an ad of this height keeps free: label included, margins not."""
    return looks.LABEL_HEIGHT + height


def _reserve(sizes: Mapping[str, tuple[int, int]], look: str) -> str:
    """The style attribute that keeps the space; the sheet reads both properties, inline styles do the sum."""
    mobile, desktop = (reserved(sizes.get(profile, (0, 0))[1]) for profile in ("mobile", "desktop"))
    if look == "sheet":
        return f' style="--adlayout-m:{mobile}px;--adlayout-d:{desktop}px"'
    height = f"min-height:{_by_width(mobile, desktop)}"
    return looks.styled(look, looks.ROOT, looks.SLOT, height, defended=True)


def _by_width(mobile: int, desktop: int) -> str:
    """A length that is ``mobile`` below the breakpoint and ``desktop`` from there on, without a media query.

    The middle of the clamp runs from far below to far above within a hundredth of a px of viewport width.
    """
    if mobile == desktop:
        return f"{mobile}px"
    if mobile > desktop:
        return f"clamp({desktop}px,({looks.BREAKPOINT - 0.02}px - 100vw)*99999,{mobile}px)"
    return f"clamp({mobile}px,(100vw - {looks.BREAKPOINT - 0.02}px)*99999,{desktop}px)"
