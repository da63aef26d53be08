"""A build that dies at each of its moments: ``python -m tests.promises.dying FOLDER [STEP [--torn]]``.

A moment is before or behind a call of the operating system that has to do with files. The build is forked, and the fork
ends at that moment as if it were killed: no buffer is flushed, no handler runs. Then each file has to be the old or the
new one, whole, and the next build has to end as an undisturbed one. ``--torn`` breaks the promise on purpose.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from adlayout.builder import Wanted, build
from adlayout.builder import put as putting
from adlayout.builder.write import LEFTOVER
from tests.builder.sites import page, tree, write

CALLS = {"open", "write", "close", "flush", "fsync", "replace", "rename", "link", "symlink", "unlink", "remove"}
CALLS |= {"chmod", "chown", "mkdir", "utime", "execute", "commit"}
KILLED = 9
Tree = dict[str, tuple[Any, ...]]


def site(folder: Path, title: str) -> Path:
    """Three articles and a style sheet; the last article is too short for an ad."""
    files = {f"{name}/index.html": page(f"{title} {name}", many) for name, many in (("a", 9), ("b", 12), ("c", 1))}
    return write(folder, files | {"style.css": title.encode() * 9_000})


def built(source: Path, out: Path) -> None:
    """An undisturbed build, in this process."""
    for _ in build(Wanted(source, out, jobs=1)):
        pass


def dies(source: Path, out: Path, moment: int) -> bool:
    """Whether the build was still at work at that moment."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    left = moment

    def count(frame: object, event: str, called: Any) -> None:
        nonlocal left
        if event in ("c_call", "c_return") and called.__name__ in CALLS:
            left -= 1
            if left < 0:
                os._exit(KILLED)

    sys.setprofile(count)
    built(source, out)
    os._exit(0)


def look(out: Path, old: Tree, new: Tree, moment: int) -> None:
    """Every file is the old or the new one; what is half-written has a name of its own."""
    for name, stands in tree(out).items():
        whole = name.endswith(LEFTOVER) or stands in (old.get(name), new.get(name))
        assert whole, f"moment {moment}: {name} is neither the old nor the new file"


def run(folder: Path, step: int = 1) -> int:
    """Lets the build die at each ``step``-th moment; how many there were."""
    before, after, out = site(folder / "alt", "Alt"), site(folder / "neu", "Neu"), folder / "out"
    source = folder / "site"
    stages = {}
    for stage, came in (("old", before), ("new", after)):
        shutil.copytree(came, source, dirs_exist_ok=True)
        built(source, out)
        stages[stage] = tree(out)
    moment = 0
    while True:
        for came in (before, after):
            shutil.copytree(came, source, dirs_exist_ok=True)
            if came is before:
                built(source, out)
        was_killed = dies(source, out, moment)
        look(out, stages["old"], stages["new"], moment)
        built(source, out)
        assert tree(out) == stages["new"], f"moment {moment}: the next build does not end as an undisturbed one"
        if not was_killed:
            return moment
        moment += step


def torn(path: Path, data: bytes, mode: int) -> None:
    """What ``put`` must not be: it writes in place."""
    with path.open("wb") as file:
        file.write(data[:100])
        file.flush()
        file.write(data[100:])
    path.chmod(mode)


if __name__ == "__main__":
    if "--torn" in sys.argv:
        putting.put = torn  # type: ignore[attr-defined]
    print(run(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 1))
