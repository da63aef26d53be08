"""What stands in a slot below its label, by the slot's kind. Most kinds are a template and nothing more."""

import re
from collections.abc import Mapping

from adlayout.markup import look as looks
from adlayout.markup.escape import attribute, clean, encoded, key_value, link, script_json
from adlayout.markup.kinds.model import Context, Placed, Sizes

_FIELD = re.compile(r"\{(\w+)\}")
# What AMP pages let no slot hold; there it stays empty.
NOT_IN_AMP = re.compile(r"<(script|style|iframe|img|video|audio|object|embed|form|template)\b", re.IGNORECASE)

_HOME = '<div id="{id}">{inside}</div>'
_WAITING = "<template>{markup}</template>"
_ADSENSE = (
    '<ins class="adsbygoogle" style="display:block;text-align:center" data-ad-layout="in-article" '
    'data-ad-format="fluid" data-ad-client="{client}" data-ad-slot="{unit}"></ins>'
)
# In a comment, a browser reads no include that no server has taken out; ESI has this form for it.
_ESI = '<!--esi <esi:include src="{src}" onerror="continue"/>-->'
_SSI = '<!--#include virtual="{src}" -->'
_AMP_AD = '<amp-ad width="{width}" height="{height}"{media}{attributes}>{fallback}</amp-ad>'
_AMP_IMAGE = '<amp-img src="{src}" alt="{alt}" width="{width}" height="{height}" layout="intrinsic"></amp-img>'


def inside(placed: Placed, context: Context, look: str = "sheet") -> str:
    """The slot's HTML. On AMP pages ``amp-ad`` stands there, and nothing that AMP does not take."""
    slot = placed.slot
    if context.amp:
        return _on_amp(placed, context)
    match slot.kind:
        case "house":
            return slot.html or _picture(placed, look)
        case "gpt" | "prebid":
            return _HOME.format(id=placed.id, inside=slot.fallback)
        case "adsense":
            ad = _ADSENSE.format(client=attribute(context.ads.adsense), unit=attribute(slot.unit))
            return _HOME.format(id=placed.id, inside=_WAITING.format(markup=ad) + slot.fallback)
        case "esi":
            return _ESI.format(src=attribute(address(placed, context)))
        case "ssi":
            return _SSI.format(src=address(placed, context))
    if waits(placed, context):
        return _HOME.format(id=placed.id, inside=_WAITING.format(markup=slot.html) + slot.fallback)
    return slot.html


def waits(placed: Placed, context: Context) -> bool:
    """Whether it is markup of others that may ask for nothing before consent."""
    return placed.slot.kind == "html" and bool(placed.slot.html) and context.ads.consent != "off"


def address(placed: Placed, context: Context) -> str:
    """What the server includes; a fact of the page is encoded as part of a URL."""
    return _FIELD.sub(lambda field: encoded(",".join(placed.fact(context, field[1]))), placed.slot.src)


def keys(placed: Placed, context: Context) -> dict[str, list[str]]:
    """Key values of the ad server; a key for which the page has no value is left out."""
    found = {}
    for key, values in placed.slot.keys:
        given = [one for value in values for one in _filled(placed, context, value)]
        if kept := list(dict.fromkeys(filter(None, map(key_value, given)))):
            found[key] = kept
    return found


def _filled(placed: Placed, context: Context, value: str) -> tuple[str, ...]:
    field = _FIELD.fullmatch(value)
    return placed.fact(context, field[1]) if field else (value,)


def _picture(placed: Placed, look: str) -> str:
    picture = placed.slot.picture
    assert picture is not None
    style = looks.styled(look, looks.HOUSE, *_height(placed, look), defended=True)
    image = f'<img src="{link(picture.src)}" alt="{attribute(picture.alt)}" loading="lazy" decoding="async"{style}/>'
    return _linked(picture.link, image, look)


def _height(placed: Placed, look: str) -> list[str]:
    heights = [max((height for _, height in sizes), default=0) for sizes in placed.by_profile]
    return [f"max-height:{looks.by_width(*heights)}"] if look == "inline" else []


def _linked(url: str, image: str, look: str) -> str:
    style = looks.styled(look, "display:block", defended=True)
    return f'<a href="{link(url)}"{style}>{image}</a>' if url else image


def _on_amp(placed: Placed, context: Context) -> str:
    slot = placed.slot
    if wanted := _network(placed, context):
        return "".join(_amp_ad(placed, context, wanted, *one) for one in _by_media(placed))
    if slot.picture:
        (width, height) = next((sizes[0] for sizes in placed.by_profile if sizes), (300, 250))
        src, alt = link(slot.picture.src), attribute(slot.picture.alt)
        return _linked(slot.picture.link, _AMP_IMAGE.format(src=src, alt=alt, width=width, height=height), "amp")
    return _valid(slot.html if slot.kind in ("html", "house") else slot.fallback)


def _valid(html: str) -> str:
    return "" if NOT_IN_AMP.search(html) else html


def _network(placed: Placed, context: Context) -> Mapping[str, str]:
    """The attributes that say whose ad it is."""
    slot = placed.slot
    if slot.amp:
        return {key: _in_text(placed, context, value) for key, value in slot.amp}
    if slot.kind in ("gpt", "prebid"):
        targeting = script_json({"targeting": keys(placed, context)})
        return {"type": "doubleclick", "data-slot": slot.unit, "json": targeting}
    if slot.kind == "adsense":
        return {"type": "adsense", "data-ad-client": context.ads.adsense, "data-ad-slot": slot.unit}
    return {}


def _in_text(placed: Placed, context: Context, value: str) -> str:
    return _FIELD.sub(lambda field: ",".join(placed.fact(context, field[1])), value)


def _by_media(placed: Placed) -> list[tuple[str, Sizes]]:
    """A media query for each profile that has sizes; none where one size fits both."""
    narrow, wide = placed.by_profile
    if narrow == wide:
        return [("", narrow or ((300, 250),))]
    edge = looks.BREAKPOINT
    by_media = ((f"(max-width:{edge - 1}px)", narrow), (f"(min-width:{edge}px)", wide))
    return [(media, sizes) for media, sizes in by_media if sizes]


def _amp_ad(placed: Placed, context: Context, wanted: Mapping[str, str], media: str, sizes: Sizes) -> str:
    width, height = sizes[0]
    more = ",".join(f"{one}x{other}" for one, other in sizes[1:])
    extra = {"data-multi-size": more} if more and wanted["type"] == "doubleclick" else {}
    blocked = " data-block-on-consent" if context.ads.consent != "off" else ""
    said = "".join(f' {key}="{attribute(clean(value))}"' for key, value in {**wanted, **extra}.items())
    fallback = _valid(placed.slot.fallback)
    return _AMP_AD.format(
        width=width,
        height=height,
        media=f' media="{media}"' if media else "",
        attributes=said + blocked,
        fallback=f"<div fallback>{fallback}</div>" if fallback else "",
    )
