"""``adlayout build``."""

import json
from collections import Counter
from pathlib import Path

import click

from adlayout.builder.build import Change, Outcome, build
from adlayout.cli import options


@click.command("build")
@click.argument("src", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The finished site.")
@click.option("--in-place", is_flag=True, help="Write the pages where they stand.")
@options.rules_option
@options.encoding_option
@options.dry_run_option
@click.option("--report", type=click.Path(path_type=Path), help="A JSON line for each page.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each page.")
def command(  # noqa: PLR0913
    src: Path, output: Path | None, in_place: bool, rules_name: str | None, encoding: str | None,
    dry_run: bool, report: Path | None, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Finish all pages of SRC into OUT; what is not a page is carried over untouched."""
    outcomes = build(
        src, output, in_place=in_place, change=Change(rules=rules_name, encoding=encoding, dry_run=dry_run)
    )
    if report:
        lines = [json.dumps(one.as_line(), ensure_ascii=False) for one in outcomes]
        totals = {"totals": dict(Counter(one.status for one in outcomes))}
        options.write_page(("\n".join([*lines, json.dumps(totals)]) + "\n").encode(), report)
    if not quiet:
        tell(outcomes, str(output or src), verbose=verbose)
    if any(one.status == "failed" for one in outcomes) or (dry_run and any(one.changed for one in outcomes)):
        raise SystemExit(1)


def tell(outcomes: list[Outcome], where: str, *, verbose: bool = False) -> None:
    """What happened, for somebody who sees it for the first time."""
    for one in outcomes:
        if one.status == "failed":
            click.echo(f"{one.page}: failed: {one.reason}", err=True)
        elif verbose:
            click.echo(
                f"{one.page}: {one.status}{f': {one.reason}' if one.reason else ''} {', '.join(one.insertions)}",
                err=True,
            )
    counts = Counter(one.status for one in outcomes)
    passed = Counter(one.reason for one in outcomes if one.status == "passed")
    placed = sum(len(one.insertions) for one in outcomes)
    click.echo(
        f"{len(outcomes)} pages: {counts['finished']} finished with {placed} insertions, {counts['passed']} left unchanged, {counts['failed']} failed",
        err=True,
    )
    for reason, number in sorted(passed.items(), key=lambda item: str(item[0])):
        click.echo(f"  unchanged, {reason}: {number}", err=True)
    best = max(outcomes, key=lambda one: len(one.insertions), default=None)
    if best and best.insertions:
        click.echo(f"Look at {Path(where) / best.page}", err=True)
