"""``adlayout rules diff``: what other rules would change, as text, as JSON, and as a page."""

import json
from pathlib import Path

import click

from adlayout.builder.comparing import Comparison, compare
from adlayout.cli import options, overviews, progress
from adlayout.cli.words import table
from adlayout.overview import Changes, changes_page, changes_text
from adlayout.rulefile import load_rules


def run(wanted: Comparison, form: str, report_html: Path | None) -> Changes:
    """Compares and tells. Nothing of the site is written."""
    overviews.check_file(report_html, wanted.source)
    changes = Changes()
    with progress.shown(compare(wanted), "compare") as (pages, _):
        for one in pages:
            changes.add(one)
    language = load_rules(wanted.after).language
    if form == "json":
        click.echo(json.dumps(changes.line(), indent=1))
    else:
        click.echo(changes_text(changes, (wanted.before, wanted.after), language, table()), nl=False)
    if report_html is not None:
        site = overviews.site_name(wanted.source)
        html = changes_page(site, (wanted.before, wanted.after), changes, language, table())
        options.write_html(html, report_html)
    return changes
