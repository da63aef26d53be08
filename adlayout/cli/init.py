"""``adlayout init``."""

from pathlib import Path

import click

from adlayout.initial import init


@click.command("init")
@click.argument("src", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The rule file [SRC/adlayout.toml].")
@click.option("-q", "--quiet", is_flag=True, help="No report.")
def command(src: Path, output: Path | None, quiet: bool) -> None:
    """Look at a sample of the pages of SRC, a rendered site, and write a first rule file for it."""
    told = init(src, output)
    if not quiet:
        click.echo(told, nl=False)
