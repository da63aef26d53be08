"""The command line. Names and one-line helps only: a command's module is loaded when the command is called."""

from importlib import import_module
from typing import Any

import click

from adlayout import __version__

_COMMANDS = {
    "finish": "Finish one page: a file or standard input to standard output or a file.",
    "build": "Finish a whole site: the pages of a folder, everything else carried over.",
    "strip": "Take every insertion out again, of a page or of a whole site.",
    "explain": "Say why an insertion stands where it stands, and why not elsewhere.",
    "rules": "List, show and check rule files.",
}

# What a shell says of a process that Ctrl-C ended.
INTERRUPTED = 130


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"adlayout.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args[0] not in _COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command {args[0]!r}{_meant(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        from adlayout.errors import AdlayoutError

        try:
            return super().invoke(ctx)
        except AdlayoutError as error:
            click.echo(f"adlayout: {error}", err=True)
            ctx.exit(error.exit_status)
        except KeyboardInterrupt:
            click.echo("adlayout: stopped; what was written is whole", err=True)
            ctx.exit(INTERRUPTED)


def _meant(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, _COMMANDS, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(_COMMANDS)}"


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="adlayout")
def main() -> None:
    """Finish article pages: labelled ad slots and related-article boxes, written in where they fit; every other byte
    stays as it is.
    """
