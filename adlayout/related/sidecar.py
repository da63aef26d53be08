"""Links that a publisher's system puts beside a page, as a file: ``artikel.html.related.json`` for ``artikel.html``.

A JSON list, best first; each link is an address, or an object with ``url`` and, if it likes, ``title``. Without a title
the index must know the page.
"""

import json

ENDING = ".related.json"
MOST = 50
"""Links of a page that are kept; a box shows a handful."""


def links(raw: bytes) -> tuple[tuple[str, str], ...]:
    """Pairs of title (may be empty) and address, each address once. Raises ``ValueError`` with what is wrong where."""
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, column {error.colno}: is no JSON: {error.msg}") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    if not isinstance(given, list):
        raise ValueError('is no list; write [{"url": "/page/", "title": "…"}, …]')
    found: dict[str, tuple[str, str]] = {}
    for number, one in enumerate(given, 1):
        title, url = _link(number, one)
        found.setdefault(url, (title, url))
    return tuple(found.values())[:MOST]


def _link(number: int, one: object) -> tuple[str, str]:
    if isinstance(one, str) and one.strip():
        return "", one.strip()
    if isinstance(one, dict):
        url, title = one.get("url"), one.get("title") or ""
        if isinstance(url, str) and url.strip() and isinstance(title, str):
            return title.strip(), url.strip()
    raise ValueError(f'link {number}: write "/page/" or {{"url": "/page/", "title": "…"}}')
