"""Where a key stands in a TOML file: tomllib gives values, not their lines."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+)\s*\]\]?")
_KEY = re.compile(r"""\s*(?:([\w-]+)|"([^"]*)")\s*(=\s*)""")


def places(source: str) -> dict[tuple[str, int, str], tuple[int, int, int]]:
    """(table, number of the table, key) to line, column of the key and column of the value, all from 1.

    A key "" is the table's header. Lines inside multi-line strings are left out.
    """
    found: dict[tuple[str, int, str], tuple[int, int, int]] = {}
    table, number = "", 0
    counts: dict[str, int] = {}
    inside = ""
    for line, content in enumerate(source.splitlines(), 1):
        if inside:
            inside = "" if inside in content else inside
            continue
        if header := _HEADER.match(content):
            table = header[2]
            number = counts.get(table, 0)
            counts[table] = number + 1
            found[table, number, ""] = line, header.start(1) + 1, header.start(1) + 1
        elif key := _KEY.match(content):
            start = key.start(1) if key[1] else key.start(2)
            found.setdefault((table, number, key[1] or key[2]), (line, start + 1, key.end() + 1))
            for quotes in ('"""', "'''"):
                if content.count(quotes) == 1:
                    inside = quotes
    return found


def replaced(source: str, name: str, table: str) -> str:
    """A rule file's text with the table ``[name]`` put in place of the one that is there, else behind all others."""
    match = re.search(rf"^\[{re.escape(name)}\][^\n]*\n(?:(?![ \t]*\[)[^\n]*\n?)*", source, re.M)
    if match is None:
        return source.rstrip() + "\n\n" + table
    # Comments and blank lines at the end belong to the table below.
    kept = re.search(r"(?:^[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z", match.group(), re.M)
    behind = (kept.group() if kept else "") + source[match.end() :]
    return source[: match.start()] + table + behind
