"""What stands in the documents to be typed or copied: fenced blocks and command lines, with file and line."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md")]
DOCUMENTS += sorted((ROOT / "docs").rglob("*.md"))
_FENCED = re.compile(r"^```(?P<kind>[\w ]*)\n(?P<text>.*?)^```$", re.M | re.S)
_NAMED = re.compile(r"`(?P<name>[\w./\[\]-]+)`:?\s*$")


@dataclass(frozen=True, slots=True)
class Example:
    """One block or line. ``name``: the file that the document says it is, if any."""

    where: str
    text: str
    name: str = ""


def _where(path: Path, text: str, offset: int) -> str:
    return f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, offset) + 1}"


def fenced(kind: str) -> Iterator[Example]:
    """All fenced blocks of a kind."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for found in _FENCED.finditer(text):
            if found["kind"] == kind:
                named = _NAMED.search(text[: found.start()])
                yield Example(_where(path, text, found.start()), found["text"], named["name"] if named else "")


def commands() -> Iterator[Example]:
    """All lines that call ``adlayout``: in blocks for a shell, in indented ones, and between backticks in the text."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for found in _FENCED.finditer(text):
            if found["kind"] in ("sh", ""):
                for line in re.finditer(r"^adlayout .*", found["text"], re.M):
                    yield Example(_where(path, text, found.start("text") + line.start()), line[0])
        prose = _FENCED.sub(lambda block: "\n" * block[0].count("\n"), text)
        for line in re.finditer(r"^    (adlayout .*)|`(adlayout(?: [^`]*)?)`", prose, re.M):
            yield Example(_where(path, prose, line.start()), line[1] or line[2])


def words(line: str) -> list[str]:
    """A command line as the shell hands it on: comments, what follows it and where it is led to left out."""
    line = re.split(r"\s{2,}|\s#|\s\|\||\s&&|\s[<>]", line.strip())[0]
    return shlex.split(re.sub(r"[\[\]]|\|[A-Z]+", "", line))


def parsed(group: click.Group, line: str) -> None:
    """Asserts that the command is there, and knows these options, fixed values and this number of arguments."""
    _, *rest = words(line)
    command: click.Command = group
    context = click.Context(command, info_name="adlayout")
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command = command.get_command(context, rest[0]) or _unknown(rest[0])
        context, rest = click.Context(command, parent=context, info_name=rest[0]), rest[1:]
    values, more, _ = command.make_parser(context).parse_args(rest)
    assert not more or isinstance(command, click.Group), f"too many arguments: {more}"
    for parameter in command.params:
        value = values.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)


def _unknown(name: str) -> click.Command:
    raise click.UsageError(f"there is no command {name}")
