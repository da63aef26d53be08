"""``adlayout preview``."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from adlayout.cli import options
from adlayout.cli.words import table
from adlayout.errors import UsageError
from adlayout.preview import Desk, Look, Server, Shown, Subject, link_of, page_html, rows, rules_for, site_html
from adlayout.rulefile import Rules, find_rules, load_rules


@click.command("preview")
@click.argument("path", metavar="PAGE|SRC")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The preview's file; of a folder, the folder for all."
)
@options.rules_option
@click.option("--against", metavar="FILE|PRESET", help="A second rule file, side by side.")
@options.any_url_option
@options.encoding_option
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="Of a page, its site: its files come along from there only [folder of the rule file, else of the page].",
)
@click.option("--serve", is_flag=True, help="Show it on this machine, with knobs to turn; reload when a file changes.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="Of --serve; 0 takes a free one."
)
@click.option(
    "--most",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help="Of a folder, write so many pages' previews, those first that deserve a look.",
)
@options.jobs_option
def command(  # noqa: PLR0913
    path: str, output: Path | None, rules_name: str | None, against: str | None, url: str | None, encoding: str | None,
    root: Path | None, serve: bool, port: int, most: int, jobs: int,
) -> None:  # fmt: skip
    """Show where insertions stand, and why, over the real page: phone and desktop side by side. Of a folder, the list
    of its pages.
    """
    if serve and output:
        raise UsageError("--serve writes nothing: it does not go with -o")
    if root and Path(path).is_dir():
        raise UsageError(f"{path}: is a folder, and so the site itself: --root goes with a page only")
    wanted = _Wanted(rules_name, against, url, encoding, jobs)
    if serve:
        _serve(Path(path), root, wanted, port)
    elif Path(path).is_dir():
        _site(Path(path), output, wanted, most)
    else:
        _page(path, output, root, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    rules: str | None
    against: str | None
    url: str | None
    encoding: str | None
    jobs: int


def _page(name: str, output: Path | None, root: Path | None, wanted: _Wanted) -> None:
    if output is None and sys.stdout.isatty():
        raise UsageError("say where the preview goes: -o FILE, or --serve to look at once")
    raw, file = options.read_page(name)
    subject = subject_of(name, file, root, options.url_for(file, wanted.url), wanted.encoding)
    rules = [named(file, wanted.rules), *([named(file, wanted.against)] if wanted.against else [])]
    options.write_html(page_html(Look(subject, raw), rules, table()), output)


def _site(source: Path, output: Path | None, wanted: _Wanted, most: int) -> None:
    """The list and the pages that most deserve a look, into a folder of their own."""
    if output is None:
        raise UsageError("say which folder the previews go to: -o OUT, or --serve to look at once")
    if output.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{output} lies inside of {source} and would become part of it; choose a folder outside")
    found = rows(source, wanted.rules, wanted.url or "", wanted.encoding, wanted.jobs)
    written = {row.name: link_of(row.name) for row in found[:most]}
    language = rules_for(source, "x", wanted.rules)[0].language
    html = site_html(source.resolve().name, found, language, table(), links=written, served=False)
    _write(output / "index.html", html)
    shown = Shown(source, source, wanted.rules, wanted.against, wanted.url, wanted.encoding)
    for name in written:
        look = Look(shown.subject(name), (source / name).read_bytes())
        rules = [(load_rules(one), one) for one in shown.rule_names(name)]
        back = "../" * (name.count("/") + 1) + "index.html"
        _write(output / "pages" / f"{name}.html", page_html(look, rules, table(), back=back))
    told = f"{len(found)} pages listed, {len(written)} of them with a preview"
    click.echo(f"{told}: open {output / 'index.html'}", err=True)


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    options.write_html(html, path)


def _serve(source: Path, root: Path | None, wanted: _Wanted, port: int) -> None:
    if not source.exists():
        raise UsageError(f"{source}: there is no such file or folder")
    if source.is_dir():
        site, url = source, wanted.url
    else:
        site, url = subject_of(str(source), source, root, None, None).root, options.url_for(source, wanted.url)
    shown = Shown(source, site, wanted.rules, wanted.against, url, wanted.encoding, wanted.jobs)
    with Server(Desk(shown, table()), port) as server, suppress(KeyboardInterrupt):
        click.echo(f"Look at {server.address} (Ctrl-C ends it)", err=True)
        server.serve_forever()


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
