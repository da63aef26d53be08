"""``adlayout build``."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from adlayout import cloud
from adlayout.builder import Outcome, Totals, Wanted, build
from adlayout.cli import annotations, options, overviews, progress, watching
from adlayout.cli.summary import page_line, summary
from adlayout.errors import UsageError

STOPPED = 130
"""The exit status after Ctrl-C."""


@click.command("build")
@click.argument("src", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="The finished site.")
@click.option("--in-place", is_flag=True, help="Write the pages where they stand.")
@options.rules_option
@options.site_url_option
@options.encoding_option
@options.related_option
@options.jobs_option
@click.option(
    "--files-from",
    type=click.File(encoding="utf-8", errors="surrogateescape"),
    help='Only the pages listed here, one a line; "-" is standard input.',
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="No part of the site; as in .gitignore.")
@options.dry_run_option
@options.diff_option
@options.verify_option
@options.report_option
@options.report_html_option
@click.option("--watch", is_flag=True, help="Then go on: finish again what changes, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each page that is made.")
def command(  # noqa: PLR0913
    src: Path, output: Path | None, in_place: bool, rules_name: str | None, url: str, encoding: str | None,
    related: Path | None, jobs: int,
    files_from: Iterable[str] | None, exclude: tuple[str, ...],
    dry_run: bool, diff: bool, verify: bool, report: TextIO | None,
    report_html: Path | None, watch: bool, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Finish all pages of SRC; what is no page is carried over to OUT untouched. Both may be buckets (s3://bucket/site)."""
    only = None if files_from is None else tuple(map(_named, filter(str.strip, files_from)))
    wanted = Wanted(
        source=src, out=target(output, in_place=in_place), rules=rules_name, url=url, encoding=encoding, jobs=jobs,
        only=only, write=not (dry_run or diff), diff=diff, verify=verify,
        related=related, exclude=exclude,
    )  # fmt: skip
    if watch:
        watching.check(wanted, others=bool(files_from or report or report_html))
    totals = run(wanted, quiet=quiet, tells=is_page if verbose else nothing, report=report, report_html=report_html)
    if watch:
        watching.watch(wanted, lambda some: run(some, quiet=True, tells=has_changed))
        return
    if totals.status["failed"] or (dry_run and totals.changed):
        raise SystemExit(1)


def _named(line: str) -> Path:
    if "\0" in line:
        raise UsageError("--files-from: a name holds a zero byte; write one name a line (find without -print0)")
    return Path(line.rstrip("\n"))


def target(output: Path | None, *, in_place: bool) -> Path | None:
    """Where a folder's pages go; None for in place. One of the two has to be said."""
    if in_place == (output is not None):
        raise UsageError("say where the pages go: -o OUT, or --in-place, and not both")
    return output


Tells = Callable[[Outcome], bool]


def nothing(one: Outcome) -> bool:
    """Tells failures only."""
    return False


def is_page(one: Outcome) -> bool:
    """Tells every page that was worked on."""
    return one.status not in ("carried", "up-to-date")


def has_changed(one: Outcome) -> bool:
    """Tells what was written."""
    return one.changed


def run(
    wanted: Wanted,
    *,
    quiet: bool,
    tells: Tells = nothing,
    report: TextIO | None = None,
    report_html: Path | None = None,
) -> Totals:
    """Build and tell: failures always, else what ``tells`` says; a summary unless ``quiet``."""
    totals, started = Totals(), time.monotonic()
    overview = overviews.start(report_html, wanted.source)
    made = cloud.build(wanted) if cloud.concerns(wanted) else build(wanted)
    with _stoppable(made), progress.shown(made, wanted.action, hidden=quiet or wanted.diff) as (outcomes, say):
        for one in outcomes:
            totals.add(one)
            overview.add(one)
            _tell(one, wanted, say, tells)
            if report and one.status != "carried":
                _write_line(report, one.line())
    totals.seconds = time.monotonic() - started
    if report:
        _write_line(report, totals.line())
    overview.write(wanted, totals.seconds)
    if warning := getattr(made, "warning", ""):
        click.echo(f"adlayout: {warning}", err=True)
    if not quiet:
        click.echo(summary(totals, wanted.target, written=wanted.write), err=True)
    return totals


@contextmanager
def _stoppable(made: Any) -> Iterator[None]:
    """Ctrl-C ends the build in order: what is done is noted, and the exit status is the one that shells know."""
    try:
        yield
    except KeyboardInterrupt:
        made.close()
        click.echo("adlayout: stopped; the pages that are done stay, and the next build goes on from there", err=True)
        raise SystemExit(STOPPED) from None


def _tell(one: Outcome, wanted: Wanted, say: Callable[[str], None], tells: Tells) -> None:
    if one.status == "failed" and annotations.wanted():
        say(annotations.of_page((wanted.source / one.page).as_posix(), one.reason or ""))
    elif one.status == "failed" or tells(one):
        say(page_line(one))
    if one.diff:
        sys.stdout.buffer.write(one.diff)


def _write_line(report: TextIO, value: dict[str, object]) -> None:
    """One line of the report for programs. A name that is not UTF-8 is written with escapes."""
    report.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
