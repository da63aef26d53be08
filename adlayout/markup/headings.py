"""Headings of related boxes in the page's language."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("headings.toml")
_ELSE = "en"


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def heading(*languages: str) -> str:
    """The heading in the first of these languages (``de-AT``) that is known, else in English."""
    known = (_table().get(language.replace("_", "-").split("-")[0].lower()) for language in languages)
    return next(filter(None, known), _table()[_ELSE])
