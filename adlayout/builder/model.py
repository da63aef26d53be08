"""What a build is asked for, and what came of each page."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adlayout.builder.figures import Figures
from adlayout.builder.memory import Row

NO_ARTICLE = frozenset(["no-article", "short-article"])
"""Why something is left out where it says nothing of the rules: the page is no article."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A build: ``source`` to ``out``, or in place where ``out`` is None.

    ``rules`` is a rule file or preset for all pages, None for the nearest ``adlayout.toml`` of each. ``url`` is the
    site's address, put before each page's path. ``only`` limits the build to some files. ``write`` False changes
    nothing on disk; ``diff`` asks for each page's change as text, ``verify`` for a check of each finished page:
    one that breaks a rule fails. ``related`` is the index that fills boxes. ``exclude``: patterns as in ``.gitignore``
    of what is no part of the site.
    """

    source: Path
    out: Path | None
    action: str = "finish"
    rules: str | None = None
    url: str = ""
    encoding: str | None = None
    jobs: int = 1
    only: tuple[Path, ...] | None = None
    write: bool = True
    diff: bool = False
    verify: bool = False
    related: Path | None = None
    exclude: tuple[str, ...] = ()

    @property
    def target(self) -> Path:
        """The folder that is written to."""
        return self.source if self.out is None else self.out


@dataclass(frozen=True, slots=True)
class Task:
    """One file's way: ``name`` is its path below the source, "/" between the parts; ``rules`` is an index.

    ``made``: the digest of all that pages are made with besides rules. ``packed``: endings of compressed siblings;
    ``gone``: endings of those that were, with the stamps of what was written. ``row``: what is remembered of the file,
    where nothing but its bytes can have changed; ``because``: what has, else. ``digest``: of the page's bytes as they
    were left. ``torn``: work on it was broken off.
    """

    name: str
    kind: str
    rules: int = 0
    made: str = ""
    packed: tuple[str, ...] = ()
    gone: tuple[tuple[str, bytes], ...] = ()
    row: Row | None = None
    because: str = ""
    digest: bytes = b""
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file. ``status``: finished, stripped, passed, up-to-date, failed; ``carried`` for what is no
    page, ``removed`` for what the source has no more.

    ``insertions`` are pairs of name and kind, ``left_out`` pairs of name and reason. ``changed``: the file that is
    written differs from the one that was there. ``diff``: the page's change, where it was asked for. ``figures``: of
    each page whose article was understood. ``because``: why a page was made: ``new``, or what has changed: ``page``,
    ``rules``, ``links``, ``version`` (of adlayout, or another call), ``output`` (another hand wrote there); ``again``
    after a failure.
    """

    page: str
    status: str
    reason: str | None = None
    insertions: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    changed: bool = False
    diff: bytes = b""
    figures: Figures | None = None
    because: str = ""

    def line(self) -> dict[str, Any]:
        """The outcome as a line of the report."""
        return {
            "page": self.page,
            "status": self.status,
            "reason": self.reason,
            "insertions": [{"name": name, "kind": kind} for name, kind in self.insertions],
            "left_out": [{"name": name, "reason": reason} for name, reason in self.left_out],
            "warnings": list(self.warnings),
            "seconds": round(self.seconds, 6),
        }


@dataclass(frozen=True, slots=True)
class Worked:
    """An outcome, and what is to be remembered of the file; nothing if it has to be done again next time."""

    outcome: Outcome
    row: Row | None = None


@dataclass(slots=True)
class Totals:
    """The sum of a build. ``placed`` counts insertions by kind and name, ``left_out`` pages by name and reason.

    ``showcase`` is the page with the most insertions, the first of them; ``seconds`` is how long all of it took.
    """

    pages: int = 0
    carried: int = 0
    removed: int = 0
    changed: int = 0
    status: "Counter[str]" = field(default_factory=Counter)
    reasons: "Counter[str]" = field(default_factory=Counter)
    kinds: "Counter[str]" = field(default_factory=Counter)
    placed: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    left_out: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    because: "Counter[str]" = field(default_factory=Counter)
    showcase: str = ""
    most: int = 0
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome."""
        self.changed += outcome.changed
        self.status[outcome.status] += 1
        if outcome.status == "carried":
            self.carried += 1
            return
        if outcome.status == "removed":
            self.removed += 1
            return
        self.pages += 1
        self.kinds.update(kind for _, kind in outcome.insertions)
        self.placed.update((kind, name) for name, kind in outcome.insertions)
        self.left_out.update(dict.fromkeys(pair for pair in outcome.left_out if pair[1] not in NO_ARTICLE).keys())
        if outcome.because:
            self.because[outcome.because] += 1
        if outcome.status == "passed":
            self.reasons[outcome.reason or "unknown"] += 1
        if len(outcome.insertions) > self.most:
            self.most, self.showcase = len(outcome.insertions), outcome.page

    def nowhere(self) -> dict[str, str]:
        """Slots and boxes that stand on no page, each with the reason met most often."""
        there = {name for _, name in self.placed}
        found: dict[str, str] = {}
        for (name, reason), _ in self.left_out.most_common():
            if name not in there:
                found.setdefault(name, reason)
        return found

    def line(self) -> dict[str, Any]:
        """The totals as the report's last line."""
        known = {name: self.status[name] for name in ("finished", "passed", "up-to-date", "failed")}
        extra = {"stripped": self.status["stripped"]} if self.status["stripped"] else {}
        counts = {"ads": self.kinds["ad"], "boxes": self.kinds["box"], "carried": self.carried}
        return {
            "totals": {
                "pages": self.pages, **known, **extra, **counts, "changed": self.changed,
                "reasons": dict(sorted(self.reasons.items())),
                "placed": [{"name": n, "kind": k, "count": many} for (k, n), many in sorted(self.placed.items())],
                "left_out": [{"name": n, "reason": r, "pages": many} for (n, r), many in sorted(self.left_out.items())],
                "nowhere": sorted(self.nowhere()),
                "seconds": round(self.seconds, 3),
            }
        }  # fmt: skip
