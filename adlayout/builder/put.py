"""From a page's bytes to its place in the target, with its compressed siblings; and what is no page, as it is.

What stands in the target already and is the same is not written again. Nothing is ever written through a link: where
the target has one, it is replaced, and a folder that is one is refused.
"""

import filecmp
import os
from pathlib import Path
from stat import S_IMODE, S_ISLNK, S_ISREG

from adlayout.builder.model import Task, Wanted
from adlayout.builder.packed import NO_BROTLI, can, packed
from adlayout.builder.stamps import NOTHING, joined, resting, stands, written
from adlayout.builder.write import copy, copy_link, overwrite, put, read_steady
from adlayout.errors import PageError


class Target:
    """Where a page goes. ``raw``, ``state`` and ``before``: the source's bytes, state and stamp. ``there``: the bytes
    that stand in the target, None if nothing does or a link.
    """

    def __init__(self, wanted: Wanted, task: Task, raw: bytes, state: os.stat_result, before: bytes) -> None:
        self.wanted = wanted
        self.task = task
        self.raw = raw
        self.state = state
        self.path = wanted.target / task.name
        # A stamp is always taken before the content that it stands for is read.
        self._before = before if wanted.out is None else resting(str(self.path))
        self.there = raw if wanted.out is None else _content(self.path)

    def put(self, html: bytes) -> tuple[bool, bytes]:
        """Whether the page differs from what stands there, and the stamp of what stands there now."""
        if self.wanted.out is not None and self.wanted.write:
            # Also for a page that stands there already: its siblings may not, and some are taken away.
            make_room(self.path, self.wanted.out)
        if html == self.there and self._same_mode():
            return False, self._before
        if not self.wanted.write:
            return True, b""
        if self.wanted.out is None:
            overwrite(self.path, html, self.state)
        else:
            put(self.path, html, S_IMODE(self.state.st_mode))
        return True, written(str(self.path))

    def _same_mode(self) -> bool:
        return self.wanted.out is None or S_IMODE(self.path.lstat().st_mode) == S_IMODE(self.state.st_mode)


def put_siblings(
    target: Target, html: bytes, page: tuple[bool, bytes], inserted: bool
) -> tuple[bool, bytes, tuple[str, ...]]:
    """Puts the page's siblings beside it. Whether anything differs from what stood there, all stamps, and warnings."""
    changed, found = page[0], [page[1]]
    warnings: list[str] = []
    anew = html != target.raw or inserted or target.task.torn
    for ending in target.task.packed:
        if anew and not can(ending):
            warnings.append(NO_BROTLI)
            changed |= _remove(target, ending, stands(f"{target.path}{ending}"))
            found.append(NOTHING)
            continue
        differs, stamp = _sibling(target, ending, html if anew else None)
        changed |= differs
        found.append(stamp)
    for ending, stamp in target.task.gone:
        if not os.path.lexists(target.wanted.source / f"{target.task.name}{ending}"):
            changed |= _remove(target, ending, stamp)
    return changed, joined(found), tuple(warnings)


def _sibling(target: Target, ending: str, html: bytes | None) -> tuple[bool, bytes]:
    """One sibling, made from ``html``, or carried over as it is if None."""
    path = target.path.with_name(target.path.name + ending)
    before = resting(str(path))
    if html is None and target.wanted.out is None:
        return False, before
    data = (
        packed(ending, html)
        if html is not None
        else read_steady(target.wanted.source / f"{target.task.name}{ending}")[0]
    )
    if _content(path) == data:
        return False, before
    if target.wanted.write:
        put(path, data, S_IMODE(target.state.st_mode))
    return True, written(str(path)) if target.wanted.write else b""


def _remove(target: Target, ending: str, stamp: bytes) -> bool:
    """Takes a sibling away that would be the old one, if it is the one with this stamp."""
    path = f"{target.path}{ending}"
    if stamp == NOTHING or stands(path) != stamp:
        return False
    if target.wanted.write:
        os.unlink(path)  # noqa: PTH108
    return True


def carry(task: Task, wanted: Wanted, source: Path) -> tuple[bool, bytes]:
    """Copies what is no page. Whether it differs from what stands there, and the stamp of what stands there now."""
    if wanted.out is None:
        return False, b""
    path = wanted.out / task.name
    before = resting(str(path))
    if _alike(source, path):
        return False, before
    if not wanted.write:
        return True, b""
    make_room(path, wanted.out)
    if task.kind == "link":
        copy_link(source, path)
    else:
        copy(source, path)
    return True, written(str(path))


def make_room(path: Path, out: Path) -> None:
    """Makes the folders above ``path``. Raises ``PageError`` where something else is in their place: a link could lead
    anywhere, into the source too.
    """
    above = path.parent
    if above in (out, *_roomy):
        return
    make_room(above, out)
    if above.is_symlink() or (above.exists() and not above.is_dir()):
        what = "link" if above.is_symlink() else "file"
        raise PageError(f"{above} is a {what} where a folder is needed, and not adlayout's; take it away")
    above.mkdir(exist_ok=True)
    _roomy[:] = [above]


_roomy: list[Path] = []
"""The folder that was made last in this build: files come folder by folder."""


def begin() -> None:
    """Begins a build: nothing is known of its target."""
    _roomy.clear()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if S_ISREG(path.lstat().st_mode) else None
    except OSError:
        return None


def _alike(source: Path, path: Path) -> bool:
    """Whether the same stands at ``path`` already: the same link, or a file with the same content, mode and time."""
    try:
        one, other = source.lstat(), path.lstat()
        if S_ISLNK(one.st_mode) or S_ISLNK(other.st_mode):
            return S_ISLNK(one.st_mode) and S_ISLNK(other.st_mode) and source.readlink() == path.readlink()
        facts = [(state.st_size, state.st_mtime_ns, state.st_mode) for state in (one, other)]
        return facts[0] == facts[1] and filecmp.cmp(source, path, shallow=False)
    except OSError:
        return False
