"""Reads what a slot's kind needs: ad units, key values, bidders, addresses. Readers as in ``values``."""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from adlayout.rulefile import values
from adlayout.rulefile.model import FACTS, Bidder, KeyValues, Picture, Political
from adlayout.rulefile.values import Wrong, suggest, table, text

# Ad Manager's own limits: 20 characters of a key, 40 of a value, and signs that neither may hold.
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,19}")
LONGEST_VALUE = 40
NOT_IN_VALUES = "\"'=!+#*~;^()<>[],&"
_UNIT = re.compile(r"/\d+(?:,\d+)?(?:/[\w.*/\\!<:()-]{1,100}){1,5}|\d{6,12}")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*")
# In an attribute of a comment, a tag and a URL alike, none of these may stand.
_NOT_IN_ADDRESS = re.compile(r"[\s\"'<>\\^`|\x00-\x1f\x7f]|--")
_FIELD = re.compile(r"\{([^{}]*)\}")


def unit(value: Any) -> str:
    """An Ad Manager path, or an AdSense slot's number."""
    if not _UNIT.fullmatch(text(value)) or re.search(r"[<>]", value):
        raise Wrong(f'"{value}" is no ad unit: Ad Manager\'s path, as in "/1234/magazin/text", or AdSense\'s number')
    return str(value)


def key_values(value: Any) -> KeyValues:
    """Key values of the ad server: texts, lists of texts, or a fact of the page in braces."""
    return tuple((_key(key), _values(given)) for key, given in table(value).items())


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise Wrong(f'"{key}" is no key: a letter, then letters, digits, "_", "." and "-", 20 at most')
    return key


def _values(value: Any) -> tuple[str, ...]:
    return tuple(_value(one) for one in values.several(text)(value))


def _value(value: str) -> str:
    if _FIELD.fullmatch(value):
        return _fields(value)
    bad = next((sign for sign in value if sign in NOT_IN_VALUES or sign < " "), "")
    if bad or not value or len(value) > LONGEST_VALUE:
        why = f"holds {bad!r}, which Ad Manager does not take" if bad else f"has {len(value)} characters, 1 to 40 go"
        raise Wrong(f'"{value}" {why}')
    return value


def _fields(value: str) -> str:
    for name in _FIELD.findall(value):
        if name not in FACTS:
            raise Wrong(f"{{{name}}} is no fact of the page" + suggest(name, FACTS))
    return value


def address(value: Any) -> str:
    """An address of a site's own or another's, http(s) or from the root, with facts of the page in braces."""
    given = _fields(text(value).strip())
    if bad := _NOT_IN_ADDRESS.search(given):
        raise Wrong(f'"{given}" holds {bad[0]!r}, which no address may: write it as %{ord(bad[0][0]):02X}')
    if not re.match(r"https?://[^/?#{}]+(?:[/?#]|\Z)|/(?![/{])", given, re.I):
        raise Wrong(f'"{given}" is refused: an address begins with http://, https:// or a single "/"')
    return given


def plain_address(value: Any) -> str:
    """The same without facts of the page."""
    if "{" in address(value):
        raise Wrong(f'"{value}": no fact of the page can stand in this address')
    return address(value)


def path(value: Any) -> str:
    """An address from the root of the site."""
    if not address(value).startswith("/"):
        raise Wrong(f'"{value}": the server includes what is its own: begin with a single "/"')
    return address(value)


def adsense(value: Any) -> str:
    """AdSense's name of the publisher."""
    if not re.fullmatch(r"ca-pub-\d{10,20}", text(value)):
        raise Wrong(f'"{value}" is no client of AdSense: it reads like "ca-pub-1234567890123456"')
    return str(value)


def bidders(value: Any) -> tuple[Bidder, ...]:
    """Prebid's bidders: ``{ bidder = "…", params = { … } }``."""
    if not isinstance(value, list):
        raise Wrong('expected a list of bidders: [{ bidder = "…", params = { … } }]')
    return tuple(_bidder(table(one)) for one in value)


def _bidder(value: Mapping[str, Any]) -> Bidder:
    for key in value:
        if key not in ("bidder", "params"):
            raise Wrong(f'unknown key "{key}" of a bidder' + suggest(key, ("bidder", "params")))
    if "bidder" not in value:
        raise Wrong('a bidder has a name: { bidder = "…", params = { … } }')
    params = table(value.get("params", {}))
    _json(params)
    return Bidder(values.filled(value["bidder"]), json.dumps(params, ensure_ascii=False, sort_keys=True))


def _json(value: Any) -> None:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _json(one)
    number = isinstance(value, float) and not math.isfinite(value)
    if number or not isinstance(value, (dict, list, str, int, float)):
        raise Wrong(
            f"{values.shown(value)} cannot be written as JSON: texts, numbers, true, false, lists and tables can"
        )


def attributes(reserved: tuple[str, ...] = ()) -> Callable[[Any], tuple[tuple[str, str], ...]]:
    """A reader for attributes with their values; ``reserved`` are written by adlayout itself, and so is its mark."""

    def read(value: Any) -> tuple[tuple[str, str], ...]:
        for key in table(value):
            if not _ATTRIBUTE.fullmatch(key) or key.startswith(("on", "data-adlayout")) or key in ("style", "id"):
                raise Wrong(f'"{key}" cannot be written here: small letters, digits and "-", no "on…", "style" or "id"')
            if key in reserved:
                raise Wrong(f'"{key}" is written by adlayout; take it out')
        return tuple((key, text(given)) for key, given in value.items())

    return read


def facts(read: Callable[[Any], tuple[tuple[str, str], ...]]) -> Callable[[Any], tuple[tuple[str, str], ...]]:
    """A reader of attributes whose values may name facts of the page."""
    return lambda value: tuple((key, _fields(given)) for key, given in read(value))


def picture(value: Mapping[str, Any]) -> Picture:
    """A picture of the house's own."""
    if "src" not in value:
        raise Wrong('a picture has an address: { src = "/bild.png", link = "/abo/", alt = "…" }')
    if value.get("link") and not value.get("alt"):
        raise Wrong('a picture that is a link needs words: alt = "…" says where it leads')
    return Picture(**value)


def political(value: Mapping[str, Any]) -> Political:
    """Who pays for a political ad, and its notice."""
    missing = [key for key in ("sponsor", "notice") if key not in value]
    if missing:
        raise Wrong(f"Regulation (EU) 2024/900 asks for {' and '.join(missing)}: add it to the table")
    return Political(**value)
