# ruff: noqa: E501
"""Whether a doctype puts a page into quirks mode (13.2.6.4.1), where ``<table>`` does not close a ``<p>``."""

import re

_PARTS = re.compile(
    rb"""\s*(?P<name>[^\s>]*)(?:\s+(?P<key>public|system)\s*(?P<first>"[^">]*"|'[^'>]*')?\s*(?P<second>"[^">]*"|'[^'>]*')?)?""",
    re.I,
)
_QUIRKY_PUBLIC = (
    "+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//ietf//dtd html", "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer", "-//netscape comm. corp.//dtd", "-//o'reilly and associates//dtd html",
    "-//softquad", "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava",
    "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental", "-//w3c//dtd w3 html 3.0//", "-//w3o//dtd w3 html", "-//webtechs//dtd mozilla html",
)  # fmt: skip
_FRAMESET_OR_LOOSE = ("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//")


def is_quirky(declaration: bytes) -> bool:
    """``declaration``: what stands behind ``<!doctype``."""
    match = _PARTS.match(declaration)
    if match is None or match["name"].lower() != b"html":
        return True
    key = (match["key"] or b"").lower()
    first, second = (_unquoted(match[part]) for part in ("first", "second"))
    if key and first is None:
        return True
    public, system = (first or "", second) if key == b"public" else ("", first)
    if system == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd":
        return True
    if public in ("-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"):
        return True
    return public.startswith(_QUIRKY_PUBLIC) or (system is None and public.startswith(_FRAMESET_OR_LOOSE))


def _unquoted(value: bytes | None) -> str | None:
    return None if value is None else value[1:-1].decode("latin-1").lower()
