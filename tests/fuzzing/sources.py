"""What is mutated, and the rule files."""

import re
from functools import cache
from pathlib import Path
from random import Random

import adlayout
from adlayout.rulefile import Rules
from tests.cases import own_cases
from tests.corpus import ROOT, pages

NAMES = ["anchors.toml", "dense.toml", "magazin", "default"]
WEIGHTS = [1, 6, 6, 7]
"""How often each is taken: ``anchors`` puts a slot beside every element, and takes ten times as long as the others."""
RULES = [str(Path(__file__).parent / "rules" / name) if name.endswith(".toml") else name for name in NAMES]
LARGEST = 400_000
SMALL = range(1_500, 8_000)
"""Bytes of the pieces that most mutated pages are made of: small pages show as many faults in a tenth of the time."""
MARKED = 0.1
"""Share of the pages that were finished before they were mutated: their marks are ours, until something is changed."""
_BLOCK = re.compile(rb"<(?:p|h[1-6]|ul|ol|figure|table|blockquote|div|section)[\s>]")


@cache
def seeds() -> list[bytes]:
    """Pages of our own, of the example site, and real ones where they are."""
    own = [case.data for case in own_cases()]
    site = [path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.html"))]
    return [page for page in (*own, *site, *(one.data for one in pages())) if 200 < len(page) < LARGEST]


def fragment(page: bytes, random: Random) -> bytes:
    """A small page: a piece that begins with a block, behind a head of its own or the page's first bytes."""
    size = random.choice(SMALL)
    if len(page) <= size:
        return page
    blocks = [found.start() for found in _BLOCK.finditer(page)]
    start = random.choice(blocks) if blocks else random.randrange(len(page))
    ahead = b"<!doctype html><html lang=de><head><meta charset=utf-8><title>x</title></head><body><article>"
    return (page[: random.randrange(100, 900)] if random.random() < 0.3 else ahead) + page[start : start + size]


def finished(page: bytes, random: Random) -> bytes:
    """Some of the pages as they are behind ``finish``, the others as they came."""
    return adlayout.finish(page, loaded("default")).html if random.random() < MARKED else page


@cache
def loaded(name: str) -> Rules:
    """A rule file, read once."""
    return adlayout.load_rules(name)
