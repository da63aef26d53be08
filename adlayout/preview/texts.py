"""The preview's own words in German and English, as data in ``texts.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def _own() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


def texts(words: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """All words, those of the rooms below included; the preview's own win."""
    return {**words, **_own()}
