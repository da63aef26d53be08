"""The command line. Names and one-line helps only: a command's module is loaded when the command is called."""

import os
import sys
from errno import EPIPE
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from adlayout import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_COMMANDS = {
    "finish": "Finish one page: a file or standard input to standard output or a file.",
    "build": "Finish a whole site.",
    "check": "Read finished pages and report what breaks a rule.",
    "strip": "Take every insertion out again.",
    "explain": "Say why an insertion stands where it stands, and why not elsewhere.",
    "preview": "Show a page or site with its plan: phone and desktop side by side.",
    "index": "Read a site's articles into an index that fills related boxes.",
    "init": "Write a first rule file for a site, from a look at its pages.",
    "rules": "List, show, check and compare rule files; measure a site's own pages.",
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"adlayout.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggests a name, as click does for groups whose commands are loaded."""
        if args[0] not in _COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], _COMMANDS, n=1):
                ctx.fail(f'there is no command "{args[0]}"; did you mean "{near[0]}"?')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Names of commands without loading any, and the options of ``adlayout`` itself."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=said) for name, said in _COMMANDS.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        from adlayout.cli import annotations
        from adlayout.errors import AdlayoutError

        if isinstance(sys.stdout, TextIOWrapper):
            # A name that its encoding cannot hold is shown with escapes, as on standard error.
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except AdlayoutError as error:
            click.echo(f"adlayout: {error}", err=True)
            if annotations.wanted():
                for line in annotations.of_error(error):
                    click.echo(line, err=True)
            ctx.exit(error.exit_status)
        except OSError as error:
            if error.errno == EPIPE:
                raise  # click ends quietly: nobody reads any more
            # What no command knows better: a disk that is full, a name that is too long.
            where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
            click.echo(f"adlayout: {where}{error.strerror or error}", err=True)
            ctx.exit(2)
        except RuntimeError as error:
            if not str(error).startswith("Symlink loop"):  # so Path.resolve() says it, before Python 3.13
                raise
            click.echo(f"adlayout: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="adlayout")
def main() -> None:
    """Finish article pages: labelled ad slots and related-article boxes, written in where they fit; every other byte
    stays as it is.
    """
