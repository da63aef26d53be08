"""A whole site in one pass: asks for mistakes first, then file by file through the workers, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from adlayout.builder import page
from adlayout.builder.model import Outcome, Task, Wanted
from adlayout.builder.walk import ENDINGS, kind_of, walk
from adlayout.builder.workers import Workers
from adlayout.builder.write import sweep
from adlayout.errors import UsageError
from adlayout.rulefile import Rules, find_rules, load_rules

RULE_FILE = "adlayout.toml"

# Below so many files a second process costs more than it gains: it takes as long to start as some dozen pages.
FEW = 40


@dataclass(slots=True)
class Counted(Iterator[Outcome]):
    """Outcomes, and how many there will be: progress bars ask for ``operator.length_hint``."""

    outcomes: Iterator[Outcome]
    number: int

    def __next__(self) -> Outcome:
        return next(self.outcomes)

    def __length_hint__(self) -> int:
        return self.number


def build(wanted: Wanted) -> Iterator[Outcome]:
    """The outcome of each file, in the order of names. Wrong calls and rule files raise before anything is written."""
    _check(wanted)
    files, known = _survey(wanted)
    if wanted.write and wanted.target.is_dir():
        sweep(wanted.target)
    jobs = wanted.jobs if files >= FEW else 1
    tasks = list(_tasks(wanted, known))  # names only; and with them every rule file is known before a worker starts
    workers = Workers(page.work, page.lost, jobs, page.prepare, (wanted, tuple(known.rules)))
    return Counted(workers.results(iter(tasks)), len(tasks))


def _check(wanted: Wanted) -> None:
    source, out = wanted.source, wanted.out
    if not source.exists():
        raise UsageError(f"{source}: there is no such folder")
    if not source.is_dir():
        raise UsageError(f"{source}: is a file; for one page use: adlayout {wanted.action} {source}")
    if out is not None:
        _check_out(source, out)


def _check_out(source: Path, out: Path) -> None:
    inside, outside = out.resolve(), source.resolve()
    if inside == outside:
        raise UsageError(f"{out} is {source} itself; to write the pages where they stand use --in-place")
    if inside.is_relative_to(outside):
        raise UsageError(f"{out} lies inside of {source} and would become part of it; choose a folder outside")
    if outside.is_relative_to(inside):
        raise UsageError(f"{source} lies inside of {out}, which could overwrite it; choose another folder")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; -o takes a folder here")


@dataclass(slots=True)
class _Known:
    """The rule files of a site, and which folder uses which."""

    rules: list[Rules] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The index of a rule file or preset; loaded once."""
        if name not in self.numbers:
            self.rules.append(load_rules(name))
            self.numbers[name] = len(self.rules) - 1
        return self.numbers[name]

    def below(self, source: Path, folder: str) -> int:
        """The index of the rules for the pages of ``folder``, a name below ``source``."""
        if folder not in self.folders:
            self.folders[folder] = self.number(str(find_rules(source / folder / RULE_FILE) or "default"))
        return self.folders[folder]


def _survey(wanted: Wanted) -> tuple[int, _Known]:
    """How many files there are, and every rule file that counts: a mistake in the last one stops the build at once."""
    known = _Known()
    files, pages = 0, 0
    for name, kind in _files(wanted):
        files += 1
        pages += kind == "page"
        if wanted.action == "finish" and (kind == "page" or PurePosixPath(name).name == RULE_FILE):
            _rules_of(wanted, known, name)
    if not pages and wanted.only is None:
        endings = ", ".join(ENDINGS)
        raise UsageError(f"{wanted.source}: there is no page in it ({endings}); is it the folder of the rendered site?")
    return files, known


def _tasks(wanted: Wanted, known: _Known) -> Iterator[Task]:
    for name, kind in _files(wanted):
        yield Task(name, kind, _rules_of(wanted, known, name) if kind == "page" else 0)


def _rules_of(wanted: Wanted, known: _Known, name: str) -> int:
    if wanted.action != "finish":
        return 0
    return known.number(wanted.rules) if wanted.rules else known.below(wanted.source, _folder(name))


def _files(wanted: Wanted) -> Iterator[tuple[str, str]]:
    return walk(wanted.source) if wanted.only is None else _chosen(wanted)


def _folder(name: str) -> str:
    parent = PurePosixPath(name).parent.as_posix()
    return "" if parent == "." else parent


def _chosen(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """The files of ``only``, each once, in order; a file that is gone still gets its task, and fails there."""
    source = wanted.source.resolve()
    names = {_below(path, wanted.source, source) for path in wanted.only or ()}
    for name in sorted(names):
        yield name, kind_of(wanted.source / name, name)


def _below(path: Path, given: Path, source: Path) -> str:
    """The name below the source of a listed file, which is meant from here or else from the source."""
    absolute = path.parent.resolve() / path.name
    if absolute.is_relative_to(source):
        return absolute.relative_to(source).as_posix()
    if path.is_absolute() or ".." in path.parts:
        raise UsageError(f"{path}: does not lie in {given}")
    return path.as_posix()
