"""Walks a folder, finishes what is a page, carries the rest over."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from adlayout import pipeline
from adlayout.builder.write import write
from adlayout.errors import UsageError
from adlayout.rulefile import Rules, find_rules, load_rules

_PAGES = frozenset((".html", ".htm", ".xhtml"))


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with each page: finish it by ``rules`` (by default the nearest rule file), or ``strip`` it."""

    rules: str | None = None
    encoding: str | None = None
    strip: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page; ``status``: finished, passed or failed."""

    page: str
    status: str
    reason: str | None
    insertions: tuple[str, ...]
    left_out: tuple[str, ...]
    seconds: float
    changed: bool

    def as_line(self) -> dict[str, Any]:
        """The report's line."""
        return {
            "page": self.page, "status": self.status, "reason": self.reason, "insertions": list(self.insertions),
            "left_out": list(self.left_out), "seconds": round(self.seconds, 6),
        }  # fmt: skip


def build(source: Path, output: Path | None, *, in_place: bool, change: Change) -> list[Outcome]:
    """All pages of ``source``, in order of their paths. Raises ``UsageError`` before anything is written."""
    target = _target(source, output, in_place)
    files = list(_files(source))
    if not any(path.suffix.lower() in _PAGES for path in files):
        raise UsageError(
            f"{source}: there is no page in it (.html, .htm or .xhtml); is it the folder of the rendered site?"
        )
    if not change.strip:
        _check_rules(source, change)
    outcomes = []
    for path in files:
        name = path.relative_to(source)
        if path.suffix.lower() in _PAGES:
            outcomes.append(_page(path, name, target / name, change))
        elif target != source and not change.dry_run:
            _carry_over(path, target / name)
    return outcomes


def _target(source: Path, output: Path | None, in_place: bool) -> Path:
    if not source.exists():
        raise UsageError(f"{source}: there is no such folder")
    if not source.is_dir():
        raise UsageError(f"{source}: is a file; for one page use: adlayout finish {source}")
    if in_place == (output is not None):
        raise UsageError("say where the finished pages go: -o OUT, or --in-place, and not both")
    if output is None:
        return source
    if output.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{output} lies inside {source}; choose a folder outside, or --in-place")
    return output


def _files(source: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(names):
            yield Path(folder) / name


def _check_rules(source: Path, change: Change) -> None:
    """Wrong rule files fail at once, before any page is written."""
    if change.rules:
        _rules(change.rules)
    else:
        for path in sorted(source.rglob("adlayout.toml")):
            _rules(str(path))


@cache
def _rules(name: str) -> Rules:
    return load_rules(name)


def _page(path: Path, name: Path, target: Path, change: Change) -> Outcome:
    started = time.perf_counter()
    try:
        raw = path.read_bytes()
        done = _changed(raw, path, name, change)
        changed = done.html != raw
        if not change.dry_run and (changed or target != path):
            write(target, done.html, path.stat().st_mode & 0o777)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a build)
        reason = (
            f"cannot be read or written: {error.strerror}"
            if isinstance(error, OSError)
            else f"{type(error).__name__}: {error}"
        )
        return Outcome(name.as_posix(), "failed", reason, (), (), time.perf_counter() - started, False)
    plan = done.plan
    names = tuple(one.name for one in plan.insertions)
    left = tuple(one.name for one in plan.left_out)
    return Outcome(name.as_posix(), done.status, done.reason, names, left, time.perf_counter() - started, changed)


def _changed(raw: bytes, path: Path, name: Path, change: Change) -> pipeline.Finished:
    if change.strip:
        html = pipeline.strip(raw, change.encoding)
        return pipeline.Finished(
            html, "finished" if html != raw else "passed", None if html != raw else "nothing-to-strip"
        )
    rules = _rules(change.rules or str(find_rules(path) or "default"))
    return pipeline.finish(raw, rules, url="/" + name.as_posix().removesuffix("index.html"), encoding=change.encoding)


def _carry_over(path: Path, target: Path) -> None:
    """Other files, untouched."""
    write(target, path.read_bytes(), path.stat().st_mode & 0o777)
