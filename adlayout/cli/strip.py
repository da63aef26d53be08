"""``adlayout strip``."""

from pathlib import Path

import click

from adlayout.builder import Wanted
from adlayout.cli import options
from adlayout.cli.build import run, target
from adlayout.errors import UsageError
from adlayout.pipeline import strip


@click.command("strip")
@click.argument("path")
@options.output_option
@options.encoding_option
@click.option("--in-place", is_flag=True, help="Write the pages where they stand.")
@options.jobs_option
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(path: str, output: Path | None, encoding: str | None, in_place: bool, jobs: int, quiet: bool) -> None:
    """Take every insertion out of PATH, a page or a folder."""
    if path != "-" and Path(path).is_dir():
        out = target(output, in_place=in_place)
        totals = run(Wanted(source=Path(path), out=out, action="strip", encoding=encoding, jobs=jobs), quiet=quiet)
        raise SystemExit(1 if totals.status["failed"] else 0)
    if in_place and (output or path == "-"):
        raise UsageError("--in-place writes a file where it stands: it goes with neither -o nor standard input")
    raw, found = options.read_page(path)
    options.write_page(strip(raw, encoding), found if in_place else output)
