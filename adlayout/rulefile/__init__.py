"""Rule files: TOML in, one frozen value out; every mistake is found at load time, with its place and a remedy."""

from adlayout.rulefile.load import find_rules, load_rules, presets
from adlayout.rulefile.model import Bound, Length, Link, Position, Related, Rules, Slot, When
from adlayout.rulefile.show import schema, show

__all__ = [
    "Bound",
    "Length",
    "Link",
    "Position",
    "Related",
    "Rules",
    "Slot",
    "When",
    "find_rules",
    "load_rules",
    "presets",
    "schema",
    "show",
]
