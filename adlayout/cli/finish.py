"""``adlayout finish``."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from adlayout.cli import options
from adlayout.errors import UsageError
from adlayout.integrations.lines import answers
from adlayout.integrations.one_page import finish_or_keep
from adlayout.rulefile import Rules


@click.command("finish")
@click.argument("page", default="-")
@options.output_option
@options.rules_option
@options.url_option
@options.encoding_option
@options.related_option
@options.dry_run_option
@options.diff_option
@options.verify_option
@click.option("--lines", is_flag=True, help='A page a line as JSON, {"html": …, "url": …}, in and out.')
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
def command(  # noqa: PLR0913
    page: str, output: Path | None, rules_name: str | None, url: str | None, encoding: str | None, related: Path | None,
    dry_run: bool, diff: bool, verify: bool, lines: bool, quiet: bool,
) -> None:  # fmt: skip
    """Finish PAGE, a file or "-" for standard input."""
    index = options.index_of(related)
    if lines:
        if page != "-" or output or dry_run or diff or url or encoding:
            raise UsageError(
                "--lines reads standard input and writes standard output: only --rules, --related, --verify go with it"
            )
        _lines(options.rules_for(None, rules_name), index, verify=verify)
        return
    raw, path = options.read_page(page)
    rules, url = options.rules_for(path, rules_name), options.url_for(path, url)
    finished = finish_or_keep(raw, rules, url=url, encoding=encoding, related=index, verify=verify)
    if not quiet or finished.status == "failed":
        click.echo(f"{page}: {options.summary(finished)}", err=True)
        for warning in finished.warnings if finished.status == "finished" else ():
            click.echo(f"{page}: warning: {warning}", err=True)
    if diff:
        from adlayout.builder.diff import difference

        options.write_page(difference(page, raw, finished.html), None)
    elif not dry_run:
        options.write_page(finished.html, output)
    if finished.status == "failed" or (dry_run and finished.html != raw):
        raise SystemExit(1)


def _lines(rules: Rules, related: Any, *, verify: bool) -> None:
    """Answers until the input ends. Each is written at once, and whole: what has come is done."""
    failed = False
    for answer in answers(sys.stdin.buffer, rules, related=related, verify=verify):
        failed |= answer.failed
        try:
            sys.stdout.buffer.write(answer.line)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Nobody reads any more. Python would complain once more when it closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
    if failed:
        raise SystemExit(1)
