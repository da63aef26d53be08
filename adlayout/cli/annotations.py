"""What goes wrong, as GitHub's workflow commands, where GitHub runs us: it shows them beside the change."""

import os
import re
from collections.abc import Iterator

from adlayout.errors import AdlayoutError

_PLACED = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<text>.+)")


def wanted() -> bool:
    """Whether GitHub runs us."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def of_page(page: str, reason: str) -> str:
    """A page that failed."""
    from adlayout.checker.formats import annotation

    return annotation(page, "adlayout", f"failed: {reason}")


def of_error(error: AdlayoutError) -> Iterator[str]:
    """Each problem of a rule file, at its line; nothing of other errors."""
    from adlayout.checker.formats import annotation

    for line in str(error).splitlines():
        if found := _PLACED.fullmatch(line):
            yield annotation(found["file"], "adlayout", found["text"], (int(found["line"]), int(found["column"])))
