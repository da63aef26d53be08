"""Element names by what they do in a text; the sets that every test of an element starts from.

Origin: the content categories and the style sheet of the HTML Standard (4 and 15.3), plus AMP's components.
"""

SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "basefont",
        "param",
        "source",
        "track",
        "textarea",
        "select",
        "option",
        "datalist",
        "dialog",
        "area",
        "map",
        "noframes",
        "noembed",
        "amp-analytics",
        "amp-pixel",
        "amp-consent",
        "amp-sidebar",
        "amp-state",
        "amp-lightbox",
        "amp-sticky-ad",
    ]
)
"""Never shown as part of a text."""

WITHIN_WORDS = frozenset(
    (  # noqa: SIM905
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt s "
        "samp small span strike strong sub sup time tt u var"
    ).split()
)
"""Marks up text, and parts no words."""

INLINE = WITHIN_WORDS | frozenset(
    "amp-anim amp-img br button img input math meter o:p output picture progress rp rtc ruby svg wbr".split()  # noqa: SIM905
)
"""Flows within a line, unless it holds blocks (then it is a wrapper)."""

MEDIA = frozenset(
    "img picture svg video audio iframe object embed canvas amp-img amp-anim amp-video".split()  # noqa: SIM905
)
IMAGES = frozenset(["img", "picture", "amp-img", "amp-anim"])
PLAYERS = frozenset(
    "video audio iframe object embed canvas amp-video amp-audio amp-iframe".split()  # noqa: SIM905
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD = frozenset(("b", "strong"))
BOXES = frozenset(
    "div section article main aside header footer nav center form fieldset details td li".split()  # noqa: SIM905
)
"""What a page wraps a part of itself in: the elements whose class says what the part is."""

TEXTUAL = frozenset(
    "p div td th li dd section article main blockquote center font span pre h2 h3 body figcaption".split()  # noqa: SIM905
)
"""Elements whose own text may be a paragraph; only they are weighed."""

FORM_PARTS = frozenset(("input", "select", "textarea", "button"))
