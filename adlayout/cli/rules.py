"""``adlayout rules``."""

import json

import click

from adlayout.rulefile import load_rules, presets, schema, show


@click.group("rules")
def command() -> None:
    """List, show and check rule files."""


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
    for name in names:
        load_rules(name)
        click.echo(f"{name}: all is well")


@command.command("schema")
def print_schema() -> None:
    """JSON Schema of rule files, for editors."""
    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
