"""``adlayout strip``."""

from pathlib import Path
from typing import Any

import click

from adlayout.cli import options
from adlayout.cli.files import read_page
from adlayout.errors import UsageError

_OF_FOLDERS = ("jobs", "report", "files_from")


@click.command("strip")
@click.argument("path", default="-")
@options.site_options
@options.encoding_option
@options.saying_options
def command(path: str, **given: Any) -> None:
    """Take every insertion out of PATH again: a page (or "-", standard input) or a folder."""
    if path != "-" and Path(path).is_dir():
        from adlayout.cli.site import run

        run(Path(path), "strip", given)
        return
    _page(path, given)


def _page(path: str, given: dict[str, Any]) -> None:
    from adlayout.cli.finish import hand_on
    from adlayout.pipeline import strip

    for name in _OF_FOLDERS:
        if given[name]:
            raise UsageError(f"--{name.replace('_', '-')} is for folders, and {path} is a page")
    raw, found = read_page(path)
    if given["in_place"]:
        if found is None or given["output"]:
            raise UsageError("--in-place takes a file, and no -o beside it")
        given["output"] = found
    hand_on(path, raw, strip(raw, given["encoding"]), given)
