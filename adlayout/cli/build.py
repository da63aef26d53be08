"""``adlayout build``."""

from pathlib import Path
from typing import Any

import click

from adlayout.cli import options


@click.command("build")
@click.argument("src", type=click.Path(path_type=Path))
@options.site_options
@options.page_options
@options.saying_options
def command(src: Path, **given: Any) -> None:
    """Finish all pages of the folder SRC; what is not a page is carried over untouched."""
    from adlayout.cli.site import run

    run(src, "finish", given)
