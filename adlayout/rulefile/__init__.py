"""Rule files: TOML in, one frozen value out; every mistake is found at load time, with its place and a remedy."""

from adlayout.rulefile.load import find_rules, load_rules, presets
from adlayout.rulefile.model import Heights, Length, Link, Position, Related, Rules, Slot
from adlayout.rulefile.show import schema, show, show_heights

__all__ = [
    "Heights",
    "Length",
    "Link",
    "Position",
    "Related",
    "Rules",
    "Slot",
    "find_rules",
    "load_rules",
    "presets",
    "schema",
    "show",
    "show_heights",
]
