"""The related index of a site: its pages read, in parallel, as far as they have changed; then the index made anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from adlayout import __version__, pipeline
from adlayout.builder.stamps import digest, joined, resting
from adlayout.builder.walk import address, spelled, walk
from adlayout.builder.workers import Workers
from adlayout.errors import UsageError
from adlayout.related import sidecar
from adlayout.related.extract import extract
from adlayout.related.making import Made, left_out_before, make
from adlayout.related.store import Row, Store
from adlayout.rulefile import Rules


@dataclass(frozen=True, slots=True)
class Indexed:
    """What came of it: pages ``read`` (new or changed), ``gone``, and what was made. ``wrong``: files of links beside
    pages that cannot be used, and why.
    """

    pages: int
    read: int
    gone: int
    made: Made
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """One page: its name in the index and its file's, the stamps of its files and of what it is read by (empty: read
    it), and the digest of its content that is known.
    """

    name: str
    file: str
    stamp: str
    said: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A site to be indexed: ``url`` is its address, put before each page's path."""

    source: Path
    rules: Rules
    url: str = ""
    jobs: int = 1
    today: str = ""
    encoding: str | None = None


@dataclass(slots=True)
class _Bench:
    """What each worker process holds."""

    site: list[Site] = field(default_factory=list)


_bench = _Bench()


def index(site: Site, file: Path) -> Indexed:
    """Brings the index ``file`` up to date with the site. Raises ``UsageError`` for a wrong call or a file in use."""
    if not site.source.is_dir():
        raise UsageError(f"{site.source}: there is no such folder; give the folder of the rendered site")
    with Store(file) as store:
        known = store.stamps()
        said = _read_by(site)
        tasks = [_task(site, said, name, known) for name in _pages(site.source)]
        if not tasks:
            raise UsageError(f"{site.source}: there is no page in it; is it the folder of the rendered site?")
        waiting = [task for task in tasks if not task.stamp or known.get(task.name, ("", ""))[0] != task.stamp]
        gone = sorted(known.keys() - {task.name for task in tasks})
        changed, wrong = _read(site, store, waiting)
        for name in gone:
            store.drop(name)
        made = _made(site, store, changed + len(gone))
        return Indexed(len(tasks), len(waiting), len(gone), made, wrong)


def _made(site: Site, store: Store, changed: int) -> Made:
    """The index made anew, unless everything it is made of is the same."""
    rules = f"{site.today} {site.rules.index}"
    if not changed and store.meta("rules") == rules:
        return Made(store.articles(), left_out_before(store), ())
    store.set_meta("rules", rules)
    return make(store, site.rules.index, site.today)


def _read(site: Site, store: Store, tasks: list[_Task]) -> tuple[int, tuple[str, ...]]:
    """Reads these pages; how many of them have another content than before, and which links beside them are wrong."""
    workers = Workers(_work, _lost, site.jobs, _prepare, (site,))
    changed, wrong = 0, []
    for task, (row, why) in zip(tasks, workers.results(tasks), strict=True):
        if why:
            wrong.append(why)
        if row is None:
            store.touch(task.name, task.stamp)
        else:
            store.put(row)
            changed += 1
    return changed, tuple(wrong)


def _pages(source: Path) -> Iterator[str]:
    return (name for name, kind in walk(source) if kind == "page")


def _task(site: Site, said: str, file: str, known: dict[str, tuple[str, str]]) -> _Task:
    name, stamp = spelled(file), _stamp(site, file)
    return _Task(name, file, f"{stamp.hex()} {said}" if stamp else "", said, known.get(name, ("", ""))[1])


def _stamp(site: Site, name: str) -> bytes:
    """Changes with the page and the file of links beside it; empty where one may still be changed without another."""
    page = str(site.source / name)
    return joined([resting(page), resting(page + sidecar.ENDING, follow=True)])


def _read_by(site: Site) -> str:
    """Changes with the rules and the adlayout by which pages are read."""
    rules = (site.rules.container, site.rules.ignore, site.rules.none, site.rules.language, site.rules.index.banned)
    return digest(repr((__version__, rules, site.url, site.encoding)).encode()).hex()


def _prepare(site: Site) -> None:
    _bench.site[:] = [site]


def _work(task: _Task) -> tuple[Row | None, str]:
    """What there is to remember of a page, None if it is what is known already; and what is wrong beside it."""
    site = _bench.site[0]
    try:
        raw = (site.source / task.file).read_bytes()
    except OSError as error:
        return Row(task.name, "", "", f"unreadable: {error.strerror}", None, {}), ""
    given, beside, why = _given(site, task.file)
    content = f"{digest(raw + beside).hex()} {task.said}"
    if content == task.digest and not why:
        return None, ""
    where = f"{site.url.rstrip('/')}/{address(task.file)}"
    # What is wrong is told again by the next build, until it is mended.
    stamps = ("", "") if why else (task.stamp, content)
    row = remembered(raw, site.rules, task.name, where, stamps, site.encoding)
    return row._replace(entry=replace(row.entry, given=given)) if row.entry and given else row, why


def _given(site: Site, name: str) -> tuple[tuple[tuple[str, str], ...], bytes, str]:
    """The links beside a page, the bytes of their file, and what is wrong with it."""
    path = site.source / (name + sidecar.ENDING)
    try:
        raw = path.read_bytes()
        return sidecar.links(raw), b"\0" + raw, ""
    except FileNotFoundError:
        return (), b"", ""
    except OSError as error:
        return (), b"", f"{path}: cannot be read: {error.strerror}"
    except ValueError as error:
        return (), b"", f"{path}: {error}; its links are left out"


def remembered(
    raw: bytes, rules: Rules, name: str, where: str, stamps: tuple[str, str] = ("", ""), encoding: str | None = None
) -> Row:
    """What there is to remember of a page of that name that lies at ``where``. Never raises for what a page holds."""
    try:
        return extract(pipeline.strip(raw, encoding), rules, name, where, stamps, encoding)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops an index)
        return Row(name, "", "", f"failed: {type(error).__name__}: {error}", None, {})


def _lost(task: _Task) -> tuple[Row | None, str]:
    return Row(task.name, "", "", "failed: the process that read it was killed", None, {}), ""
