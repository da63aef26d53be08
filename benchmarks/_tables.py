"""Tables of a page in docs/, docs/comparison.md unless another is named: each stands there between its own marks."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "comparison.md"

Table = list[list[str]]


def publish(tables: Iterable[tuple[str, Table]], page: Path = PAGE) -> None:
    """Prints tables by their names; with ``--write`` puts them into the page as well."""
    text = page.read_text("utf-8")
    for name, table in tables:
        made = markdown(table)
        print(f"== {name}\n{made}\n", flush=True)
        mark = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.S)
        assert mark.search(text), f"{page} has no place for the table {name!r}"
        text = mark.sub(lambda found, made=made: f"{found[1]}{made}\n{found[2]}", text)
    if "--write" in sys.argv:
        page.write_text(text, "utf-8")


def markdown(table: Table) -> str:
    """The first row is the head."""
    head, *rows = table
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))
