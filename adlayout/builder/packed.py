"""Compressed siblings of a page (``page.html.gz``, ``page.html.br``), which servers send in its place: made anew from
the finished page, or they would bring the old one.
"""

import gzip
from collections.abc import Callable
from importlib.util import find_spec

NO_BROTLI = "without its .br: pip install 'adlayout[build]' to have it made anew"


def can(ending: str) -> bool:
    """Whether such a sibling can be made here."""
    return ending != ".br" or find_spec("brotli") is not None


def packed(ending: str, page: bytes) -> bytes:
    """The page's sibling, always the same for the same page, as small as it gets: it is made once and sent often."""
    return _HOW[ending](page)


def _gzip(page: bytes) -> bytes:
    return gzip.compress(page, 9, mtime=0)


def _brotli(page: bytes) -> bytes:
    import brotli

    made: bytes = brotli.compress(page)
    return made


_HOW: dict[str, Callable[[bytes], bytes]] = {".gz": _gzip, ".br": _brotli}
