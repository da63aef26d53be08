"""What insertions look like: declarations written once, for the head's style sheet and for style attributes alike.

No class names: cosmetic filters hide ``ad-…``, ``…-slot`` and ``banner`` by class or id, and page styles use the same
words. Everything is addressed by the mark ``data-adlayout``, which belongs to us alone.

The label must be seen under any page's styles (P7), so the sheet defends it: ``!important``, and a selector heavier
than two ids. Width, side margins and grid column stay the page's: they put a block into its column of text.
"""

# From this viewport width on, a page counts as desktop: a leaderboard of 728 px has room.
BREAKPOINT = 768

# px; the label's line is part of what a slot reserves (274 for a 300x250), the margins are not. placement.md (e).
LABEL_HEIGHT = 24
MARGIN = 12

# How a page's style makes an element vanish or leave its place: undone. Needless where nothing can be important (AMP).
DEFENCE = (
    "visibility:visible;opacity:1;position:static;float:none;width:auto;height:auto;max-height:none;overflow:visible;"
    "transform:none;filter:none;clip:auto;clip-path:none;text-indent:0;animation:none;transition:none"
)
ROOT = f"display:block;box-sizing:border-box;clear:both;margin-top:{MARGIN}px;margin-bottom:{MARGIN}px"

# A tint of half-transparent grey is seen on white and on black.
SLOT = "padding:0;border:0;background:rgba(128,128,128,.1);text-align:center"
BOX = "padding:8px 12px;border:0;border-left:3px solid #888;background:rgba(128,128,128,.1);color:inherit;text-align:left"

# White on #666: contrast 5.7:1, on pages of any colour; 12 px is the least size that courts and press council let pass.
LABEL = (
    f"display:block;box-sizing:border-box;width:fit-content;min-height:{LABEL_HEIGHT}px;margin:0 auto;padding:0 8px;"
    f"background:#666;color:#fff;font:400 12px/{LABEL_HEIGHT}px system-ui,sans-serif;letter-spacing:normal;"
    "text-align:center;text-transform:none"
)
HEADING = "display:inline;font-weight:700;text-transform:uppercase"
HEADING_ABOVE = "display:block;margin:0 0 4px;font-weight:700;text-transform:uppercase"
LINK = "display:inline;color:inherit;text-decoration:underline;unicode-bidi:isolate"
LINK_BELOW = "display:block;color:inherit;font-size:1.1em;font-weight:700;text-decoration:underline"
LIST = "display:block;margin:0;padding:0 0 0 20px;list-style:disc"
ITEM = "display:list-item;margin:4px 0;padding:0"

LOOKS = ("sheet", "inline", "amp")


def important(*declarations: str) -> str:
    """The declarations as the body of a rule that the page cannot overrule."""
    return ";".join(f"{one}!important" for many in declarations for one in many.split(";"))


def styled(look: str, *declarations: str, defended: bool = False) -> str:
    """A style attribute with a blank before it, or nothing where the head's sheet does it (``look`` is ``"sheet"``).

    AMP allows no ``!important`` (and its pages may not use any, so nothing is lost).
    """
    if look == "sheet":
        return ""
    if look == "amp":
        return f' style="{";".join(declarations)}"'
    return f' style="{important(*([DEFENCE] if defended else []), *declarations)}"'
