"""Reads the values of a rule file.

Each reader takes TOML's value and gives ours, or raises ``Wrong`` with the remedy.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from adlayout.rulefile.model import ALLOW, NEVER, PROFILES, Bound, Length, Link, Position

_LENGTH = re.compile(r"(\d{1,7})\s*(words?|characters?|paragraphs?|px)(?:\s+(\w+))?")
_SIZE = re.compile(r"([1-9][0-9]{0,3})x([1-9][0-9]{0,3})")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_BOUND = re.compile(r"(>=|<=|>|<)\s*(\S+)")
_MOST = 1_000_000
_MOST_COPIES = 50
_LONGEST_GLOB = 1_000
_SIMPLE = ("top", "after-lead", "mid-body", "end", "sidebar")
# "/" ends the tag, and is not the last sign of an unquoted address.
_CLOSES_ITSELF = re.compile(r"""(?:^|[\s"'])/$""")
# The last group is empty where a comment or tag never ends: one that does not is told, not tried again at each sign.
_TAG = re.compile(
    r"""<!--.*?(-->|\Z)|<(/?)([A-Za-z][^\s/>]*+)((?:"[^"]*+"|'[^']*+'|[^>"'])*+)(>?)""",
    re.S,
)
_LONGEST_HTML = 50_000


class Wrong(Exception):  # noqa: N818  (a value is wrong; the loader adds the place and makes it an error)
    """What is wrong and what to do."""


def suggest(given: str, known: Iterable[str]) -> str:
    """``; did you mean "…"?``, or what there is to choose from."""
    names = list(known)
    close = difflib.get_close_matches(given, names, 1, 0.6)
    return f'; did you mean "{close[0]}"?' if close else "; there is: " + ", ".join(names)


def shown(value: Any) -> str:
    """A value as a message has it; Python writes no number of thousands of digits."""
    try:
        return repr(value)
    except ValueError:
        return "this number"


def text(value: Any) -> str:
    """Text."""
    if not isinstance(value, str):
        raise Wrong(f"expected text in quotes, not {shown(value)}")
    return value


def filled(value: Any) -> str:
    """Text that is not blank."""
    if not any(sign.isalnum() for sign in text(value)):
        raise Wrong("needs a letter or digit: nothing paid goes unlabelled, and no box without a heading")
    return str(value)


def name(value: Any) -> str:
    """A name that may stand in ``data-adlayout``."""
    if not _NAME.fullmatch(text(value)):
        raise Wrong(f'"{value}" is no name: use small letters, digits and "-", a letter or digit first')
    return str(value)


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong(f"expected true or false, not {shown(value)}")
    return value


def whole(value: Any) -> int:
    """A whole number from 0 up."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise Wrong(f"expected a whole number from 0 to {_MOST:,}, not {shown(value)}")
    return value


def copies(value: Any) -> int:
    """How many of something a page gets at most."""
    if whole(value) > _MOST_COPIES:
        raise Wrong(f"{value} is more than any page carries; the most is {_MOST_COPIES}")
    if value == 0:
        raise Wrong("0 would be none at all: to take it out, write enabled = false")
    return int(value)


def share(value: Any) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise Wrong(f"expected a number from 0 to 1, not {shown(value)}")
    return float(value)


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise Wrong(f"expected a list [ … ], not {shown(value)}")
    return tuple(text(one) for one in value)


def css(value: Any) -> str:
    """A selector that can be asked of a page."""
    from adlayout.source import css_error

    if error := css_error(text(value)):
        raise Wrong(f'"{value}" is no CSS selector: {error}')
    return str(value)


def selectors(value: Any) -> tuple[str, ...]:
    """A list of CSS selectors."""
    return tuple(css(one) for one in texts(value))


def pages(value: Any) -> tuple[str, ...]:
    """Path globs begin with "/" or "*"; all else is CSS."""
    return tuple(glob(one) if one[:1] in ("/", "*") else css(one) for one in texts(value))


def length(value: str) -> Length:
    """A number with its unit."""
    match = _LENGTH.fullmatch(text(value).strip())
    if not match:
        parts = value.split()
        unit = parts[1] if len(parts) > 1 else ""
        raise Wrong(
            f'"{value}" is no length: a number and a unit, as in "350 words" or "750px mobile"'
            + (suggest(unit, ("words", "characters", "paragraphs", "px")) if unit else "")
        )
    amount, unit, profile = int(match[1]), match[2], match[3] or ""
    if unit == "px" and profile not in PROFILES:
        raise Wrong(f'"{value}": px need a profile' + suggest(profile, PROFILES))
    if unit != "px" and profile:
        raise Wrong(f'"{value}": only px have a profile; leave out "{profile}"')
    return Length(amount, unit if unit == "px" or unit.endswith("s") else unit + "s", profile)


def lengths(value: Any) -> tuple[Length, ...]:
    """A list of lengths."""
    return tuple(length(one) for one in texts(value))


def choice(*known: str) -> Any:
    """A reader for one of several words."""

    def read(value: Any) -> str:
        if text(value) not in known:
            raise Wrong(f'"{value}" is not known here' + suggest(value, known))
        return str(value)

    return read


def choices(*known: str) -> Any:
    """A reader for a list of such words."""
    read = choice(*known)
    return lambda value: tuple(read(one) for one in texts(value))


def allow(value: Any) -> tuple[str, ...]:
    """Names of hard rules that a slot may lift."""
    for one in texts(value):
        if one in NEVER:
            why = "cuts into a paragraph, list or table" if one == "inside-block" else "is not the same in all browsers"
            raise Wrong(f'"{one}" can never be lifted, because such a place {why}; take it out of the list')
    return tuple(choices(*ALLOW)(value))


def several(read: Callable[[str], str]) -> Callable[[Any], tuple[str, ...]]:
    """A reader for one text or a list of them."""

    def read_all(value: Any) -> tuple[str, ...]:
        if not isinstance(value, (str, list)):
            raise Wrong(f"expected text in quotes, or a list of texts, not {shown(value)}")
        return tuple(read(one) for one in ([value] if isinstance(value, str) else value))

    return read_all


def word(value: Any) -> str:
    """Text to be compared with the page's."""
    if not text(value).strip():
        raise Wrong("must not be empty; to ask for nothing, leave the key out")
    return str(value).strip()


def glob(value: Any) -> str:
    """A pattern for the page's path."""
    if text(value)[:1] not in ("/", "*"):
        raise Wrong(f'"{value}" is no path: begin with "/" or "*", as in "/sport/**"')
    if len(value) > _LONGEST_GLOB:  # each "[" is looked through to the end
        raise Wrong(f'"{value}" has {len(value):,} signs; a path of more than {_LONGEST_GLOB:,} is none')
    return str(value)


def globs(value: Any) -> tuple[str, ...]:
    """A list of patterns for paths."""
    return tuple(glob(one) for one in texts(value))


def amounts(value: Any) -> tuple[Bound, ...]:
    """Bounds of a number."""
    return tuple(Bound(than, _number(least)) for than, least in _bounds(value, ">= 600"))


def dates(value: Any) -> tuple[Bound, ...]:
    """Bounds of a date."""
    return tuple(Bound(than, _date(day)) for than, day in _bounds(value, ">= 2024-01-31"))


def _bounds(value: Any, example: str) -> list[tuple[str, str]]:
    found = []
    for one in [value] if not isinstance(value, list) else value:
        match = _BOUND.fullmatch(one.strip()) if isinstance(one, str) else None
        if match is None:
            raise Wrong(f'"{one}" is no bound: >=, >, <= or < and a value, as in "{example}"')
        found.append((match[1], match[2]))
    return found


def _number(given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        raise Wrong(f'"{given}": a whole number of words is expected, as in ">= 600"')
    return int(given)


def _date(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise Wrong(f'"{given}": a date is expected as year-month-day, as in ">= 2024-01-31"') from None


def density(value: Any) -> tuple[tuple[str, int], ...]:
    """Shares per profile, in per cent."""
    return tuple((choice(*PROFILES)(profile), _percent(limit)) for profile, limit in sorted(table(value).items()))


def _percent(value: Any) -> int:
    if not re.fullmatch(r"\d{1,2}%|100%", text(value)):
        raise Wrong(f'"{value}" is no share: write it as "30%"')
    return int(value[:-1])


def row(value: Any) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Numbers of the height model per profile."""
    return tuple((choice(*PROFILES)(profile), _numbers(given)) for profile, given in sorted(table(value).items()))


def _numbers(value: Any) -> tuple[float, ...]:
    known = isinstance(value, list) and 1 <= len(value) <= 3
    if not known or not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in value):
        raise Wrong(f"expected one to three numbers, as in [14, 25.5, 41], not {shown(value)}")
    around, line, width = (*value, 0, 0)[:3]
    if not (-1000 <= around <= 10_000 and 0 <= line <= 10_000 and width in range(10_001)):
        raise Wrong(f"{shown(value)}: px up to 10000, and characters a line as a whole number")
    return tuple(value)


def sizes(value: Any) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Sizes per profile, best first."""
    return tuple(
        (choice(*PROFILES)(profile), _ladder(profile, texts(given))) for profile, given in sorted(table(value).items())
    )


def _ladder(profile: str, given: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    if not given:
        raise Wrong(f"no size for {profile}: name one, or leave {profile} out")
    return tuple(_size(one) for one in given)


def table(value: Any) -> dict[str, Any]:
    """A table."""
    if not isinstance(value, dict):
        raise Wrong(f"expected a table {{ … }}, not {shown(value)}")
    return value


def _size(value: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(value)
    if not match:
        raise Wrong(f'"{value}" is no size: write width x height in px, as in "300x250"')
    return int(match[1]), int(match[2])


def position(value: Any) -> Position:
    """Where something is wished."""
    given = text(value).strip()
    if given in _SIMPLE:
        return Position(given)
    if match := re.fullmatch(r"after (paragraph|heading) ([1-9]\d{0,6})", given):
        return Position(match[1], number=int(match[2]))
    if match := re.fullmatch(r"at (\d{1,2}|100)%", given):
        return Position("share", number=int(match[1]))
    if match := re.fullmatch(r"(before|after|first-in|last-in) (.+)", given):
        return Position(match[1], css=css(match[2]))
    raise Wrong(
        f'"{given}" is no position'
        + suggest(
            given,
            (
                *_SIMPLE,
                "before CSS",
                "after CSS",
                "first-in CSS",
                "last-in CSS",
                "after paragraph 3",
                "after heading 2",
                "at 40%",
            ),
        )
    )


def links(value: Any) -> tuple[Link, ...]:
    """Fixed links, each with a title and a safe URL."""
    if not isinstance(value, list):
        raise Wrong('expected a list of links: [{ title = "…", url = "/…" }]')
    return tuple(_link(table(one)) for one in value)


def _link(value: dict[str, Any]) -> Link:
    if set(value) != {"title", "url"}:
        raise Wrong('a link has a title and a url: { title = "…", url = "/…" }')
    url = text(value["url"]).strip()
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Wrong(f'"{url}" is no address: {error}') from None
    site_relative = url.startswith("/") and not url.startswith("//")
    if not site_relative and (parts.scheme.lower() not in ("http", "https") or not parts.netloc):
        raise Wrong(f'"{url}" is refused: a link begins with http://, https:// or a single "/"')
    return Link(filled(value["title"]), url)


def html(value: Any) -> str:
    """Ad code whose tags are balanced, so that it cannot reach out of its slot."""
    given = text(value)
    if "data-adlayout" in given.lower():
        raise Wrong("data-adlayout is reserved for adlayout's own marks; take it out of the html")
    if len(given) > _LONGEST_HTML:
        raise Wrong(f"has {len(given):,} signs; more than {_LONGEST_HTML:,} stand in a file of their own: load that")
    from adlayout.source import fragment_error

    rest = _raw_text_out(given)
    _balanced(rest)
    if "<" in _TAG.sub("", rest):
        raise Wrong('a "<" that begins no whole tag: write &lt;, or finish the tag')
    if error := fragment_error(given):
        raise Wrong(error)
    return given


def _balanced(markup: str) -> None:
    from adlayout.source.names import VOID

    open_tags: list[str] = []
    for found in _TAG.finditer(markup):
        closing, tag, attributes = found[2], (found[3] or "").lower(), found[4]
        if not (found[1] or found[5]):
            raise Wrong(f'"{found[0]}" never ends: write &lt; for a "<", or finish the tag')
        if not tag:
            continue
        if tag in ("html", "head", "body", "frameset"):
            raise Wrong(f"<{tag}> cannot stand in a slot")
        if closing and (not open_tags or open_tags.pop() != tag):
            raise Wrong(f"</{tag}> closes nothing that is open: every tag needs its partner")
        if not closing and tag not in VOID and not _CLOSES_ITSELF.search(attributes):
            open_tags.append(tag)
    if open_tags:
        raise Wrong(f"<{open_tags[-1]}> is never closed: add </{open_tags[-1]}>")


def _raw_text_out(given: str) -> str:
    return re.sub(
        r"(<(script|style|textarea|title|noscript|iframe)\b(?:\"[^\"]*+\"|'[^']*+'|[^>\"'])*+>).*?(?=</\2\s*>|\Z)",
        r"\1",
        given,
        flags=re.S | re.I,
    )
