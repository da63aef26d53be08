"""``adlayout explain``."""

import json
from pathlib import Path

import click

from adlayout.cli import options
from adlayout.cli.outline import outline
from adlayout.cli.words import words_of
from adlayout.explaining import explain


@click.command("explain")
@click.argument("page", default="-")
@options.rules_option
@options.url_option
@options.encoding_option
@options.related_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
def command(
    page: str, rules_name: str | None, url: str | None, encoding: str | None, related: Path | None, form: str
) -> None:
    """Say why insertions stand where they stand in PAGE, and why not elsewhere."""
    raw, path = options.read_page(page)
    rules = options.rules_for(path, rules_name)
    found = explain(raw, rules, url=options.url_for(path, url), encoding=encoding, related=options.index_of(related))
    found["page"] = page
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo(outline(words_of(rules.language), found), nl=False)
