"""Writes docs/rules.md anew from the table of keys, and the cookbook's files into docs/cookbook.md: ``make docs``."""

import re
from pathlib import Path
from typing import Any

from adlayout.rulefile.keys import LISTS, TABLES, Key
from adlayout.rulefile.model import Heights, IndexRules, Limits, Position, Related, Rules, Slot, Weights
from adlayout.rulefile.show import show

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
COOKBOOK = ROOT / "docs" / "cookbook.md"
HEAD = """# The rule file

<!-- Made by `make docs` from adlayout/rulefile/keys.py; do not edit. -->

`adlayout.toml` is TOML. It extends a preset or another file; `[[slot]]` and `[[related]]` tables merge with those of
the same `name`, key by key. An unknown key is an error with a suggestion. The defaults below hold where neither the
file nor what it extends says anything; `adlayout rules show FILE` prints what a file comes to.

Lengths are `"350 words"`, `"1500 characters"`, `"4 paragraphs"` or `"750px mobile"`. Weights and values are points: one
point is a hundredth of what an optional slot is worth by default, so a place that costs 100 points more than another is
still better than no place. A cost that falls with the square is full at the whole length of the text.
"""
ITEMS = {"slot": Slot("x", Position("end")), "related": Related("x", Position("end"))}


def page() -> str:
    """The whole document."""
    defaults = _defaults()
    parts = [HEAD]
    for name, keys in TABLES.items():
        title = f"[[{name}]]" if name in LISTS else f"[{name}]" if name else "At the top"
        parts.append(f"\n## {title}\n\n| key | type | default | what it says |\n|---|---|---|---|\n")
        parts += [_row(key, known, defaults.get(name, {}).get(key, "")) for key, known in keys.items()]
        parts += [_inner(key, known) for key, known in keys.items() if known.of]
    return "".join(parts)


def _row(key: str, known: Key, default: str) -> str:
    default = f"`{default}`" if default else ""
    return f"| `{key}` | {known.type.replace('|', ' or ')} | {default} | {known.doc.replace('|', ', ')} |\n"


def _inner(key: str, known: Key) -> str:
    rows = [_row(f"{key}.{name}", one, "") for name, one in (known.of or {}).items()]
    return f"\n`{key}` holds:\n\n| key | type | default | what it says |\n|---|---|---|---|\n" + "".join(rows)


def _defaults() -> dict[str, dict[str, str]]:
    """Per table, the default of each key as ``show`` writes it."""
    rules = Rules(
        limits=Limits(),
        weights=Weights(),
        heights=Heights(),
        index=IndexRules(),
        slots=(ITEMS["slot"],),
        related=(ITEMS["related"],),
    )  # type: ignore[arg-type]
    found: dict[str, dict[str, str]] = {}
    table: dict[str, str] = found.setdefault("", {})
    for line in show(rules).splitlines():
        if line.startswith("["):
            table = found.setdefault(line.strip("[]"), {})
        elif " = " in line:
            key, value = line.split(" = ", 1)
            if key not in ("name", "at"):
                table[key] = value
    return found


def cookbook() -> str:
    """``docs/cookbook.md`` with each file below its name."""

    def filled(found: "re.Match[str]") -> str:
        return f"{found[1]}```toml\n{(ROOT / found[2]).read_text(encoding='utf-8')}```\n"

    text = COOKBOOK.read_text(encoding="utf-8")
    return re.sub(r"^(`(examples/cookbook/[\w-]+\.toml)`\n\n)```toml\n.*?^```\n", filled, text, flags=re.M | re.S)


def main(*_: Any) -> None:
    """Writes the files."""
    for path, text in ((PAGE, page()), (COOKBOOK, cookbook())):
        path.write_text(text, encoding="utf-8")
        print(f"{path} is written")


if __name__ == "__main__":
    main()
