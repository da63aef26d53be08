"""What insertions look like: declarations written once, for the sheet in the head and for style attributes.

No class names: cosmetic filters hide ``ad-…``, ``…-slot`` and ``banner`` by class or id, and page styles use
the same words. Everything is addressed by the mark ``data-adlayout``, which belongs to us alone.

The label must be seen under any page's styles (P7), so the sheet defends it: ``!important``, and a selector
heavier than two ids. Side margins, greatest width and grid column stay the page's: they put a block into its
column of text.
"""

# From this viewport width on, a page counts as desktop: a leaderboard of 728 px has room.
BREAKPOINT = 768
# From here on a side column is taken to stand beside the text and not below it: our own choice.
WIDE = 1000

# px. The label's line is part of what a slot reserves (274 for a 300x250), the margins are not. 24 is what
# the Guardian reserves for its label (commercial bundle, ad-label-height.ts); 12 is our own choice.
LABEL_HEIGHT = 24
MARGIN = 12

# How a page's style makes an element vanish or leave its place: undone. Not on AMP, where none may.
DEFENCE = (
    "visibility:visible;opacity:1;position:static;float:none;width:auto;height:auto;max-height:none;"
    "overflow:visible;transform:none;filter:none;clip:auto;clip-path:none;text-indent:0;animation:none;"
    "transition:none;-webkit-text-fill-color:currentcolor"
)
ROOT = f"display:block;box-sizing:border-box;clear:both;margin-top:{MARGIN}px;margin-bottom:{MARGIN}px"

# A tint of half-transparent grey is seen on white and on black.
SLOT = "padding:0;border:0;background:rgba(128,128,128,.1);text-align:center"
# A page's "nav" is a menu, in spaced capitals more often than not; a title is not.
BOX = (
    "padding:8px 12px;border:0;border-left:3px solid #888;background:rgba(128,128,128,.1);color:inherit;"
    "text-align:left;letter-spacing:normal;text-transform:none;white-space:normal"
)

# White on #666: contrast 5.7:1 (4.5 is the least) on pages of any colour; below 12 px not all can read it.
LABEL = (
    f"display:block;box-sizing:border-box;width:fit-content;min-height:{LABEL_HEIGHT}px;margin:0 auto;"
    f"padding:0 8px;background:#666;color:#fff;font:400 12px/{LABEL_HEIGHT}px system-ui,sans-serif;"
    "letter-spacing:normal;text-align:center;text-transform:none"
)
# Not taken along when somebody copies the text; seen and spoken all the same.
NOT_COPIED = "-webkit-user-select:none;user-select:none"
# Who pays for a political ad: below the label and as legible.
NOTICE = (
    "display:block;box-sizing:border-box;margin:0;padding:0 8px;background:#666;color:#fff;"
    f"font:400 12px/{LABEL_HEIGHT}px system-ui,sans-serif;letter-spacing:normal;text-align:center;text-transform:none"
)
NOTICE_LINK = "display:inline;color:#fff;text-decoration:underline"
# What an ad is written into, and the house's own picture: nothing of the page's adds to the space kept free.
HOME = "display:block;margin:0;padding:0;border:0"
HOUSE = "display:block;max-width:100%;margin:0 auto;padding:0;border:0"
HEADING = "display:inline;font-weight:700;text-transform:uppercase"
HEADING_ABOVE = "display:block;margin:0 0 4px;font-weight:700;text-transform:uppercase"
LINK = "display:inline;color:inherit;text-decoration:underline;unicode-bidi:isolate"
LINK_BELOW = "display:block;color:inherit;font-size:1.1em;font-weight:700;text-decoration:underline"
PICTURE = (
    "display:inline-block;width:128px;height:72px;max-width:100%;margin:0 12px 0 0;object-fit:cover;"
    "vertical-align:middle"
)
LIST = "display:block;margin:0;padding:0 0 0 20px;list-style:disc"
ITEM = "display:list-item;margin:4px 0;padding:0"


def by_width(mobile: int, desktop: int) -> str:
    """A length that is ``mobile`` below the breakpoint and ``desktop`` from there on, without a media query.

    The middle of the clamp runs from far below to far above within a hundredth of a px of viewport width.
    """
    if mobile == desktop:
        return f"{mobile}px"
    if mobile > desktop:
        return f"clamp({desktop}px,({BREAKPOINT - 0.02}px - 100vw)*99999,{mobile}px)"
    return f"clamp({mobile}px,(100vw - {BREAKPOINT - 0.02}px)*99999,{desktop}px)"


def flat(mobile: bool, desktop: bool) -> str:
    """Nothing to be seen on these profiles: no attribute can say ``display`` for one width alone."""
    height, margin = (by_width(*(0 if gone else px for gone in (mobile, desktop))) for px in (9999, MARGIN))
    return f"max-height:{height};overflow:hidden;margin-top:{margin};margin-bottom:{margin}"


def important(*declarations: str) -> str:
    """The declarations as the body of a rule that the page cannot overrule."""
    return ";".join(f"{one}!important" for many in declarations for one in many.split(";"))


def styled(look: str, *declarations: str, defended: bool = False) -> str:
    """A style attribute with a blank before it, or nothing where the sheet does it (``look`` is ``"sheet"``).

    AMP allows no ``!important`` (and its pages may not use any, so nothing is lost).
    """
    if look == "sheet":
        return ""
    if look == "amp":
        return f' style="{";".join(declarations)}"'
    # Spacing is the readers' to set (WCAG 2.2, 1.4.12): in an attribute, "!important" would keep them from it.
    said = important(*([DEFENCE] if defended else []), *declarations)
    return f' style="{said.replace("letter-spacing:normal!important", "letter-spacing:normal")}"'
