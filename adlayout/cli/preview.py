"""``adlayout preview``."""

import os
import sys
from pathlib import Path

import click

from adlayout.cli import options
from adlayout.cli.words import table
from adlayout.errors import UsageError
from adlayout.preview import Look, Subject, page_html
from adlayout.rulefile import Rules, find_rules, load_rules


@click.command("preview")
@click.argument("path", metavar="PAGE|SRC")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The preview's file; of a folder, the folder for all.")
@options.rules_option
@click.option("--against", metavar="FILE|PRESET", help="A second rule file, side by side.")
@options.url_option
@options.encoding_option
@click.option("--root", type=click.Path(path_type=Path), help="The page's site: its files come along from there only [folder of the rule file, else of the page].")
@click.option("--serve", is_flag=True, help="Show it on this machine, with knobs to turn; reload when a file changes.")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="Of --serve; 0 takes a free one.")
@click.option("--most", type=click.IntRange(0), default=200, show_default=True, help="Of a folder, write so many pages' previews, those first that deserve a look.")
@click.option("--jobs", type=click.IntRange(1), default=lambda: os.cpu_count() or 1, help="Processes [one a core].")
def command(  # noqa: PLR0913
    path: str, output: Path | None, rules_name: str | None, against: str | None, url: str | None, encoding: str | None,
    root: Path | None, serve: bool, port: int, most: int, jobs: int,
) -> None:  # fmt: skip
    """Show where insertions stand, and why, over the real page: phone and desktop side by side. Of a folder, the list
    of its pages.
    """
    if output is None and not serve and sys.stdout.isatty():
        raise UsageError("say where the preview goes: -o FILE, or --serve to look at once")
    raw, file = options.read_page(path)
    subject = subject_of(path, file, root, options.url_for(file, url), encoding)
    wanted = [named(file, rules_name), *([named(file, against)] if against else [])]
    options.write_page(page_html(Look(subject, raw), wanted, table()).encode(), output)


def subject_of(name: str, file: Path | None, root: Path | None, url: str | None, encoding: str | None) -> Subject:
    """The page and its site's folder."""
    if file is None:
        return Subject("-", root or Path.cwd(), "-", url, encoding)
    nearest = find_rules(file)
    site = (root or (nearest.parent if nearest else file.parent)).resolve()
    if not file.resolve().is_relative_to(site):
        raise UsageError(f"{name}: does not lie in {root}; give the folder of its site with --root")
    return Subject(name, site, file.resolve().relative_to(site).as_posix(), url, encoding)


def named(page: Path | None, name: str | None) -> tuple[Rules, str]:
    """Rules and what they are called: those named, else the nearest file upward, else the preset ``default``."""
    found = name or str((find_rules(page) if page else find_rules(Path.cwd() / "-")) or "default")
    return load_rules(found), found
