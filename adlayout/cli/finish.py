"""``adlayout finish``."""

import json
import sys
from pathlib import Path

import click

from adlayout.cli import options
from adlayout.pipeline import finish
from adlayout.rulefile import Rules


@click.command("finish")
@click.argument("page", default="-")
@options.output_option
@options.rules_option
@options.url_option
@options.encoding_option
@options.dry_run_option
@options.diff_option
@click.option("--lines", is_flag=True, help='One page a line as JSON, {"html": …, "url": …}, in and out.')
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
def command(  # noqa: PLR0913
    page: str, output: Path | None, rules_name: str | None, url: str | None, encoding: str | None,
    dry_run: bool, diff: bool, lines: bool, quiet: bool,
) -> None:  # fmt: skip
    """Finish PAGE, a file or "-" for standard input."""
    if lines:
        _lines(options.rules_for(None, rules_name))
        return
    raw, path = options.read_page(page)
    rules = options.rules_for(path, rules_name)
    finished = finish(raw, rules, url=options.url_for(path, url), encoding=encoding)
    if not quiet:
        click.echo(f"{page}: {options.summary(finished)}", err=True)
    if diff:
        click.echo(options.diff(raw, finished.html, page), nl=False)
    elif not dry_run:
        options.write_page(finished.html, output)
    if dry_run and finished.html != raw:
        raise SystemExit(1)


def _lines(rules: Rules) -> None:
    for line in sys.stdin:
        given = json.loads(line)
        finished = finish(given["html"].encode(), rules, url=given.get("url"), encoding="utf-8")
        answer = {**given, "html": finished.html.decode(), "status": finished.status, "reason": finished.reason}
        click.echo(json.dumps(answer, ensure_ascii=False))
