"""Options that mean the same in every command, and what they are read with."""

import os
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from adlayout.errors import UsageError
from adlayout.rulefile import Rules, find_rules, load_rules, presets

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem


F = TypeVar("F", bound="Callable[..., Any] | click.Command")


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """For a shell that asks what may stand here: presets, and files."""
    from click.shell_completion import CompletionItem

    names = [CompletionItem(name) for name in presets() if name.startswith(incomplete)]
    return [*names, CompletionItem(incomplete, "file")]


rules_option = click.option(
    "--rules",
    "rules_name",
    metavar="FILE|PRESET",
    shell_complete=complete_rules,
    help="Rule file or preset [nearest adlayout.toml, else default].",
)


def _address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        parts = urlsplit(value or "")
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no address: {error}") from None
    if value and not (parts.path if value.startswith("/") else parts.scheme in ("http", "https") and parts.netloc):
        raise click.BadParameter(f"{value!r} is no address; write https://example.com/article/, or a path: /article/")
    return value


def _url(said: str, default: str | None = None) -> "Callable[[F], F]":
    return click.option("--url", callback=_address, default=default, help=said)


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    import webencodings

    if not value.isascii() or webencodings.lookup(value) is None:
        raise click.BadParameter(f"{value!r} is no encoding that browsers know; leave it out, or give one as utf-8")
    return value


url_option = _url("The page's address, for path rules.")
site_url_option = _url("The site's address, put before each page's path.", "")
any_url_option = _url("The page's address, for path rules; of a folder the site's, put before each page's path.")
encoding_option = click.option("--encoding", callback=_encoding, help="What HTTP said of the page's encoding.")
output_option = click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Write nothing; exit 1 if something would change.")
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=lambda: os.cpu_count() or 1, help="Processes for a folder [one a core]."
)
verify_option = click.option("--verify", is_flag=True, help="Read the result again; a page that breaks a rule fails.")
related_option = click.option(
    "--related", type=click.Path(path_type=Path), help="The related index, made by adlayout index."
)
# A name that is not UTF-8 is written with JSON's own escapes.
report_option = click.option(
    "--report",
    type=click.File("w", "utf-8", errors="backslashreplace", lazy=False),
    help="A JSON line for each page, and the totals.",
)
report_html_option = click.option(
    "--report-html", type=click.Path(path_type=Path, dir_okay=False), help="A page to look at: the whole site in plots."
)
diff_option = click.option("--diff", is_flag=True, help="Write nothing but a diff, to standard output.")


def rules_for(page: Path | None, name: str | None) -> Rules:
    """The rules of a page: those named, else the nearest file upward, else the preset ``default``."""
    if name:
        return load_rules(name)
    found = find_rules(page if page else Path.cwd() / "-")
    return load_rules(found or "default")


def index_of(path: Path | None) -> Any:
    """The related index in a file, opened; None without one. Raises ``UsageError`` for a file that is none."""
    if path is None:
        return None
    from adlayout.related.index import Index

    return Index(path)


def url_for(path: Path | None, url: str | None) -> str | None:
    """The page's address for path rules: the one given, else its place below the nearest ``adlayout.toml``."""
    if url or path is None:
        return url
    from adlayout.builder.walk import address

    file = find_rules(path)
    return "/" + address(path.resolve().relative_to(file.parent).as_posix()) if file else None


def read_page(name: str) -> tuple[bytes, Path | None]:
    """A page's bytes from a file or, with "-", standard input. Raises ``UsageError`` if that cannot be."""
    if name == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed; give the name of a file")
        return sys.stdin.buffer.read(), None
    path = Path(name)
    try:
        if path.is_dir():
            raise UsageError(f"{name}: is a folder; for a whole site use: adlayout build {name} -o OUT")
        return path.read_bytes(), path
    except FileNotFoundError:
        raise UsageError(f"{name}: there is no such file") from None
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from None


def write_page(html: bytes, output: Path | None) -> None:
    """To a file, whole or not at all, or to standard output."""
    if output is None:
        if sys.stdout is None:
            raise UsageError("standard output is closed; write to a file: -o FILE")
        sys.stdout.buffer.write(html)
        sys.stdout.buffer.flush()
        return
    from adlayout.builder import write_whole

    try:
        write_whole(output, html)
    except OSError as error:
        raise UsageError(_unwritable(output, error)) from None


def write_html(html: str, output: Path | None) -> None:
    """A page of ours; what UTF-8 cannot hold, as in some files' names, is ``\\udce9`` in it."""
    write_page(html.encode("utf-8", "backslashreplace"), output)


def _unwritable(path: Path, error: OSError) -> str:
    with suppress(OSError):  # a name that is too long
        if path.is_dir():
            return f"{path}: is a folder; give the name of a file"
        if not path.parent.is_dir():
            return f"{path}: there is no folder {path.parent}; make it first"
    return f"{path}: cannot be written: {error.strerror}"


def summary(finished: Any) -> str:
    """One line of what happened to a page."""
    if finished.status == "failed":
        return f"failed, left unchanged: {finished.reason}"
    if finished.status == "passed":
        detail = f" ({finished.warnings[0]})" if finished.warnings else ""
        return f"left unchanged: {finished.reason}{detail}"
    names = ", ".join(one.name for one in finished.plan.insertions)
    counted: Counter[tuple[str, str]] = Counter()
    for one in finished.plan.left_out:
        counted[one.name, one.reason] += one.copies
    left = "".join(
        f"; {name}{f' ({number})' if number > 1 else ''} left out: {why}" for (name, why), number in counted.items()
    )
    return f"inserted {names}{left}"
