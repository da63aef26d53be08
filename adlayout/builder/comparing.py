"""Two rule files over one site: what each page would hold by the one and by the other. Nothing is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adlayout import pipeline
from adlayout.builder.model import Outcome
from adlayout.builder.outcomes import KILLED, outcome_of, said
from adlayout.builder.walk import address, walk
from adlayout.builder.workers import Workers
from adlayout.errors import UsageError
from adlayout.related.index import Index
from adlayout.related.store import open_to_read
from adlayout.rulefile import Rules, load_rules


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: rule files or presets ``before`` and ``after`` over the pages below ``source``.

    ``url``: the site's address, put before each page's path; ``related``: the index that fills boxes.
    """

    source: Path
    before: str
    after: str
    url: str = ""
    encoding: str | None = None
    related: Path | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """One page by both. ``moved``: insertions stand at other places; ``differs``: the bytes are others."""

    before: Outcome
    after: Outcome
    moved: bool = False
    differs: bool = False

    @property
    def page(self) -> str:
        """Its name."""
        return self.before.page

    @property
    def change(self) -> str:
        """``fails``, ``gains``, ``loses``, ``swaps``, ``moves``, ``looks-other`` or ``same``: the first that holds."""
        before, after = (Counter(one.insertions) for one in (self.before, self.after))
        kinds = {
            "fails": "failed" in (self.before.status, self.after.status),
            "gains": after.total() > before.total(),
            "loses": after.total() < before.total(),
            "swaps": after != before,
            "moves": self.moved,
            "looks-other": self.differs,
        }
        return next((kind for kind, holds in kinds.items() if holds), "same")

    @property
    def gained(self) -> tuple[str, ...]:
        """Names of insertions that only the second rules place, one for each copy."""
        return _more(self.after, self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """Names of insertions that only the first rules place."""
        return _more(self.before, self.after)


@dataclass(slots=True)
class Pages(Iterator[Compared]):
    """Pages, and how many there will be: progress bars ask for ``operator.length_hint``."""

    pages: Iterator[Compared]
    number: int

    def __next__(self) -> Compared:
        return next(self.pages)

    def __length_hint__(self) -> int:
        return self.number


def compare(wanted: Comparison) -> Pages:
    """Each page, in the order of names. Wrong calls and rule files raise before any work."""
    if not wanted.source.is_dir():
        raise UsageError(f"{wanted.source}: there is no such folder; give the folder of the rendered site")
    rules = load_rules(wanted.before), load_rules(wanted.after)
    names = [name for name, kind in walk(wanted.source) if kind == "page"]
    if not names:
        raise UsageError(f"{wanted.source}: there is no page in it; is it the folder of the rendered site?")
    if wanted.related:
        open_to_read(wanted.related).close()  # a wrong one is told before any work
    workers = Workers(_work, _lost, wanted.jobs, _prepare, (wanted, rules))
    return Pages(workers.results(iter(names)), len(names))


@dataclass(slots=True)
class _Bench:
    """What each worker process holds."""

    wanted: Comparison
    rules: tuple[Rules, Rules]
    related: Index | None


_bench: list[_Bench] = []


def _prepare(wanted: Comparison, rules: tuple[Rules, Rules]) -> None:
    _bench[:] = [_Bench(wanted, rules, Index(wanted.related) if wanted.related else None)]


def _work(name: str) -> Compared:
    bench = _bench[0]
    try:
        raw = (bench.wanted.source / name).read_bytes()
    except OSError as error:
        failed = Outcome(name, "failed", said(error))
        return Compared(failed, failed)
    (before, places, html), (after, others, other) = (_finished(name, raw, bench, rules) for rules in bench.rules)
    return Compared(before, after, places != others, html != other)


def _finished(name: str, raw: bytes, bench: _Bench, rules: Rules) -> tuple[Outcome, list[tuple[str, int]], bytes]:
    """The outcome, where which insertion stands, and the bytes. Never raises, as in a build."""
    wanted = bench.wanted
    url = f"{wanted.url.rstrip('/')}/{address(name)}"
    try:
        made, known = pipeline.finish_and_tell(raw, rules, url=url, encoding=wanted.encoding, related=bench.related)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a comparison)
        return Outcome(name, "failed", said(error)), [], raw
    places = [(one.name, one.offset) for one in made.plan.insertions]
    return outcome_of(name, made, known), places, made.html


def _lost(name: str) -> Compared:
    failed = Outcome(name, "failed", KILLED)
    return Compared(failed, failed)


def _more(one: Outcome, other: Outcome) -> tuple[str, ...]:
    found = Counter(one.insertions) - Counter(other.insertions)
    return tuple(sorted(name for name, _ in found.elements()))
