"""Where a key stands in a TOML file: tomllib gives values, not their lines."""

import re
from collections.abc import Iterator

Places = dict[tuple[str, int, str], tuple[int, int, int]]

_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAME})((?:\s*\.\s*{_NAME})*)\s*\]\]?")
_KEY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)(\s*=\s*)")
# What an inline table is made of, as far as its keys are asked for: texts, brackets, and names before a "=".
_TOKEN = re.compile(rf"""(?<![\w-])({_NAME})\s*+=\s*|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[\[{{]|[\]}}]""")


def places(source: str) -> Places:
    """(table, number of the table, key) to line, column of the key and column of the value, all from 1.

    A key "" is the table's header; a key of a table in a table is "outer.inner". Lines inside multi-line strings are
    left out.
    """
    found: Places = {}
    table, number, prefix = "", 0, ""
    counts: dict[str, int] = {}
    inside, position = "", 0
    for line, content in enumerate(source.split("\n"), 1):
        start, position = position, position + len(content) + 1
        if inside:
            inside = "" if inside in content else inside
        elif header := _HEADER.match(content):
            table, prefix = _plain(header[2]), _plain(header[3])[1:]
            number = max(0, counts.get(table, 0) - 1) if prefix else counts.get(table, 0)
            if not prefix:
                counts[table] = number + 1
            column = header.start(1) + 1
            found[table, number, prefix] = line, column, column
            prefix += "." if prefix else ""
        elif key := _KEY.match(content):
            name, outer = prefix + _plain(key[1]), prefix + _plain(key[1]).partition(".")[0]
            for one in (name, outer):
                found.setdefault((table, number, one), (line, key.start(1) + 1, key.end() + 1))
            if content.startswith("{", key.end()):
                for inner, *where in _inline(source, start + key.end()):
                    found.setdefault((table, number, f"{name}.{inner}"), (where[0], where[1], where[2]))
            inside = next((quotes for quotes in ('"""', "'''") if content.count(quotes) == 1), "")
    return found


def _plain(name: str) -> str:
    """A dotted name without its quotes and blanks."""
    return re.sub(r"""["'\s]""", "", name)


def _inline(source: str, start: int) -> Iterator[tuple[str, int, int, int]]:
    """The keys of the inline table at ``start``, with line and columns."""
    depth = 0
    for token in _TOKEN.finditer(source, start):
        if token[1]:
            if depth == 1:
                line_start = source.rfind("\n", 0, token.start()) + 1
                line = source.count("\n", 0, line_start) + 1
                yield _plain(token[1]), line, token.start() - line_start + 1, token.end() - line_start + 1
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if not depth:
                return


def replaced(source: str, name: str, table: str) -> str:
    """A rule file's text with the table ``[name]`` put in place of the one that is there, else behind all others."""
    match = re.search(rf"^\[{re.escape(name)}\][^\n]*\n(?:(?![ \t]*\[)[^\n]*\n?)*", source, re.M)
    if match is None:
        return source.rstrip() + "\n\n" + table
    # Comments and blank lines at the end belong to the table below.
    kept = re.search(r"(?:^[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z", match.group(), re.M)
    behind = (kept.group() if kept else "") + source[match.end() :]
    return source[: match.start()] + table + behind
