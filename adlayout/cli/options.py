"""Options that mean the same in every command."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)

rules_option = click.option(
    "--rules", metavar="FILE|PRESET", help="Rule file or preset [the nearest adlayout.toml, else default]."
)
url_option = click.option("--url", help="The page's address (of a build: the site's), for rules that name paths.")
encoding_option = click.option("--encoding", metavar="NAME", help="What HTTP said of the encoding.")
output_option = click.option("-o", "--output", type=_PATH, help="The file (or folder) to write.")
in_place_option = click.option("--in-place", is_flag=True, help="Write pages where they stand.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Write nothing; exit 1 if something would change.")
diff_option = click.option("--diff", is_flag=True, help="Print what changes as a diff, and write nothing.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Only say what went wrong.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more: what went where, what did not.")
jobs_option = click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes [one a processor].")
report_option = click.option("--report", type=_PATH, metavar="FILE", help="A JSON line a page, totals last.")
files_from_option = click.option(
    "--files-from", metavar="FILE", help='Only these files, one a line or NUL between them; "-": standard input.'
)


def page_options(function: Decorated) -> Decorated:
    """How a page is read and finished."""
    return encoding_option(url_option(rules_option(function)))


def site_options(function: Decorated) -> Decorated:
    """How a folder is worked through, and what is said about it."""
    for option in (files_from_option, report_option, jobs_option, in_place_option, output_option):
        function = option(function)
    return function


def saying_options(function: Decorated) -> Decorated:
    """Whether anything is written, and how much is said."""
    for option in (verbose_option, quiet_option, diff_option, dry_run_option):
        function = option(function)
    return function
