"""Other extractors, each as a function from a page's text to its paragraphs; ``None`` where it is not installed.

They come with the extra ``bench``. Each is given what is best for it: trafilatura's line breaks part paragraphs and
its headline is dropped in the tuned row (the corpus' README names these settings); "as it comes" does neither.
"""

import importlib
import re
from collections.abc import Callable
from html import unescape
from typing import Any

Extract = Callable[[str], list[str]]

_PARTS = re.compile(
    r"</?(?:p|li|item|quote|blockquote|head|h\d|div|list|cell|td|th|tr|dd|dt|figure|figcaption|section|article|pre|br)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")
_HEADLINE = re.compile(r'<head rend="h1">.*?</head>', re.DOTALL)


def peers() -> list[tuple[str, Extract | None]]:
    """Title and function of each."""
    trafilatura, readability = _module("trafilatura"), _module("readability")
    return [
        ("trafilatura", trafilatura and _as_it_comes(trafilatura)),
        ("trafilatura, tuned", trafilatura and _tuned(trafilatura)),
        ("readability-lxml", readability and (lambda text: split(readability.Document(text).summary()))),
    ]


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _as_it_comes(module: Any) -> Extract:
    return lambda text: (module.extract(text) or "").splitlines()


def _tuned(module: Any) -> Extract:
    def extract(text: str) -> list[str]:
        found = module.extract(text, output_format="xml", favor_precision=True, include_comments=False) or ""
        return split(re.sub(r"<lb\s*/>", "</p><p>", _HEADLINE.sub("", found)))

    return extract


def split(markup: str) -> list[str]:
    """The texts between the tags of blocks."""
    return [" ".join(unescape(_TAG.sub("", part)).split()) for part in _PARTS.split(markup)]
