"""``adlayout finish``."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from adlayout.checker import proven
from adlayout.cli import options
from adlayout.errors import BrokenRule
from adlayout.pipeline import Finished, finish_and_tell
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
@click.option("--lines", is_flag=True, help='One page a line as JSON, {"html": …, "url": …}, in and out.')
@click.option("-q", "--quiet", is_flag=True, help="No messages.")
def command(  # noqa: PLR0913
    page: str, output: Path | None, rules_name: str | None, url: str | None, encoding: str | None, related: Path | None,
    dry_run: bool, diff: bool, verify: bool, lines: bool, quiet: bool,
) -> None:  # fmt: skip
    """Finish PAGE, a file or "-" for standard input."""
    index = options.index_of(related)
    if lines:
        _lines(options.rules_for(None, rules_name), index, verify=verify)
        return
    raw, path = options.read_page(page)
    rules, url = options.rules_for(path, rules_name), options.url_for(path, url)
    finished = _finished(raw, rules, url, encoding, index, verify=verify)
    if not quiet or finished.status == "failed":
        click.echo(f"{page}: {options.summary(finished)}", err=True)
    if diff:
        click.echo(options.diff(raw, finished.html, page), nl=False)
    elif not dry_run:
        options.write_page(finished.html, output)
    if finished.status == "failed" or (dry_run and finished.html != raw):
        raise SystemExit(1)


def _finished(
    raw: bytes, rules: Rules, url: str | None, encoding: str | None, related: Any, *, verify: bool
) -> Finished:
    """The page finished; where ``--verify`` finds a broken rule it stays as it came."""
    finished, known = finish_and_tell(raw, rules, url=url, encoding=encoding, related=related)
    if verify and known:
        try:
            proven(raw, finished.html, rules, (known.page, known.article), url=url, encoding=encoding)
        except BrokenRule as broken:
            return Finished(raw, "failed", str(broken))
    return finished


def _lines(rules: Rules, related: Any, *, verify: bool) -> None:
    for line in sys.stdin:
        given = json.loads(line)
        finished = _finished(given["html"].encode(), rules, given.get("url"), "utf-8", related, verify=verify)
        answer = {**given, "html": finished.html.decode(), "status": finished.status, "reason": finished.reason}
        click.echo(json.dumps(answer, ensure_ascii=False))
