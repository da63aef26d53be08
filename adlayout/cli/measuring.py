"""What ``adlayout rules measure`` does: pages into Chromium, the table ``[heights]`` out of it."""

from pathlib import Path

import click

from adlayout.article import PROFILES, understand
from adlayout.cli.options import read_page, rules_for, write_page
from adlayout.edits import strip
from adlayout.errors import PassThrough, RuleFileError, UsageError
from adlayout.measure import Result, Sample, browser, fitted, sample
from adlayout.rulefile import Heights, Rules, find_rules, load_rules, presets, show_heights
from adlayout.rulefile.lines import replaced
from adlayout.source import read


def run(pages: tuple[str, ...], rules_name: str | None, output: Path | None, write: bool) -> None:
    """Measures and writes the table: into the rule file, to ``output`` or to standard output."""
    paths = [_path(name) for name in pages]
    target = _target(paths[0], rules_name) if write else None
    rules = rules_for(paths[0], rules_name)
    result = fitted(_samples(paths, rules), rules.heights.rows)
    for line in _told(result):
        click.echo(line, err=True)
    table = _table(result)
    if target is not None:
        _written(target, table)
    else:
        write_page(table.encode(), output)


def _path(name: str) -> Path:
    path = read_page(name)[1]
    if path is None:
        raise UsageError('measure reads files, not standard input: give the pages by name, not "-"')
    return path


def _target(page: Path, rules_name: str | None) -> Path:
    """The rule file that ``--write`` changes."""
    named = Path(rules_name) if rules_name else find_rules(page)
    if named is None:
        raise UsageError(f"{page}: no adlayout.toml upward of it to write to; use -o FILE, or --rules FILE --write")
    if not named.is_file() or named in presets().values():
        raise UsageError(f"{named}: a preset is not written to; use -o FILE, or --rules FILE --write")
    return named


def _samples(paths: list[Path], rules: Rules) -> list[Sample]:
    found: list[Sample] = []
    with browser("rules measure") as chromium:
        for path in paths:
            try:
                page = read(strip(path.read_bytes()))
                article = understand(page, container=rules.container or None, ignore=rules.ignore)
            except PassThrough as reason:
                click.echo(f"{path}: left out: {reason.reason}", err=True)
                continue
            if article.reason is not None:
                click.echo(f"{path}: left out: {article.reason}", err=True)
                continue
            found.append(sample(chromium, page, article, path))
        if chromium.missing:
            first = min(chromium.missing)
            click.echo(
                f"not found, so not shown: {len(chromium.missing)} files of the pages (first: {first})", err=True
            )
    if not found:
        raise UsageError("none of these pages is an article; give finished or plain article pages")
    return found


def _told(result: Result) -> list[str]:
    """The error before and after, in words."""
    where = "on pages that the fit has not seen" if result.unseen else "on the same pages; four or more tell better"
    lines = [f"{result.pages} pages measured; median error of an article's height, after: {where}"]
    for profile, before, after in zip(PROFILES, result.before, result.after, strict=True):
        lines.append(f"{profile:>9}: {before:5.1f} % before, {after:4.1f} % after")
    return lines


def _table(result: Result) -> str:
    heading, *lines = show_heights(Heights(result.error, result.rows))
    note = f"# measured in Chromium on {result.pages} pages by: adlayout rules measure"
    return "\n".join([heading, note, *lines]) + "\n"


def _written(target: Path, table: str) -> None:
    """Puts the table into the rule file, and the old file back if that does not load."""
    old = target.read_text(encoding="utf-8")
    write_page(replaced(old, "heights", table).encode(), target)
    try:
        load_rules(target)
    except RuleFileError:
        write_page(old.encode(), target)
        raise UsageError(f"{target}: [heights] could not be put in; use -o FILE and put it in by hand") from None
    click.echo(f"written to {target}", err=True)
