"""Reads a file's text and TOML, within bounds that no rule file of a site comes near: the file may be hostile."""

import re
import tomllib
from pathlib import Path
from typing import Any

from adlayout.errors import RuleFileError

LARGEST = 1_000_000
"""Bytes of a rule file or a template."""
_PARTS = 50
# Of a dotted key with many parts tomllib takes the square of their number, in time and memory.
_DOTTED = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_PARTS}}}""")


def text(path: Path) -> str:
    """A file's text. Raises ``OSError``, and ``ValueError`` for what is too large or no UTF-8."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"is larger than {LARGEST:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"is not UTF-8, from line {line} on; save it as UTF-8") from None


def parsed(path: Path) -> tuple[str, dict[str, Any]]:
    """A file's text, and the tables in it. Raises ``RuleFileError``."""
    try:
        source = text(path)
    except OSError as error:
        raise RuleFileError((f"{path}: cannot be read: {error.strerror}",)) from None
    except ValueError as error:
        raise RuleFileError((f"{path}: {error}",)) from None
    if dotted := _DOTTED.search(source):
        line = source.count("\n", 0, dotted.start()) + 1
        raise RuleFileError((f"{path}:{line}: a name of more than {_PARTS} parts between dots; no key has so many",))
    try:
        return source, tomllib.loads(source)
    except RecursionError:
        raise RuleFileError((f"{path}: is nested too deeply; no key needs more than a few brackets",)) from None
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise RuleFileError((f"{path}: is no TOML: {error}",)) from None
