"""``--report-html``: what a build adds up to, as one page at its end; nothing is loaded where none is wanted."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adlayout.builder import Outcome, Wanted
from adlayout.cli import options
from adlayout.cli.words import table
from adlayout.errors import UsageError
from adlayout.rulefile import find_rules, load_rules

if TYPE_CHECKING:
    from adlayout.overview import Sums


@dataclass(frozen=True, slots=True)
class Overview:
    """The page that is being made; of nothing where ``file`` is None."""

    file: Path | None
    sums: "Sums | None" = None

    def add(self, one: Outcome) -> None:
        """Counts one outcome."""
        if self.sums is not None:
            self.sums.add(one)

    def write(self, wanted: Wanted, seconds: float) -> None:
        """Writes the page, in the language of the site's rule file."""
        if self.file is None or self.sums is None:
            return
        from adlayout.overview import site_page

        html = site_page(site_name(wanted.source), self.sums, seconds, language(wanted.source, wanted.rules), table())
        options.write_html(html, self.file)


def start(file: Path | None, source: Path) -> Overview:
    """Raises ``UsageError`` at once where the file cannot be written at the end."""
    check_file(file, source)
    if file is None:
        return Overview(None)
    from adlayout.overview import Sums

    return Overview(file, Sums())


def check_file(file: Path | None, source: Path) -> None:
    """Raises ``UsageError`` where the file cannot be written at the end, or would be a page of the site next time."""
    if file is not None and file.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{file} lies inside of {source} and would become a page of it; choose a folder outside")
    if file is not None and not file.absolute().parent.is_dir():
        raise UsageError(f"{file}: there is no folder {file.parent}; make it first")


def site_name(source: Path) -> str:
    """What a site is called: its folder."""
    return source.resolve().name


def language(source: Path, rules: str | None) -> str:
    """The language of a site's rule file."""
    return load_rules(rules or str(find_rules(source / "x") or "default")).language
