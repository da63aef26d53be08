"""A rule file as one frozen value. Names are those of the file, with "_" for "-"."""

import hashlib
from dataclasses import dataclass, field

PROFILES = ("mobile", "desktop")
# The rules a slot may lift, by the names that explain prints; and those that nothing can lift.
ALLOW = ("after-heading", "inside-group", "beside-ad", "under-box", "before-first", "after-last", "too-short")
NEVER = ("inside-block", "unsure")


@dataclass(frozen=True, slots=True)
class Length:
    """``unit``: words, characters, paragraphs or px; ``profile`` only with px."""

    amount: int
    unit: str
    profile: str = ""

    def __str__(self) -> str:
        return f"{self.amount}px {self.profile}" if self.unit == "px" else f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class Position:
    """``kind``: top, after-lead, mid-body, end, sidebar; before, after, first-in, last-in (with ``css``); paragraph,
    heading (with ``number``: after the n-th); share (with ``number``: per cent of the words).
    """

    kind: str
    css: str = ""
    number: int = 0

    def __str__(self) -> str:
        if self.css:
            return f"{self.kind} {self.css}"
        if self.kind in ("paragraph", "heading"):
            return f"after {self.kind} {self.number}"
        return f"at {self.number}%" if self.kind == "share" else self.kind


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range: ``than`` is ">=", ">", "<=" or "<"; ``value`` a number, or a date as YYYY-MM-DD."""

    than: str
    value: int | str

    def __str__(self) -> str:
        return f"{self.than} {self.value}"


@dataclass(frozen=True, slots=True)
class When:
    """On which pages a slot or box goes: every key that is filled in must hold, with one of its texts.

    ``not_…`` holds where none of its texts does; both ``words`` and ``published`` hold with all of their bounds.
    """

    section: tuple[str, ...] = ()
    not_section: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    not_tag: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    not_language: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    not_path: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    not_has: tuple[str, ...] = ()
    words: tuple[Bound, ...] = ()
    published: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a related box; its picture, if any, with its size in px (0: not known)."""

    title: str
    url: str
    image: str = ""
    width: int = 0
    height: int = 0


KINDS = ("html", "house", "gpt", "prebid", "adsense", "esi", "ssi")
# What a tag may take of a page; "copy" counts the copies of a slot on it.
FACTS = ("section", "tags", "language", "name", "copy")
KeyValues = tuple[tuple[str, tuple[str, ...]], ...]
KEYS: KeyValues = (("section", ("{section}",)), ("tags", ("{tags}",)), ("language", ("{language}",)))


@dataclass(frozen=True, slots=True)
class Picture:
    """An ad of the house's own: a picture, and where it leads."""

    src: str
    link: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Political:
    """What Regulation (EU) 2024/900 wants beside the label: who pays, and where the transparency notice is."""

    sponsor: str
    notice: str


@dataclass(frozen=True, slots=True)
class Bidder:
    """One of Prebid's bidders for a slot; ``params`` as JSON."""

    name: str
    params: str = "{}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for ads. ``sizes``: per profile, (width, height) in px, best first.

    ``kind`` says what fills it, and which of the other keys it needs: ``unit`` to ``picture``. ``fallback`` stands
    there until an ad comes; ``amp`` holds the attributes of the ``amp-ad`` that stands there on AMP pages.
    """

    name: str
    at: Position
    label: str = "Anzeige"
    repeat: int = 1
    sizes: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    kind: str = "html"
    html: str = ""
    unit: str = ""
    keys: KeyValues = KEYS
    bidders: tuple[Bidder, ...] = ()
    src: str = ""
    picture: Picture | None = None
    fallback: str = ""
    amp: tuple[tuple[str, str], ...] = ()
    political: Political | None = None
    allow: tuple[str, ...] = ()
    mandatory: bool = False
    value: int = 100
    all: bool = False
    when: When = When()

    def size(self, profile: str, rung: int) -> tuple[int, int] | None:
        """The size on a profile at a rung of the ladder; a shorter ladder stays at its last size."""
        ladder = dict(self.sizes).get(profile, ())
        return ladder[min(rung, len(ladder) - 1)] if ladder else None

    @property
    def notice_lines(self) -> int:
        """Lines of text below the label of a political ad, on a narrow phone: 40 characters of 12 px go on one."""
        return 1 + (len(self.political.sponsor) + 40) // 40 if self.political else 0

    @property
    def rungs(self) -> int:
        """How many rungs the ladder has."""
        return max((len(ladder) for _, ladder in self.sizes), default=1)


@dataclass(frozen=True, slots=True)
class Template:
    """A publisher's own markup for a box: ``file`` as the rule file says it, and the ``text`` that is in it."""

    file: str
    text: str

    def __str__(self) -> str:
        return self.file


