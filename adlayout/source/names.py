"""The HTML Standard's lists of element names that matter to who inserts an element (13.1.2 and 13.2.4)."""

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()  # noqa: SIM905
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905
# What stands in these is no markup.
RAW_TEXT = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())  # noqa: SIM905
TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup"))
IN_TABLES = TABLE_PARTS | {"caption", "col", "td", "th"}
# Elements that are there although their tags are left out.
MAY_BE_LEFT_OUT = frozenset(("html", "head", "body", "tbody", "tr", "colgroup"))
# In these browsers begin anew to remember which formatting is open.
MARKERS = frozenset(("applet", "caption", "marquee", "object", "td", "template", "th"))
BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header "  # noqa: SIM905
    "hgroup main menu nav ol p search section summary ul".split()
)
# Where the search for an open <p> stops.
BUTTON_SCOPE = frozenset(
    "applet button caption html marquee object select table td template th".split()  # noqa: SIM905
)
