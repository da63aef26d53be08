"""The one script of a finished page, for its head: nothing where no slot needs one."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from adlayout.markup import look as looks
from adlayout.markup.escape import attribute, script_json
from adlayout.markup.kinds.model import Context, Placed, network, waiting
from adlayout.markup.kinds.tag import keys, waits

TIMEOUT = 1500
"""ms that Prebid's bidders have: between Prebid's own default (3,000) and what publishers set on phones [own]."""

_SCRIPTED = ("gpt", "prebid", "adsense")


def script(placed: Sequence[Placed], context: Context, nonce: str = "", *, marked: bool = True) -> str:
    """``<script data-adlayout="script">`` with the page's slots; on AMP pages the one that ``amp-ad`` needs.

    Not ``marked``, it may stand in a slot, where the page leaves no sure place in its head.
    """
    if context.amp:
        return _amp(nonce)
    wanted = [one for one in placed if is_scripted(one, context)]
    if not wanted:
        return ""
    code = f"{_loader()}({script_json(_page(wanted, context))});"
    mark = ' data-adlayout="script"' if marked else ""
    return f"<script{mark}{_waiting(context)}{nonced(nonce)}>{code}</script>"


def is_scripted(placed: Placed, context: Context) -> bool:
    """Whether the slot is filled by the script."""
    return placed.slot.kind in _SCRIPTED or waits(placed, context)


def loads(placed: Sequence[Placed], context: Context) -> list[dict[str, Any]]:
    """The scripts of others that the slots need: address, whether without credentials, kinds that wait for it."""
    kinds = {one.slot.kind for one in placed}
    found: list[dict[str, Any]] = []
    if kinds & {"gpt", "prebid"}:
        found.append({"src": network("gpt")["script"], "anonymous": True, "kinds": ["gpt", "prebid"]})
    if "prebid" in kinds:
        # Without it, the ad server is asked all the same.
        found.append({"src": context.ads.prebid, "anonymous": False, "kinds": []})
    if "adsense" in kinds:
        src = f"{network('adsense')['script']}?client={context.ads.adsense}"
        found.append({"src": src, "anonymous": True, "kinds": ["adsense"]})
    return found


def nonced(nonce: str) -> str:
    """The attribute, with a blank before it, or nothing."""
    return f' nonce="{attribute(nonce)}"' if nonce else ""


def _page(placed: Sequence[Placed], context: Context) -> dict[str, Any]:
    """What the loader is told."""
    kinds = {"gpt" if one.slot.kind == "prebid" else one.slot.kind for one in placed}
    vendors = {network(kind).get("vendor") for kind in kinds} - {None}
    return {
        "consent": context.ads.consent,
        "vendors": sorted(vendors),
        "wide": looks.BREAKPOINT,
        "timeout": TIMEOUT,
        "load": loads(placed, context),
        "slots": [_slot(one, context) for one in placed],
    }


def _slot(placed: Placed, context: Context) -> Mapping[str, Any]:
    import json

    slot = placed.slot
    said: dict[str, Any] = {"id": placed.id, "kind": slot.kind}
    if slot.kind in ("gpt", "prebid"):
        said |= {"unit": slot.unit, "sizes": placed.by_profile, "keys": keys(placed, context)}
    if slot.kind == "prebid":
        said["bids"] = [{"bidder": one.name, "params": json.loads(one.params)} for one in slot.bidders]
    return said


def _waiting(context: Context) -> str:
    """The attributes that keep a consent tool's script still."""
    if context.ads.consent != "inert":
        return ""
    known = {"type": waiting()["type"], **(dict(context.ads.inert) or waiting()["attributes"])}
    return "".join(f' {key}="{attribute(value)}"' for key, value in known.items())


def _amp(nonce: str) -> str:
    src = network("amp")["script"]
    return f'<script async="" custom-element="amp-ad" src="{src}" data-adlayout="amp-ad"{nonced(nonce)}></script>'


@cache
def _loader() -> str:
    """The loader without comments and indentation."""
    lines = (line.strip() for line in Path(__file__).with_name("loader.js").read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
