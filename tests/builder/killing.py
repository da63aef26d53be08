"""Builds that are killed at random moments: ``python -m tests.builder.killing [KILLS [SEED]]``.

A site is given turn by turn one of two contents; each build in between is killed, parent or worker, or not at all, and
then every file has to be the old or the new one, whole; and the next build has to end as an undisturbed one.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from adlayout.builder.write import LEFTOVER
from tests.builder.sites import page, tree, write

Tree = dict[str, tuple[object, ...]]
PAGES = 64
"""Enough for two processes."""
SIDES = ("alt", "neu")


@dataclass
class Scene:
    """A folder in which builds are killed. ``raw`` and ``done``: what stands in source and target, by side."""

    folder: Path
    random: random.Random
    in_place: bool
    raw: dict[str, Tree] = field(default_factory=dict)
    done: dict[str, Tree] = field(default_factory=dict)
    takes: float = 0.0

    def __post_init__(self) -> None:
        for side in SIDES:
            self.give(side)
            self.raw[side] = tree(self.source)
            started = time.monotonic()
            assert self.start().wait() == 0
            self.takes = max(self.takes, time.monotonic() - started)
            self.done[side] = tree(self.target)

    @property
    def source(self) -> Path:
        return self.folder / "site"

    @property
    def target(self) -> Path:
        return self.source if self.in_place else self.folder / "out"

    def give(self, side: str) -> None:
        """What a generator does: all files anew; some are on one side only."""
        shutil.rmtree(self.source, ignore_errors=True)
        names = [f"{number % 4}/{number:03}.html" for number in range(PAGES)]
        files = {name: page(f"{side} {name}", 30) for name in names} | {f"nur/{side}.html": page(side)}
        write(self.source, files | {f"{side}.css": b"p{}" * 1000, "bild.png": side.encode() * 50_000})

    def start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "adlayout", "build", str(self.source), "-q", "--jobs", "2"]
        where = ["--in-place"] if self.in_place else ["-o", str(self.target)]
        return subprocess.Popen(command + where, stderr=subprocess.DEVNULL)

    def kill(self, side: str) -> str:
        """One killed build of this side; who was killed. Asserts what stands then, and after the next build."""
        before = self.raw[side] if self.in_place else tree(self.target)
        build = self.start()
        time.sleep(self.random.uniform(0, self.takes))
        victim = self.random.choice([*workers(build.pid), None]) or build.pid
        who = "nobody" if build.poll() is not None else "parent" if victim == build.pid else "worker"
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        status = build.wait()
        self._check(before, self.done[side])
        assert who == "parent" or status == 0, "a build did not get over the death of a worker"
        if not self.in_place:
            assert tree(self.source) == self.raw[side], "a build reached its source"
        assert self.start().wait() == 0
        stands = tree(self.target)
        differ = sorted(name for name in stands | self.done[side] if stands.get(name) != self.done[side].get(name))
        assert not differ, f"the next build does not end as an undisturbed one: {differ}"
        return who

    def _check(self, before: Tree, after: Tree) -> None:
        # Workers whose parent was killed may still be at work for a moment: their half-written files come and go.
        for name, stands in tree(self.target, without=LEFTOVER).items():
            assert stands in (before.get(name), after.get(name)), f"{name} is neither the old nor the new file"


def workers(pid: int) -> list[int]:
    """The processes that a build has started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    except OSError:
        return []


def run(kills: int, seed: int = 8) -> "Counter[str]":
    """So many builds killed, half of them in place; how often who was."""
    found: Counter[str] = Counter()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        scenes = [Scene(Path(folder, str(one)), chance, in_place=one) for one in (False, True)]
        for number in range(kills):
            scene, side = scenes[number % 2], SIDES[number // 2 % 2]
            scene.give(side)
            found[f"{scene.kill(side)}{' in place' if scene.in_place else ''}"] += 1
    return found


if __name__ == "__main__":
    print(dict(sorted(run(*map(int, sys.argv[1:3] or ["200"])).items())))
