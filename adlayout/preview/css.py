"""Style sheets for the frame: addresses replaced, imports drawn in, heights of the window made a phone's or desktop's.

The frame is as high as its page, so a hero of ``100vh`` would be, too: such lengths become the profile's own.
"""

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r"""
      /\*.*?(?:\*/|\Z)
    | @import\s+(?:url\(\s*)?(?P<quote>["']?)(?P<sheet>[^"')\s;]+)(?P=quote)\s*\)?(?P<query>[^;{}]*);
    | url\(\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^)"'\s]*))\s*\)
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | (?<![\w.#\\\[-])(?<!\\\()(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))[sld]?(?P<unit>vh|vmin|vmax)\b
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LAYER = re.compile(r"\blayer(?:\(([^)]*)\))?")
_SUPPORTS = re.compile(r"\bsupports\(((?:[^()]|\([^()]*\))*)\)")


def rewritten(css: str, url: Callable[[str], str], sheet: Callable[[str], str], token: str) -> str:
    """``css`` with each ``url(…)`` replaced by what ``url`` says of its address, each import by what ``sheet`` gives.

    ``token``: the frame's place-holder, see ``frame``.
    """

    def replaced(match: re.Match[str]) -> str:
        if match["unit"]:
            return f"calc({match['number']}*{token}{match['unit'].lower()}-)"
        if match["sheet"]:
            return _wrapped(sheet(match["sheet"]), match["query"])
        given = match["double"] or match["single"] or match["bare"]
        return match[0] if given is None else url(_plain(given))

    return _TOKEN.sub(replaced, css)


def _plain(url: str) -> str:
    return re.sub(r"\\(.)", r"\1", url)


def _wrapped(css: str, query: str) -> str:
    """An imported sheet in its layer, condition and media query."""
    if (found := _LAYER.search(query)) is not None:
        css, query = f"@layer {found[1] or ''}{{{css}}}", _LAYER.sub("", query)
    if (found := _SUPPORTS.search(query)) is not None:
        css, query = f"@supports ({found[1]}){{{css}}}", _SUPPORTS.sub("", query)
    return f"@media {query.strip()}{{{css}}}" if query.strip() else css
