"""``adlayout strip``."""

from pathlib import Path

import click

from adlayout.builder.build import Change, build
from adlayout.cli import options
from adlayout.cli.build import tell
from adlayout.pipeline import strip


@click.command("strip")
@click.argument("path")
@options.output_option
@options.encoding_option
@click.option("--in-place", is_flag=True, help="Of a folder: write the pages where they stand.")
def command(path: str, output: Path | None, encoding: str | None, in_place: bool) -> None:
    """Take every insertion out of PATH, a page or a folder."""
    if path != "-" and Path(path).is_dir():
        tell(build(Path(path), output, in_place=in_place, change=Change(strip=True, encoding=encoding)), path)
        return
    raw, found = options.read_page(path)
    options.write_page(strip(raw, encoding), found if in_place else output)
