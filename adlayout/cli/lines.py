"""``adlayout finish --lines``: a page a line, JSON in and out, for programs that finish many pages with one process.

In: ``{"html": "…"}`` (text) or ``{"base64": "…"}`` (bytes as they are), with ``url`` and ``encoding`` if known; other
keys come back untouched. Out, in the same order and at once: the same object with ``html`` or ``base64`` finished,
``status``, ``reason``, ``warnings``, ``insertions`` and ``left_out``. A line that cannot be read is answered with status
``failed``, and the next one is read.
"""

import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from adlayout.pipeline import finish
from adlayout.rulefile import Rules


def finish_lines(rules: Rules, lines: Iterable[bytes] | None = None) -> bool:
    """From standard input (or ``lines``) to standard output; whether all went well."""
    well = True
    for number, line in enumerate(sys.stdin.buffer if lines is None else lines, 1):
        if not line.strip():
            continue
        answer = _answer(line, number, rules)
        well = well and answer["status"] != "failed"
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
    return well


def _answer(line: bytes, number: int, rules: Rules) -> dict[str, Any]:
    try:
        given = json.loads(line)
        page, encoding = _page(given)
    except (ValueError, TypeError, KeyError) as error:
        said = "needs html (text) or base64" if isinstance(error, KeyError) else str(error)
        return {"status": "failed", "reason": f"line {number}: {said}"}
    done = finish(page, rules, url=given.get("url"), encoding=encoding)
    text = {"html": _text(done.html)} if "html" in given else {"base64": b64encode(done.html).decode("ascii")}
    return {
        **given,
        **text,
        "status": done.status,
        "reason": done.reason,
        "warnings": list(done.warnings),
        "insertions": [asdict(one) for one in done.plan.insertions],
        "left_out": [asdict(one) for one in done.plan.left_out],
    }


def _page(given: Any) -> tuple[bytes, str | None]:
    """The page's bytes and encoding. Text has been decoded by whoever sent it: here it is UTF-8, whatever it declares."""
    if not isinstance(given, dict):
        raise TypeError('is no object: write {"html": "…"}')
    if "html" in given:
        return given["html"].encode("utf-8", "surrogatepass") if isinstance(given["html"], str) else _no_text(), "utf-8"
    return b64decode(given["base64"], validate=True), given.get("encoding")


def _no_text() -> bytes:
    raise TypeError("html is no text")


def _text(html: bytes) -> str:
    return html.decode("utf-8", "surrogatepass")
