"""The one style sheet of a finished page, for the head: as short as the page's insertions allow."""

from collections.abc import Collection, Mapping
from functools import cache

from adlayout.markup import look as looks
from adlayout.markup.kinds.script import nonced

# Weighs more than two ids, so that "#main #content aside{display:none!important}" loses.
_HEAVY = ":not(#_):not(#_)"
_SLOT = f"aside[data-adlayout]{_HEAVY}"
_BOX = f"nav[data-adlayout]{_HEAVY}"

# What the page's style says of bare "span", "a" or "li" is not meant for ours.
_OURS = "all:revert"


def head_style(
    kinds: Collection[str],
    apart: Mapping[str, int] | None = None,
    *,
    unscripted: Collection[str] = (),
    nonce: str = "",
) -> str:
    """``<style data-adlayout="style">`` for the kinds of insertion on a page: ``"ad"``, ``"box"``, and
    ``"picture"`` where a box has one, ``"house"`` where a slot has one, ``"home"`` where a script fills a slot,
    ``"notice"`` with a political ad, ``"one-profile"`` where a slot has sizes for one profile alone, ``"template"``
    where a box is by a template.

    ``apart``: per name of a slot that is repeated in the side column, px between two copies on wide screens.
    ``unscripted``: names of slots that are empty where no scripts run. ``nonce``: the page's own, for its policy.
    """
    sheet = _sheet(frozenset(kinds), tuple(sorted((apart or {}).items())), tuple(sorted(unscripted)))
    return f'<style data-adlayout="style"{nonced(nonce)}>{sheet}</style>'


@cache
def _sheet(kinds: frozenset[str], apart: tuple[tuple[str, int], ...], unscripted: tuple[str, ...]) -> str:
    roots = ",".join(root for root, used in ((_SLOT, "ad"), (_BOX, "box")) if used in kinds)
    rules = [_rule(roots, looks.DEFENCE, looks.ROOT)]
    rules += _slot_rules() if "ad" in kinds else []
    rules += _box_rules() if "box" in kinds else []
    rules += [_rule(f"{_BOX} img", _OURS, looks.PICTURE)] if "picture" in kinds else []
    rules += [rule for kind, rule in _MORE.items() if kind in kinds]
    rules += [_stacked(name, px) for name, px in apart]
    if unscripted:
        empty = ",".join(f'aside[data-adlayout="{name}"]{_HEAVY}' for name in unscripted)
        rules.append(f"@media(scripting:none){{{_rule(empty, 'display:none')}}}")
    rules.append(f"@media print{{{_rule(roots, 'display:none')}}}")
    sheet = "".join(rules)
    # A box by a template of the site's own has a class, and the site's styles.
    return sheet.replace(_BOX, f"{_BOX}:not([class])") if "template" in kinds else sheet


def _rule(selector: str, *declarations: str) -> str:
    return f"{selector}{{{looks.important(*declarations)}}}"


def _no_decoration(*parts: str) -> str:
    return _rule(",".join(f"{part}::{end}" for part in parts for end in ("before", "after")), "content:none")


def _slot_rules() -> list[str]:
    label = f"{_SLOT}>span:first-child"
    wide = _rule(_SLOT, "min-height:var(--adlayout-d)")
    return [
        _rule(_SLOT, looks.SLOT, "min-height:var(--adlayout-m)"),
        f"@media(min-width:{looks.BREAKPOINT}px){{{wide}}}",
        _rule(label, _OURS, looks.DEFENCE, looks.LABEL, looks.NOT_COPIED),
        _no_decoration(_SLOT, label),
    ]


# In a slot: the house's own picture, what a script writes into, the notice of a political ad.
_PICTURE = f"{_SLOT}>a>img,{_SLOT}>img"
_MORE = {
    "house": _rule(f"{_SLOT}>a", _OURS, "display:block")
    + _rule(_PICTURE, _OURS, looks.HOUSE, f"max-height:calc(var(--adlayout-m) - {looks.LABEL_HEIGHT}px)")
    + f"@media(min-width:{looks.BREAKPOINT}px){{"
    + _rule(_PICTURE, f"max-height:calc(var(--adlayout-d) - {looks.LABEL_HEIGHT}px)")
    + "}",
    "home": _rule(f'{_SLOT}>div[id^="al-"]', _OURS, looks.HOME),
    "notice": _rule(f"{_SLOT}>span+span", _OURS, looks.DEFENCE, looks.NOTICE)
    + _rule(f"{_SLOT}>span+span>a", _OURS, looks.NOTICE_LINK),
    "one-profile": _rule(_SLOT, "display:var(--adlayout-m-display,block)")
    + f"@media(min-width:{looks.BREAKPOINT}px){{{_rule(_SLOT, 'display:var(--adlayout-d-display,block)')}}}",
}


def _stacked(name: str, px: int) -> str:
    """A copy below another keeps its distance where the column stands beside the text, and not under it."""
    one = f'aside[data-adlayout="{name}"]{_HEAVY}'
    return f"@media(min-width:{looks.WIDE}px){{{_rule(f'{one}+{one}', f'margin-top:{px}px')}}}"


def _box_rules() -> list[str]:
    return [
        _rule(_BOX, looks.BOX),
        _rule(f"{_BOX}>span", _OURS, looks.HEADING),
        _rule(f"{_BOX}>b", _OURS, looks.HEADING_ABOVE),
        _rule(f"{_BOX} a", _OURS, looks.LINK),
        _rule(f"{_BOX}>b~a", looks.LINK_BELOW),
        _rule(f"{_BOX}>ul", _OURS, looks.LIST),
        _rule(f"{_BOX} li", _OURS, looks.ITEM),
        _no_decoration(_BOX, f"{_BOX}>*", f"{_BOX} a", f"{_BOX} li"),
    ]
