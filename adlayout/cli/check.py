"""``adlayout check``."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adlayout import __version__
from adlayout.builder.walk import address, walk
from adlayout.checker import Finding, check, read_finished, seen, wanted
from adlayout.checker.formats import FORMATS, Found
from adlayout.checker.standing import Reading
from adlayout.cli import options
from adlayout.errors import UsageError
from adlayout.rulefile import Rules

if TYPE_CHECKING:
    from adlayout.measure.browser import Browser


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.rules_option
@options.any_url_option
@options.encoding_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="For people or programs.")
@click.option("--browser", "asked", is_flag=True, help="Ask Chromium, too: labels and space as the page shows them.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(  # noqa: PLR0913  (one for each option)
    paths: tuple[str, ...],
    rules_name: str | None,
    url: str | None,
    encoding: str | None,
    form: str,
    asked: bool,
    quiet: bool,
) -> None:
    """Read finished pages (files, folders, or "-") from scratch and report what breaks a rule."""
    rules_of = _Rules(rules_name)
    with _browser() if asked else nullcontext() as chromium:
        found: Found = []
        for page, raw, path, its_url in _pages(paths, url):
            rules, where = rules_of.page(path), {"url": its_url, "encoding": encoding}
            findings = check(raw, rules, **where)
            if chromium is not None:
                findings += _seen(chromium, path, read_finished(raw, rules, **where)[0])
            found.append((page, findings))
    click.echo(FORMATS[form](found, __version__), nl=False)
    many = sum(len(findings) for _, findings in found)
    if not quiet:
        click.echo(
            f"{_count(len(found), 'page')} checked: {_count(many, 'finding') if many else 'nothing found'}.", err=True
        )
        if chromium is not None and chromium.missing:
            first, files = min(chromium.missing), _count(len(chromium.missing), "file")
            click.echo(f"not found, so not shown: {files} of the pages (first: {first})", err=True)
    if many:
        raise SystemExit(1)


def _browser() -> AbstractContextManager["Browser"]:
    from adlayout.measure import browser

    return browser("check --browser")


def _seen(chromium: "Browser", path: Path | None, reading: Reading | None) -> tuple[Finding, ...]:
    """What Chromium shows of the slots; nothing of a page whose insertions are none, or not whole."""
    if reading is None:
        return ()
    from adlayout.measure import slots

    return seen(reading, slots(chromium, reading.finished, path or Path.cwd() / "-", wanted(reading)))


class _Rules:
    """The rules of each page; the pages of one folder share theirs."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.known: dict[Path | None, Rules] = {}

    def page(self, path: Path | None) -> Rules:
        folder = (path and not self.name and path.parent) or None
        if folder not in self.known:
            self.known[folder] = options.rules_for(path, self.name)
        return self.known[folder]


def _pages(paths: tuple[str, ...], url: str | None) -> Iterator[tuple[str, bytes, Path | None, str | None]]:
    """Name, bytes, path and address of each page."""
    for given in paths:
        folder = Path(given)
        if not folder.is_dir():
            raw, path = options.read_page(given)
            yield given, raw, path, url
            continue
        names = [name for name, kind in walk(folder) if kind == "page"]
        if not names:
            raise UsageError(f"{given}: there is no page in it")
        for name in names:
            path = folder / name
            raw, _ = options.read_page(str(path))
            yield path.as_posix(), raw, path, f"{(url or '').rstrip('/')}/{address(name)}"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
