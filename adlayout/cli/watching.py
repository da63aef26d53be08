"""``build --watch``: after the build, each change of a page or rule file is finished at once, until Ctrl-C."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from adlayout import cloud
from adlayout.builder import Totals, Wanted
from adlayout.builder.write import LEFTOVER
from adlayout.cli.summary import count, duration
from adlayout.errors import AdlayoutError, UsageError
from adlayout.rulefile import find_rules, rule_files

MOST_SINGLE = 200
"""More changes at once are a build of the whole site, which looks at everything anyway."""
SETTLED, LOOKED_AFTER = 30, 250
"""Milliseconds without a further change after which work begins; and from one look at the rule files to the next."""
Build = Callable[[Wanted], Totals]
_EXTRA = "--watch needs what says that a file has changed: pip install 'adlayout[build]'"


def check(wanted: Wanted, *, others: bool) -> None:
    """Raises ``UsageError`` where there is nothing to watch with, or what is watched is no folder of this machine.

    ``others``: options that one single build answers.
    """
    if others:
        raise UsageError("--watch builds again and again, so it goes with neither --files-from nor a report")
    if cloud.concerns(wanted):
        raise UsageError("--watch watches folders, and no bucket tells of its changes")
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise UsageError(_EXTRA) from None


def watch(wanted: Wanted, build: Build) -> None:
    """Goes on until Ctrl-C. ``build`` does what is wanted and tells of each page."""
    try:
        for number, only in enumerate(_changes(wanted)):
            _again(replace(wanted, only=only), build)
            if not number:
                click.echo(f"Watching {wanted.source} and its rules; Ctrl-C ends it.", err=True)
    except (KeyboardInterrupt, SystemExit):
        # A build that Ctrl-C meets at work ends in order, with the status of a stopped one: here it is the usual end.
        click.echo("", err=True)


def _again(wanted: Wanted, build: Build) -> None:
    """One round; a mistake in a rule file is told, and mended in the next."""
    started = time.monotonic()
    try:
        totals = build(wanted)
    except AdlayoutError as error:
        click.echo(f"adlayout: {error}", err=True)
        return
    if totals.changed:
        click.echo(f"{count(totals.changed, 'file')} written in {duration(time.monotonic() - started)}", err=True)


def _changes(wanted: Wanted) -> Iterator[tuple[Path, ...] | None]:
    """What is to be done each time something changes: some files, or None for the whole site; that also once at the
    start, for what has changed since the build and before anybody watched.
    """
    from watchfiles import Change
    from watchfiles import watch as watched

    rules: tuple[tuple[str, int], ...] | None = None
    rounds = watched(
        wanted.source, watch_filter=lambda _, path: not path.endswith(LEFTOVER), step=SETTLED, debounce=1000,
        rust_timeout=LOOKED_AFTER, yield_on_timeout=True, ignore_permission_denied=True,
    )  # fmt: skip
    for found in rounds:
        if rules != (rules := _stamps(wanted)):
            yield None
            continue
        paths = [Path(path) for change, path in found if change != Change.deleted]
        whole = len(paths) < len(found) or any(path.suffix == ".toml" or path.is_dir() for path in paths)
        if found:
            yield None if whole or len(paths) > MOST_SINGLE else tuple(sorted(paths))


def _stamps(wanted: Wanted) -> tuple[tuple[str, int], ...]:
    """When each rule file that may lie outside of the site, and the related index, was last written."""
    files = [*rule_files(wanted.rules or find_rules(wanted.source / "x") or "default")]
    files += [wanted.related] if wanted.related else []
    return tuple((str(file), file.stat().st_mtime_ns) for file in files if file.exists())
