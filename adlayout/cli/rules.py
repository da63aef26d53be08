"""``adlayout rules``."""

import json
from pathlib import Path

import click

from adlayout.rulefile import Rules, find_rules, load_rules, presets, schema, show


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
@click.argument("rules", metavar="[FILE|PRESET]", required=False)
def show_rules(rules: str | None) -> None:
    """A rule file or preset with all that it extends [the nearest adlayout.toml, else default]."""
    click.echo(show(load_rules(rules or _nearest())), nl=False)


@command.command("validate")
@click.argument("rules", metavar="[FILE|PRESET]…", nargs=-1)
def validate(rules: tuple[str, ...]) -> None:
    """Check rule files [the nearest adlayout.toml]: every mistake with its line, or what is in them."""
    from adlayout.errors import RuleFileError

    problems: list[str] = []
    for name in rules or (_nearest(),):
        try:
            click.echo(f"{name}: good: {_holds(load_rules(name))}")
        except RuleFileError as error:
            problems += error.problems
    if problems:
        raise RuleFileError(tuple(problems))


@command.command("schema")
def print_schema() -> None:
    """JSON Schema of rule files, for editors."""
    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


def _nearest() -> str:
    return str(find_rules(Path.cwd() / "-") or "default")


def _holds(rules: Rules) -> str:
    slots = ", ".join(slot.name for slot in rules.slots) or "none"
    boxes = ", ".join(box.name for box in rules.related) or "none"
    return f"slots {slots}; related boxes {boxes}"
