"""The helper that every test finishes pages with: it checks the promises P1 to P3 and P5 on each call."""

from collections.abc import Callable
from functools import partial
from typing import Any

import adlayout
from tests.dom.alignment import Inserted, inserted

MARKS = tuple("data-adlayout".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
Change = Callable[[bytes], bytes]


def finish_checked(page: bytes, rules: Any, **options: Any) -> Any:
    """``adlayout.finish``, with P1, P2, P3 and P5 asserted. ``options``: url, encoding, related."""
    encoding = options.get("encoding")
    finished = adlayout.finish(page, rules, **options)
    check_bytes(
        page,
        lambda given: adlayout.finish(given, rules, **options).html,
        partial(adlayout.strip, encoding=encoding),
        encoding,
    )
    assert finished.status in ("finished", "passed")
    if finished.status == "finished":
        asked = {key: value for key, value in options.items() if key != "related"}
        assert adlayout.check(finished.html, rules, **asked) == (), "P5: a hard rule is broken"
    assert finished.status == "finished" or finished.reason, "a page is passed through for a reason"
    return finished


def bare(page: bytes, strip: Change | None = None) -> bytes:
    """The page as adlayout reads it: itself, or without the insertions that it carries already."""
    if not any(mark in page for mark in MARKS):
        return page
    return (strip or adlayout.strip)(page)


def check_bytes(page: bytes, finish: Change, strip: Change, encoding: str | None = None) -> list[Inserted]:
    """Asserts P1 to P3 of one page and gives its insertions. Broken functions can be given to test it."""
    base = bare(page, strip)
    first = finish(page)
    found = inserted(base, first, encoding)
    assert strip(first) == base, "P2: what was inserted cannot be taken out again"
    assert strip(base) == base, "P2: stripping a page without insertions changes it"
    assert finish(first) == first, "P2: finishing a second time changes the page"
    assert finish(page) == first, "P3: the same page gives different bytes"
    return found
