"""``adlayout finish --lines``: pages in and out as lines of JSON, so that any language can keep one process running.

A line in is an object with ``html`` (the page as text), and if wanted ``url``; what else is in it comes back as it was.
A line out is the same object with ``html`` finished, ``status``, ``reason``, ``insertions`` and ``left_out``.
Answers come in the order of the pages, each whole and at once. docs/steps/lines.md is the protocol.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adlayout.integrations.one_page import finish_or_keep
from adlayout.pipeline import RelatedIndex
from adlayout.rulefile import Rules

# Text goes through in UTF-8, whatever the page declares of its bytes: this is what HTTP would say.
ENCODING = "utf-8"

# JSON may hold them as they are, but readers of lines (Node's readline, Python's splitlines) break lines there.
_LINE_ENDS = tuple((chr(code), f"\\u{code:04x}") for code in (0x85, 0x2028, 0x2029))


@dataclass(frozen=True, slots=True)
class Answer:
    """One line out, with its line end; ``failed``: the page came back as it was because something went wrong."""

    line: bytes
    failed: bool


def answers(
    lines: Iterable[bytes], rules: Rules, *, related: RelatedIndex = None, verify: bool = False
) -> Iterator[Answer]:
    """One answer for each line that is not blank. A line that is no page is answered, too, and the next one read."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            told = _answer(number, line, rules, related, verify=verify)
            yield Answer(_written(told) + b"\n", told["status"] == "failed")


def _answer(number: int, line: bytes, rules: Rules, related: RelatedIndex, *, verify: bool) -> dict[str, Any]:
    try:
        given = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return _refused({}, f"line {number}: is no JSON: {error}")
    if not isinstance(given, dict):
        return _refused({}, f'line {number}: is no object; write {{"html": "<!DOCTYPE html>…"}}')
    html, url = given.get("html"), given.get("url")
    if not isinstance(html, str):
        return _refused(given, f'line {number}: has no text under "html"')
    if not (url is None or isinstance(url, str)):
        return _refused(given, f'line {number}: "url" is no text')
    if not _is_utf8(html):
        return _refused(given, f"line {number}: the page holds half of a surrogate pair, which is no character")
    finished = finish_or_keep(html.encode(), rules, url=url, encoding=ENCODING, related=related, verify=verify)
    return {
        **given,
        "html": finished.html.decode(),
        "status": finished.status,
        "reason": finished.reason,
        "insertions": [{"name": one.name, "kind": one.kind} for one in finished.plan.insertions],
        "left_out": [{"name": one.name, "reason": one.reason} for one in finished.plan.left_out],
    }


def _no_constant(name: str) -> None:
    """Python would read NaN and Infinity and write them again, and nobody else could read the answer."""
    raise ValueError(f"{name} is no JSON value")


def _refused(given: dict[str, Any], reason: str) -> dict[str, Any]:
    return {**given, "status": "failed", "reason": reason, "insertions": [], "left_out": []}


def _written(told: dict[str, Any]) -> bytes:
    """As text, which is read fastest; half of a surrogate pair, which UTF-8 cannot hold, goes back escaped."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for end, escaped in _LINE_ENDS:
        text = text.replace(end, escaped)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(told, separators=(",", ":")).encode()


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
