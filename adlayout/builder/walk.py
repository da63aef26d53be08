"""Which files a site is made of, and which of them are pages.

A page is a file that is named like one (``.html``, ``.htm``, ``.xhtml``), or has no ending and begins like one.
Hidden files and folders hold no pages, but are carried over (``.well-known``, ``.htaccess``). Links are carried over
as links and never followed, so no page is met twice and no circle is walked.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from adlayout.builder.write import LEFTOVER

ENDINGS = (".html", ".htm", ".xhtml")
INDEX = "index.html"
"""The page that answers for its folder."""
_BEGINS_LIKE_A_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)[\s>]", re.IGNORECASE)


def walk(source: Path) -> Iterator[tuple[str, str]]:
    """Name (path below ``source``, parts joined by "/") and kind: ``page``, ``file``, ``link``, or ``closed``.

    In the order of names, folder by folder, the same on every machine. ``closed`` is a folder that cannot be read.
    """
    yield from _folder(source, "", hidden=False)


def kind_of(path: Path, name: str) -> str:
    """The kind of the file ``path``, which lies below the source as ``name``."""
    if path.is_symlink():
        return "link"
    hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    return "page" if not hidden and _is_page(path) else "file"


def address(name: str) -> str:
    """The page's path on the site: ``a/index.html`` is read as ``a/``."""
    return name.removesuffix(INDEX) if name == INDEX or name.endswith("/" + INDEX) else name


def _folder(folder: Path, prefix: str, *, hidden: bool) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield prefix.rstrip("/"), "closed"
        return
    for entry in entries:
        name = prefix + entry.name
        below = hidden or entry.name.startswith(".")
        if entry.is_symlink():
            yield name, "link"
        elif entry.is_dir():
            yield from _folder(Path(entry.path), name + "/", hidden=below)
        elif entry.is_file() and not entry.name.endswith(LEFTOVER):
            yield name, "page" if not below and _is_page(Path(entry.path)) else "file"


def _is_page(path: Path) -> bool:
    if path.suffix:
        return path.suffix.lower() in ENDINGS
    try:
        with path.open("rb") as file:
            return bool(_BEGINS_LIKE_A_PAGE.match(file.read(512)))
    except OSError:
        return False
