"""Pages, rules and related indexes, drawn together: what every promise is asked on.

A page is a frame (``frames.txt``) with blocks in it (``blocks.txt``), most of them an article's, some odd; in some
encoding and with some line ends; one in four is mutated after that. Rules are a preset with limits, slots and boxes
drawn over it, as TOML. An index is that of a small site, and the page's address may be in it.
"""

import atexit
import json
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import combinations, cycle, islice
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import adlayout
from tests.fuzzing.mutate import mutated
from tests.related import sites

HERE = Path(__file__).parent
FOLDER = tempfile.TemporaryDirectory(prefix="adlayout-drawn-")
atexit.register(FOLDER.cleanup)


def _lines(name: str) -> list[str]:
    return [one for one in (HERE / name).read_text("utf-8").splitlines() if not one.startswith("# ")]


BLOCKS, FRAMES = _lines("blocks.txt"), [one.replace("\\n", "\n") for one in _lines("frames.txt")]
USUAL = 4
"""So many blocks and frames from the top of their lists are drawn as often as all."""
TEXT = (
    "Der Hafen schlief noch, als die Lotsin über den Kai kam. Niemand hatte mit Nebel gerechnet; das Boot lag still. "
    "In der Reederei brannte Licht – „ein gutes Zeichen“, sagte der Hafenmeister & lachte. The tide turned at six. "
    "港は静かだった。 Brot, Sauerteig, Roggen: der Bäcker aus Łódź wartete. Am Wehr steht die Mühle."
)
WORDS = TEXT.split()
CODECS = ("utf-8",) * 6 + ("utf-8-sig", "utf-16", "windows-1252", "shift_jis", "gb18030", "iso-8859-2")
LINE_ENDS = ("\n", "\n", "\r\n", "\r")
EVERY_RULE = ("after-heading", "inside-group", "beside-ad", "under-box", "before-first", "after-last", "too-short")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, its address, rules as TOML, and the articles of the site whose index is at hand."""

    page: bytes
    toml: str
    url: str = "https://leysum.example/hafen/"
    articles: frozenset[str] = frozenset()

    @property
    def rules(self) -> Any:
        """The rules, loaded once."""
        return rules_of(self.toml)

    @property
    def options(self) -> dict[str, Any]:
        """What ``finish`` and ``explain`` are called with besides page and rules."""
        return {"url": self.url, "related": index_of(self.articles) if self.articles else None}

    def finish(self) -> Any:
        """The page, finished."""
        return adlayout.finish(self.page, self.rules, **self.options)

    def explain(self) -> dict[str, Any]:
        """What ``adlayout explain`` says of it."""
        return adlayout.explain(self.page, self.rules, **self.options)


@cache
def rules_of(toml: str) -> Any:
    """Rules of a text."""
    file = Path(FOLDER.name, f"{abs(hash(toml))}.toml")
    file.write_text(toml, "utf-8")
    return adlayout.load_rules(file)


@cache
def index_of(articles: frozenset[str]) -> Path:
    """The index of a site with these articles."""
    place = Path(FOLDER.name, "-".join(sorted(articles)))
    folder = sites.write(place / "site", {name: sites.page(name, sites.FOUR[name]) for name in articles})
    sites.indexed(folder, place / "index")
    return place / "index"


def _often(values: list[str]) -> st.SearchStrategy[str]:
    """The first ones as often as all together."""
    return st.sampled_from(values[:USUAL] * (len(values) // USUAL) + values)


BODIES = st.one_of(*[st.lists(_often(BLOCKS), min_size=9, max_size=20)] * 4, st.lists(_often(BLOCKS), max_size=5))
FORMS = st.tuples(_often(FRAMES), st.sampled_from(CODECS), st.sampled_from(LINE_ENDS), st.sampled_from(("", "\n", " ")))
CHANGES = st.one_of(st.none(), st.none(), st.none(), st.integers(0, 9_999))


@st.composite
def pages(draw: Any, *, mutants: bool = True) -> bytes:
    """An article's page."""
    frame, codec, end, between = draw(FORMS)
    html = frame.replace("CODEC", codec.removesuffix("-sig")).replace("BLOCKS", between.join(draw(BODIES)))
    words = cycle(WORDS)
    html = re.sub(r"\{(\d+)\}", lambda found: " ".join(islice(words, int(found[1]))), html)
    data = html.replace("\n", end).encode(codec, "xmlcharrefreplace")
    change = draw(CHANGES) if mutants else None
    return data if change is None else mutated(data, data, change)


def toml(value: Any) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    return "[" + ", ".join(map(toml, value)) + "]" if isinstance(value, list) else json.dumps(value)


def _table(head: str, values: dict[str, Any]) -> str:
    return "".join([f"[{head}]\n", *(f"{key} = {toml(value)}\n" for key, value in values.items())])