@dataclass(frozen=True, slots=True)
class Related:
    """A box of links to other articles. Without a ``heading`` it gets one in the page's language.

    ``older``: only what is not newer than the page; ``pinned``: addresses that come first; ``banned``: path globs.
    """

    name: str
    at: Position
    heading: str = ""
    form: str = ""
    template: Template | None = None
    count: int = 1
    links: tuple[Link, ...] = ()
    minimum: float = 0.2
    older: bool = False
    pinned: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    mandatory: bool = False
    value: int = 50
    all: bool = False
    when: When = When()


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of a page; ``density`` in per cent per profile."""

    ads: int = 8
    boxes: int = 3
    first: tuple[Length, ...] = ()
    last: tuple[Length, ...] = ()
    least: tuple[Length, ...] = ()
    gap: tuple[Length, ...] = ()
    gap_related: tuple[Length, ...] = ()
    gap_between: tuple[Length, ...] = ()
    gap_own: tuple[Length, ...] = ()
    density: tuple[tuple[str, int], ...] = ()


ROWS = (
    "column", "paragraph", "lead", "pseudo-heading", "h2", "h3", "quote", "list", "item", "table", "row", "code",
    "figure", "gallery", "embed", "related", "info-box", "author", "newsletter", "share", "separator", "ad", "other",
)  # fmt: skip
"""What the height model has numbers of; ``article.heights`` says what they mean and has the defaults."""


@dataclass(frozen=True, slots=True)
class Heights:
    """The height model. ``error``: by how many per cent per profile the model may be above what a browser shows;
    density leaves that much room. ``rows``: px around, px a line, characters a line, by name and profile.

    The default errors are the largest that Chromium showed over fourteen stock style sheets and two families of fonts
    (``benchmarks/heights.py``: 25.5 and 28.2 %).
    """

    error: tuple[tuple[str, int], ...] = (("desktop", 30), ("mobile", 26))
    rows: tuple[tuple[str, tuple[tuple[str, tuple[float, ...]], ...]], ...] = ()

    def room(self, profile: str) -> int:
        """The error of a profile in per cent."""
        return {**dict(Heights().error), **dict(self.error)}[profile]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a place costs, in points: only how they compare to each other counts (docs/rules.md)."""

    no_subheading: int = 6
    beside_media: int = 8
    beside_list: int = 6
    beside_short: int = 5
    distance: int = 40
    evenness: int = 15
    rung: int = 3
    speaks: int = 12


@dataclass(frozen=True, slots=True)
class IndexRules:
    """How the related index is made: ``half_life`` in days (0: time counts nothing), ``languages`` (none: all)."""

    half_life: int = 140
    languages: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ads:
    """What all slots of a site share. ``inert``: attributes of the script that a consent tool sets going."""

    consent: str = "off"
    inert: tuple[tuple[str, str], ...] = ()
    adsense: str = ""
    prebid: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole rule file after ``extends``."""

    language: str = "de"
    container: str = ""
    ignore: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    no_ads: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    weights: Weights = field(default_factory=Weights)
    heights: Heights = field(default_factory=Heights)
    index: IndexRules = IndexRules()
    ads: Ads = Ads()
    slots: tuple[Slot, ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def digest(self) -> str:
        """Changes when, and only when, a rule does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]
