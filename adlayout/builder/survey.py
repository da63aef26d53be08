"""The files of a site, which rules each goes by, what is remembered of it; and mistakes are told before anything is
written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from adlayout.builder.memory import Memory, Row
from adlayout.builder.model import Wanted
from adlayout.builder.patterns import skipping
from adlayout.builder.walk import ENDINGS, PACKED, Found, key, kind_of, scan
from adlayout.errors import UsageError
from adlayout.rulefile import RULE_FILE, Rules, find_rules, load_rules


@dataclass(slots=True)
class Site:
    """The rule files of a site; how many files it has, and what it has no more, as keys."""

    wanted: Wanted
    rules: list[Rules] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    gone: list[bytes] = field(default_factory=list)
    count: int = 0

    def number(self, found: str) -> int:
        """The index of the rules for files below the rule file ``found``, a name below the source, empty if none is."""
        if self.wanted.action != "finish":
            return 0
        if found not in self.numbers:
            self.rules.append(load_rules(self.wanted.rules or self._nearest(found)))
            self.numbers[found] = len(self.rules) - 1
        return self.numbers[found]

    def _nearest(self, found: str) -> str:
        if found:
            return str(self.wanted.source / found)
        return str(find_rules(self.wanted.source / RULE_FILE) or "default")


def check(wanted: Wanted) -> None:
    """Raises ``UsageError`` where source and target do not fit."""
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


def survey(wanted: Wanted, memory: Memory) -> Site:
    """Every rule file that counts, so that a mistake in the last one stops the build at once; and what has vanished."""
    site = Site(wanted)
    if wanted.only is not None:
        for found, row, _ in _chosen(wanted, memory, site):
            site.count += 1
            if found.kind == "gone" and row is not None:
                site.gone.append(row.key)
        return site
    pages, closed = 0, list[bytes]()
    known = memory.keys()
    last = next(known, None)
    for found in scan(wanted.source, skipping(wanted.exclude)):
        here = key(found.name)
        site.count += 1
        while last is not None and last < here:
            site.gone.append(last)
            last = next(known, None)
        if last == here:
            last = next(known, None)
        if found.kind == "closed":
            closed.append(here + b"\0" if here else b"")
        elif found.kind == "page":
            pages += 1
            site.number(found.rules)
    site.gone += [*filter(None, [last]), *known]
    # What lies in a folder that cannot be read has not vanished.
    site.gone = [one for one in site.gone if not one.startswith(tuple(closed))]
    if not pages:
        endings = ", ".join(ENDINGS)
        raise UsageError(f"{wanted.source}: there is no page in it ({endings}); is it the folder of the rendered site?")
    return site


def files(wanted: Wanted, memory: Memory, site: Site) -> Iterator[tuple[Found, Row | None, int]]:
    """Each file with what is remembered of it, and the number of its rules: two lists in one order, side by side."""
    if wanted.only is not None:
        yield from (one for one in _chosen(wanted, memory, site) if key(one[0].name) not in site.gone)
        return
    rows = memory.rows()
    row = next(rows, None)
    for found in scan(wanted.source, skipping(wanted.exclude)):
        here = key(found.name)
        while row is not None and row.key < here:
            row = next(rows, None)
        same = row if row is not None and row.key == here else None
        yield found, same, site.number(found.rules) if found.kind == "page" else 0


def _chosen(wanted: Wanted, memory: Memory, site: Site) -> Iterator[tuple[Found, Row | None, int]]:
    """The files of ``only``, each once, in order; ``gone`` is the kind of one that is not there (any more)."""
    source, skip = wanted.source.resolve(), skipping(wanted.exclude)
    names = {_page_of(_below(path, wanted.source, source), wanted.source) for path in wanted.only or ()}
    for name in sorted(names, key=key):
        if skip is not None and skip(name):
            continue
        path = wanted.source / name
        kind = kind_of(path, name) if path.exists() or path.is_symlink() else "gone"
        packed = tuple(one for one in PACKED if kind == "page" and Path(f"{path}{one}").is_file())
        rules = _rules_above(wanted.source, name) if kind == "page" else ""
        found = Found(name, kind, packed, rules, str(path))
        yield found, memory.row(key(name)), site.number(rules) if kind == "page" else 0


def _page_of(name: str, source: Path) -> str:
    """The page of a compressed sibling; another name as it is."""
    page = next((name.removesuffix(one) for one in PACKED if name.endswith(one)), name)
    return page if page != name and kind_of(source / page, page) == "page" else name


def _rules_above(source: Path, name: str) -> str:
    folders = PurePosixPath(name).parents
    return next((str(one / RULE_FILE) for one in folders if (source / one / RULE_FILE).is_file()), "")


def _below(path: Path, given: Path, source: Path) -> str:
    """The name below the source of a listed file, which is meant from here or else from the source."""
    absolute = path.parent.resolve() / path.name
    if absolute.is_relative_to(source):
        return absolute.relative_to(source).as_posix()
    if path.is_absolute() or ".." in path.parts:
        raise UsageError(f"{path}: does not lie in {given}")
    return path.as_posix()