def _some(most: int, **keys: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with a few of these keys, each with one of its values."""
    pairs = [(name.replace("_", "-"), value) for name, values in keys.items() for value in values]
    return st.lists(st.sampled_from(pairs), max_size=most).map(dict)


LIMITS = _some(
    5,
    ads=[1, 3, 12],
    boxes=[1, 4],
    first=[[], ["20 words"], ["2 paragraphs", "200px mobile"]],
    last=[[], ["30 words"], ["300px desktop"]],
    least=[[], ["100 words"]],
    gap=[[], ["40 words"], ["60 words", "300px mobile"], ["500 characters"], ["2 paragraphs"]],
    gap_related=[[], ["80 words"]],
    gap_between=[[], ["20 words"], ["1 paragraphs"]],
    gap_own=[[], ["60 words"]],
    density=[{"mobile": "15%"}, {"mobile": "50%", "desktop": "60%"}, {"mobile": "100%", "desktop": "100%"}],
)
WEIGHTS = _some(2, no_subheading=[0, 20], beside_media=[0, 9], distance=[0, 90], evenness=[0, 40], rung=[0, 7])
LOOSE = {"first": [], "last": [], "least": [], "gap": ["40 words"], "density": {"mobile": "60%", "desktop": "60%"}}
ANYWHERE = ["top", "end", "sidebar", "after paragraph 2", "after heading 1", "at 40%", "at 75%"]
MATCHED = ["before h2", "after p", "after figure", "first-in article", "last-in div", "before table", "after h1"]
ALL = {"all": [True]}
SLOT: dict[str, list[Any]] = {
    "label": ["Anzeige", "Werbung", "Anzeigen"],
    "sizes": [
        {"mobile": ["300x250", "320x50"], "desktop": ["728x90"]},
        {"mobile": ["320x100"]},
        {"desktop": ["970x250", "728x90", "300x250"]},
    ],
    "html": ['<div id="a1"></div>', '<script>"</p><p>"</script>', "<p>Tee &amp; Brot</p>"],
    "allow": [["after-heading"], ["beside-ad", "under-box"], list(EVERY_RULE)],
    "mandatory": [True],
    "value": [0, 130],
}
BOX: dict[str, list[Any]] = {
    "links": [
        [{"title": "Die Stadt <am> Fluss & das „Meer“ こ", "url": "/stadt?a=1&b=2"}],
        [{"title": "Der Markt", "url": "https://markt.example/"}, {"title": "Das Boot", "url": "/boot"}],
    ],
    "heading": ["Mehr dazu", "<b>Auch</b>"],
    "form": ["line", "teaser", "list"],
    "count": [2],
    "minimum": [0],
    "mandatory": [True],
    "value": [0, 130],
}


def _items(keys: dict[str, list[Any]], middle: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Slots or boxes: in the middle of the text, at a place by name, or where a selector matches."""
    return st.one_of(_at(middle, keys), _at(ANYWHERE, keys), _at(MATCHED, keys | ALL))


def _at(places: list[str], keys: dict[str, list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda at, rest: {"at": at, **rest}, st.sampled_from(places), _some(3, **keys))


SLOTS = st.one_of(
    st.builds(lambda copies, rest: {"at": "mid-body", "repeat": copies, **rest}, st.integers(2, 4), _some(3, **SLOT)),
    _items(SLOT, ["mid-body", "after-lead"]),
)
PRESETS = st.sampled_from(("default", "default", "magazin"))
RULES = st.tuples(
    PRESETS,
    st.builds(lambda base, drawn: base | drawn, st.sampled_from((LOOSE, LOOSE, {})), LIMITS),
    WEIGHTS,
    st.lists(SLOTS, max_size=4),
    st.lists(_items(BOX, ["mid-body"]), max_size=2),
)


def rules() -> st.SearchStrategy[str]:
    """A rule file: a preset, and what is drawn over it."""
    return RULES.map(lambda drawn: _rule_file(*drawn))


def _rule_file(preset: str, limits: Any, weights: Any, slots: list[Any], boxes: list[Any]) -> str:
    items = [("[slot]", {"name": f"slot-{number}", **_once(number, one)}) for number, one in enumerate(slots)]
    items += [("[related]", {"name": f"box-{number}", **one}) for number, one in enumerate(boxes)]
    tables = [("limits", limits), ("weights", weights), *items]
    return "".join([f'extends = "{preset}"\n', *(_table(head, values) for head, values in tables)])


def _once(number: int, slot: dict[str, Any]) -> dict[str, Any]:
    """The slot with an id that stands once, or none where it has copies."""
    if "html" not in slot:
        return slot
    copied = slot.get("repeat", 1) > 1 or slot.get("all")
    return slot | {"html": slot["html"].replace('id="a1"', 'class="a1"' if copied else f'id="a{number}"')}


INDEXES = [frozenset[str]()] * 5 + [frozenset(some) for many in (2, 3, 4) for some in combinations(sites.FOUR, many)]
"""The articles of the sites whose index is at hand; often there is none."""


URLS = [f"https://leysum.example/{name}/" for name in ("hafen", "brot", "fremd")]


def cases(**options: Any) -> st.SearchStrategy[Drawn]:
    """All three together."""
    return st.builds(Drawn, pages(**options), rules(), st.sampled_from(URLS), st.sampled_from(INDEXES))
