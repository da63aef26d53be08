"""What ``build`` and ``strip`` share on a folder: run it, tell about it, report it, end with the right status."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from adlayout.builder import Outcome, Totals, Wanted, build, report
from adlayout.builder.write import replacing
from adlayout.cli.files import put, read_page
from adlayout.errors import UsageError


def run(source: Path, action: str, given: dict[str, Any]) -> None:
    """Works through ``source`` and ends the command. ``given``: the options by name."""
    wanted = _wanted(source, action, given)
    totals = Totals()
    with ExitStack() as stack:
        lines = stack.enter_context(replacing(given["report"])) if given["report"] else None
        for outcome in build(wanted):
            totals.add(outcome)
            _tell(outcome, given)
            if lines and outcome.status != "carried":
                lines.write(report.line(outcome.line()).encode())
        if lines:
            lines.write(report.line(totals.line()).encode())
    if not given["quiet"]:
        click.echo(report.summary(totals, str(wanted.target), written=wanted.write), err=True)
    if totals.status["failed"] or (given["dry_run"] and totals.changed):
        raise SystemExit(1)


def _wanted(source: Path, action: str, given: dict[str, Any]) -> Wanted:
    if (given["output"] is None) is not given["in_place"]:
        raise UsageError("say where the pages go: either -o OUT or --in-place")
    return Wanted(
        source,
        given["output"],
        action,
        rules=given.get("rules"),
        url=given.get("url") or "",
        encoding=given["encoding"],
        jobs=given["jobs"] or len(os.sched_getaffinity(0)),
        only=tuple(_listed(given["files_from"])) if given["files_from"] else None,
        write=not (given["dry_run"] or given["diff"]),
        diff=given["diff"],
    )


def _listed(name: str) -> Iterator[Path]:
    """The paths of a list: NUL between them if there is any (names may hold line ends), else one a line."""
    data, _ = read_page(name, folder="--files-from takes a list of files")
    for one in data.split(b"\0") if b"\0" in data else data.splitlines():
        if one.strip():
            yield Path(os.fsdecode(one))


def _tell(outcome: Outcome, given: dict[str, Any]) -> None:
    if outcome.diff:
        put(outcome.diff, None)
    said = given["verbose"] and not given["quiet"] and outcome.status != "carried"
    if outcome.status == "failed" or said:
        click.echo(report.page_line(outcome), err=True)
    for warning in outcome.warnings if said else ():
        click.echo(f"{outcome.page}: {warning}", err=True)
