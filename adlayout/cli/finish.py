"""``adlayout finish``."""

from pathlib import Path
from typing import Any

import click

from adlayout.cli import options
from adlayout.cli.files import put, read_page, rules_for, same
from adlayout.pipeline import Finished, finish


@click.command("finish")
@click.argument("page", default="-")
@options.output_option
@options.page_options
@options.saying_options
@click.option("--lines", is_flag=True, help='A page a line as JSON, {"html": …, "url": …}, in and out.')
def command(page: str, lines: bool, **given: Any) -> None:
    """Finish PAGE, a file or "-" for standard input."""
    if lines:
        _lines(page, given)
        return
    raw, path = read_page(page)
    done = finish(raw, rules_for(path, given["rules"]), url=given["url"], encoding=given["encoding"])
    if not given["quiet"]:
        say(page, done, verbose=given["verbose"])
    hand_on(page, raw, done.html, given)


def say(page: str, done: Finished, *, verbose: bool) -> None:
    """Why a page stayed as it is, what warns, and (``verbose``) what went where; to standard error."""
    from adlayout.cli.words import reason

    if done.status == "passed":
        click.echo(f"{page}: left unchanged: {reason(done.reason or '')}", err=True)
    for warning in done.warnings:
        click.echo(f"{page}: {warning}", err=True)
    if verbose:
        for one in done.plan.insertions:
            click.echo(f"{page}: {one.name} ({one.kind}, {one.at}) at byte {one.offset}", err=True)
        for left in done.plan.left_out:
            click.echo(f"{page}: {left.name} left out: {reason(left.reason)}", err=True)


def hand_on(page: str, raw: bytes, html: bytes, given: dict[str, Any]) -> None:
    """Writes the page, or shows the difference, or only tells whether there is one."""
    output: Path | None = given["output"]
    if given["diff"]:
        from adlayout.builder.page import difference

        put(difference(page, raw, html), None)
    elif not given["dry_run"]:
        put(html, output)
    if given["dry_run"] and not same(html, raw, output):
        raise SystemExit(1)


def _lines(page: str, given: dict[str, Any]) -> None:
    from adlayout.cli.lines import finish_lines
    from adlayout.errors import UsageError

    for name in ("output", "url", "encoding", "dry_run", "diff"):
        if given[name]:
            raise UsageError(f"--lines and --{name.replace('_', '-')} do not go together: each line says its own")
    if page != "-":
        raise UsageError('--lines reads standard input: leave the page out, or write "-"')
    if not finish_lines(rules_for(None, given["rules"])):
        raise SystemExit(1)
