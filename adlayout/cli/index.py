"""``adlayout index``."""

from datetime import datetime
from pathlib import Path

import click

from adlayout.builder.indexing import Indexed, Site, index
from adlayout.cli import options
from adlayout.rulefile import find_rules, load_rules


@click.command("index")
@click.argument("src", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The index, one file.")
@options.rules_option
@options.site_url_option
@options.encoding_option
@options.jobs_option
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Leave out what is dated later, or has expired.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each article whose links are other ones now.")
def command(  # noqa: PLR0913
    src: Path, output: Path, rules_name: str | None, url: str, encoding: str | None, jobs: int,
    today: datetime | None, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Read the articles of SRC, a rendered site, into an index that fills related boxes."""
    rules = load_rules(rules_name or find_rules(src / "-") or "default")
    found = index(Site(src, rules, url, jobs, f"{today:%Y-%m-%d}" if today else "", encoding), output)
    for why in found.wrong:
        click.echo(why, err=True)
    if verbose:
        for one in found.made.changed:
            click.echo(f"{one}: other links", err=True)
    if not quiet:
        click.echo(_summary(found, output), err=True)


def _summary(found: Indexed, output: Path) -> str:
    made = found.made
    left = ", ".join(f"{many} {why}" for why, many in sorted(made.left_out.items()))
    parts = [
        f"{made.articles} articles of {found.pages} pages" + (f" (left out: {left})" if left else ""),
        f"{found.read} read" + (f", {found.gone} gone" if found.gone else ""),
        f"links of {len(made.changed)} articles changed",
    ]
    return f"{output}: {'; '.join(parts)}"
