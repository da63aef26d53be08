"""Which files a site is made of, and which of them are pages.

A page is a file that is named like one (``.html``, ``.htm``, ``.xhtml``), or has no ending and begins like one.
Hidden files and folders hold no pages, but are carried over (``.well-known``, ``.htaccess``). Links are carried over
as links and never followed, so no page is met twice and no circle is walked.
"""

import os
import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from adlayout.builder.write import LEFTOVER
from adlayout.rulefile import RULE_FILE

ENDINGS = (".html", ".htm", ".xhtml")
PACKED = (".br", ".gz")
"""Endings of a page's compressed siblings, which servers send in its place."""
INDEX = "index.html"
"""The page that answers for its folder."""
BEGINS_LIKE_A_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)[\s>]", re.IGNORECASE)
_UNDECODED = re.compile("[\udc80-\udcff]")
"""What :func:`os.fsdecode` makes of a byte that is not UTF-8."""
Skip = Callable[[str], bool]
"""Whether a file is no part of the site, by its name; a folder's name ends with "/"."""


class Found(NamedTuple):
    """A file of the site. ``name``: path below the source, parts joined by "/". ``kind``: ``page``, ``file``, ``link``,
    or ``closed``, a folder that cannot be read. ``packed``: endings of the page's compressed siblings, which are no
    files of their own here. ``rules``: name of the nearest rule file above it in the source, empty without one.
    """

    name: str
    kind: str
    packed: tuple[str, ...]
    rules: str
    path: str


class _Folder(NamedTuple):
    path: str
    prefix: str
    rules: str
    hidden: bool


def scan(source: str | Path, skip: Skip | None = None) -> Iterator[Found]:
    """The files of a site in the order of names, folder by folder, the same on every machine; see :func:`key`."""
    stack: list[Iterator[Found | _Folder]] = [_inside(_Folder(str(source), "", "", False), skip)]
    while stack:
        for found in stack[-1]:
            if isinstance(found, _Folder):
                stack.append(_inside(found, skip))
                break
            yield found
        else:
            stack.pop()


def walk(source: Path) -> Iterator[tuple[str, str]]:
    """Name and kind of each file, compressed siblings of pages included."""
    for name, kind, packed, _, _ in scan(source):
        yield name, kind
        for ending in packed:
            yield name + ending, "file"


def key(name: str) -> bytes:
    """What names are in order by: a folder's files stand together, as :func:`scan` gives them."""
    return os.fsencode(name).replace(b"/", b"\0")


def name_of(key: bytes) -> str:
    """The name with this key."""
    return os.fsdecode(key.replace(b"\0", b"/"))


def kind_of(path: Path, name: str) -> str:
    """The kind of the file ``path``, which lies below the source as ``name``."""
    if path.is_symlink():
        return "link"
    hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    return "page" if not hidden and is_page(path.name, str(path)) else "file"


def address(name: str) -> str:
    """The page's path on the site: ``a/index.html`` is read as ``a/``."""
    return spelled(name.removesuffix(INDEX) if name == INDEX or name.endswith("/" + INDEX) else name)


def spelled(name: str) -> str:
    """The name as a text that any encoding can hold: bytes that are not UTF-8 stand as in an address (``%E9``)."""
    return _UNDECODED.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", name)


def is_page(name: str, path: str) -> bool:
    """Whether the file ``path`` called ``name`` is one, hidden or not."""
    ending = os.path.splitext(name)[1]  # noqa: PTH122  (a Path for each file costs more than looking at it)
    if len(ending) > 1:
        return ending.lower() in ENDINGS
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (the same)
            return bool(BEGINS_LIKE_A_PAGE.match(file.read(512)))
    except OSError:
        return False


def _inside(folder: _Folder, skip: Skip | None) -> Iterator[Found | _Folder]:
    try:
        with os.scandir(folder.path) as found:
            entries = sorted(((os.fsencode(entry.name), entry) for entry in found), key=itemgetter(0))
    except OSError:
        yield Found(folder.prefix.rstrip("/"), "closed", (), folder.rules, folder.path)
        return
    names = {entry.name for _, entry in entries}
    rules = folder.prefix + RULE_FILE if RULE_FILE in names else folder.rules
    if skip is not None:
        entries = [one for one in entries if not skip(folder.prefix + _with_slash(one[1]))]
        names = {entry.name for _, entry in entries}
    packed = _packed(folder, names)
    for _, entry in entries:
        name = folder.prefix + entry.name
        if entry.is_symlink():
            yield Found(name, "link", (), rules, entry.path)
        elif entry.is_dir():
            yield _Folder(entry.path, name + "/", rules, folder.hidden or entry.name.startswith("."))
        elif entry.is_file() and entry.name not in packed.names and not entry.name.endswith(LEFTOVER):
            yield _file(folder, entry, name, rules, packed)


def _with_slash(entry: "os.DirEntry[str]") -> str:
    return entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name


class _Packed(NamedTuple):
    """Compressed siblings: their names, and the endings by page."""

    names: set[str]
    of: dict[str, tuple[str, ...]]


def _packed(folder: _Folder, names: set[str]) -> _Packed:
    found = _Packed(set(), {})
    for name in sorted(name for name in names if name.endswith(PACKED)):
        page, ending = os.path.splitext(name)  # noqa: PTH122
        paths = [os.path.join(folder.path, one) for one in (page, name)]  # noqa: PTH118
        if page in names and not _is_hidden(folder, page) and all(map(_is_plain, paths)) and is_page(page, paths[0]):
            found.names.add(name)
            found.of[page] = (*found.of.get(page, ()), ending)
    return found


def _is_plain(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)  # noqa: PTH113, PTH114


def _is_hidden(folder: _Folder, name: str) -> bool:
    return folder.hidden or name.startswith(".")


def _file(folder: _Folder, entry: "os.DirEntry[str]", name: str, rules: str, packed: _Packed) -> Found:
    page = not _is_hidden(folder, entry.name) and is_page(entry.name, entry.path)
    return Found(name, "page" if page else "file", packed.of.get(entry.name, ()) if page else (), rules, entry.path)
