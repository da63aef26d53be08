"""``adlayout rules``."""

import json
from pathlib import Path

import click

from adlayout.cli.options import (
    complete_rules,
    encoding_option,
    jobs_option,
    output_option,
    related_option,
    report_html_option,
    rules_option,
    site_url_option,
)
from adlayout.errors import RuleFileError
from adlayout.rulefile import load_rules, presets, schema, show


@click.group("rules")
def command() -> None:
    """List, show, check and compare rule files; measure the heights of a site's own pages."""


@command.command("list")
def list_presets() -> None:
    """The presets that ship with adlayout."""
    for name, path in presets().items():
        first = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        click.echo(f"{name:<12} {first}")


@command.command("show")
@click.argument("name", default="default")
def show_rules(name: str) -> None:
    """A rule file or preset with all that it extends."""
    click.echo(show(load_rules(name)), nl=False)


@command.command("validate")
@click.argument("names", nargs=-1, required=True)
def validate(names: tuple[str, ...]) -> None:
    """Check rule files."""
    wrong: list[str] = []
    for name in names:
        try:
            load_rules(name)
        except RuleFileError as error:
            wrong += error.problems
        else:
            click.echo(f"{name}: all is well")
    if wrong:
        raise RuleFileError(tuple(dict.fromkeys(wrong)))


@command.command("schema")
def print_schema() -> None:
    """JSON Schema of rule files, for editors."""
    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


@command.command("measure", short_help="Fit heights to a site's own pages, in Chromium.")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@rules_option
@output_option
@click.option("--write", is_flag=True, help="Write the table into the rule file of the pages.")
def measure(pages: tuple[str, ...], rules_name: str | None, output: Path | None, write: bool) -> None:
    """Fit the heights of blocks to a site's own pages, as Chromium shows them: the table [heights] of a rule file."""
    from adlayout.cli.measuring import run

    run(pages, rules_name, output, write)


@command.command("diff", short_help="What other rules would change on a site.")
@click.argument("before", metavar="A", shell_complete=complete_rules)
@click.argument("after", metavar="B", shell_complete=complete_rules)
@click.argument("src", type=click.Path(path_type=Path))
@site_url_option
@encoding_option
@related_option
@jobs_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@report_html_option
def diff(  # noqa: PLR0913
    before: str, after: str, src: Path, url: str, encoding: str | None, related: Path | None, jobs: int, form: str,
    report_html: Path | None,
) -> None:  # fmt: skip
    """What the rule file or preset B would change on all pages of SRC, compared to A. Nothing is written there."""
    from adlayout.builder.comparing import Comparison
    from adlayout.cli.differing import run

    changes = run(Comparison(src, before, after, url, encoding, related, jobs), form, report_html)
    if changes.kinds["fails"]:
        raise SystemExit(1)
