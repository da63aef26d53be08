"""Rule files: TOML in, one frozen value out; every mistake is found at load time, with its place and a remedy."""

from adlayout.rulefile.load import RULE_FILE, find_rules, load_rules, presets, rule_files
from adlayout.rulefile.model import Bound, Heights, Length, Link, Position, Related, Rules, Slot, When
from adlayout.rulefile.show import schema, show, show_changes, show_heights

__all__ = [
    "RULE_FILE",
    "Bound",
    "Heights",
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
    "rule_files",
    "schema",
    "show",
    "show_changes",
    "show_heights",
]
