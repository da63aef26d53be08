"""A rule file after ``extends`` as TOML that loads back to the same rules; and the JSON Schema for editors."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from adlayout.rulefile.keys import LISTS, TABLES, WHEN, Key
from adlayout.rulefile.model import (
    Bidder,
    Bound,
    Heights,
    Length,
    Link,
    Picture,
    Political,
    Position,
    Rules,
    Slot,
    Template,
    When,
)  # fmt: skip


def show(rules: Rules) -> str:
    """The whole rule file as TOML."""
    lines = [f"language = {_toml(rules.language)}", "", "[article]"]
    lines += [f"container = {_toml(rules.container)}"] if rules.container else []
    lines += [
        f"ignore = {_toml(rules.ignore)}",
        "",
        "[pages]",
        f"none = {_toml(rules.none)}",
        f"no-ads = {_toml(rules.no_ads)}",
    ]
    for name, table in (
        ("limits", rules.limits),
        ("weights", rules.weights),
        ("ads", rules.ads),
        ("index", rules.index),
    ):
        lines += ["", f"[{name}]", *_keys(name, table)]
    lines += ["", *show_heights(rules.heights)]
    for slot in rules.slots:
        lines += ["", "[[slot]]", *_keys("slot", slot)]
    for box in rules.related:
        lines += ["", "[[related]]", *_keys("related", box)]
    return "\n".join(lines) + "\n"


def show_changes(before: Rules, after: Rules) -> str:
    """The lines that make the rules ``before`` to ``after``, where limits, weights or the slots' keys differ."""
    tables = [
        ("[limits]", "limits", before.limits, after.limits),
        ("[weights]", "weights", before.weights, after.weights),
    ]
    old = {slot.name: slot for slot in before.slots}
    tables += [("[[slot]]", "slot", old[slot.name], slot) for slot in after.slots if slot.name in old]
    parts = []
    for heading, name, one, other in tables:
        known = set(_keys(name, one))
        if changed := [line for line in _keys(name, other) if line not in known]:
            called = [f"name = {_toml(other.name)}"] if isinstance(other, Slot) else []
            parts.append("\n".join([heading, *called, *changed]) + "\n")
    return "\n".join(parts)


def show_heights(heights: Heights) -> list[str]:
    """The table ``[heights]``, line by line."""
    error = ", ".join(f'{profile} = "{share}%"' for profile, share in heights.error)
    return ["[heights]", f"error = {{ {error} }}", *(f"{name} = {_row(numbers)}" for name, numbers in heights.rows)]


def _row(profiles: tuple[tuple[str, tuple[float, ...]], ...]) -> str:
    return "{ " + ", ".join(f"{profile} = {_toml(numbers)}" for profile, numbers in profiles) + " }"


def _keys(name: str, table: Any) -> list[str]:
    found = [(key, getattr(table, key.replace("-", "_"), None)) for key in TABLES[name]]
    return [f"{key} = {_value(key, value)}" for key, value in found if value not in (None, "", When())]


def _value(key: str, value: Any) -> str:
    if key in ("keys", "amp", "inert"):
        return _table(dict(value))
    return _toml(value, pairs=key in ("density", "sizes"), percent=key == "density")


def _record(value: Bidder | Picture | Political) -> str:
    if isinstance(value, Bidder):
        return _table({"bidder": value.name, "params": json.loads(value.params)})
    return _table({key: one for key, one in asdict(value).items() if one})


def _table(value: Mapping[str, Any]) -> str:
    """A table in a line; texts, numbers, lists and tables in it."""
    return "{ " + ", ".join(f"{_bare(key)} = {_toml(one)}" for key, one in value.items()) + " }"


def _bare(key: str) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else _toml(key)


def _toml(value: Any, *, pairs: bool = False, percent: bool = False) -> str:
    if pairs:
        return (
            "{ "
            + ", ".join(
                f"{name} = {_toml(f'{one}%' if percent else tuple(f'{w}x{h}' for w, h in one))}" for name, one in value
            )
            + " }"
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return _table(value)
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, Link):
        return f"{{ title = {_toml(value.title)}, url = {_toml(value.url)} }}"
    if isinstance(value, (Bidder, Picture, Political)):
        return _record(value)
    if isinstance(value, When):
        filled = ((key, getattr(value, key.replace("-", "_"))) for key in WHEN)
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in filled if one) + " }"
    if isinstance(value, (Bound, Length, Position, Template)):
        value = str(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _shape(keys: Mapping[str, Key]) -> dict[str, Any]:
    """The schema of one table."""
    table: dict[str, Any] = {}
    for key, row in keys.items():
        types = row.type.split("|")
        table[key] = {"type": types if len(types) > 1 else row.type, "description": row.doc}
        if row.of is not None:
            table[key] |= _shape(row.of)
    return {"type": "object", "additionalProperties": False, "properties": table}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a rule file, for editors."""
    properties: dict[str, Any] = {}
    for name, keys in TABLES.items():
        shape = _shape(keys)
        table = shape["properties"]
        if not name:
            properties.update(table)
        elif name in LISTS:
            properties[name] = {"type": "array", "items": {**shape, "required": ["name"]}}
        else:
            properties[name] = shape
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "adlayout rule file",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
