"""The HTML Standard's lists of element names that tree construction goes by (13.2.4.2 and 13.2.6)."""

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "search",
        "section",
        "summary",
        "ul",
    ]
)
BLOCK_ENDS = BLOCKS - {"p"} | frozenset({"button", "listing", "pre", "select"})
RAW_TEXT = frozenset(["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "noscript"])
IN_HEAD = frozenset(["base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "template", "title"])
TABLE_PARTS = frozenset(["caption", "col", "colgroup", "frame", "head", "tbody", "td", "tfoot", "th", "thead", "tr"])
IMPLIED_ENDS = frozenset(["dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"])
THOROUGH_ENDS = IMPLIED_ENDS | frozenset(["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])
SPECIAL = (
    BLOCKS
    | HEADINGS
    | VOID
    | frozenset(
        [
            "applet",
            "body",
            "button",
            "caption",
            "colgroup",
            "dd",
            "dt",
            "form",
            "frameset",
            "head",
            "html",
            "iframe",
            "li",
            "listing",
            "marquee",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "plaintext",
            "pre",
            "script",
            "select",
            "style",
            "table",
            "tbody",
            "td",
            "template",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "title",
            "tr",
            "xmp",
        ]
    )
) - frozenset(["dialog"])
MATH_TEXT = frozenset(["mi", "mo", "mn", "ms", "mtext"])
SVG_HTML = frozenset(["foreignobject", "desc", "title"])

SCOPE = frozenset(["applet", "caption", "html", "marquee", "object", "select", "table", "td", "template", "th"])
BUTTON_SCOPE = SCOPE | {"button"}
LIST_SCOPE = SCOPE | {"ol", "ul"}
TABLE_SCOPE = frozenset(["html", "table", "template"])

# A start tag of one of these ends SVG or MathML (13.2.6.5).
BREAKS_OUT = frozenset(
    [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
