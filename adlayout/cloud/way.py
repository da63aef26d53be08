"""One object's way from its place to OUT. Nothing is overwritten that somebody else has put there meanwhile.

An object of OUT is ours as long as it is what we remember to have put there, or carries our mark: its own digest, as
metadata. What is not ours and newer than the source is an editor's, and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath

from adlayout.builder.model import Outcome
from adlayout.builder.walk import BEGINS_LIKE_A_PAGE, ENDINGS
from adlayout.cloud.crew import Crew
from adlayout.cloud.model import Changed, Gone, Held, Refused, Row, Stored
from adlayout.cloud.page import LARGEST, Job, Made, content_type
from adlayout.cloud.place import Copies, Place

MARK = "adlayout"
CARRIED = "carried"
"""The key of what is no page."""
TRIES = 3
"""So often a page is finished anew that changes while it is finished."""
_PAGES = ("text/html", "application/xhtml+xml")
_NEWER = "OUT has something newer there that adlayout did not write; it stays: delete it, or upload the page again"
_MEANWHILE = "was changed by somebody else while the build ran, and stays; the next build sees to it"


@dataclass(frozen=True, slots=True)
class Task:
    """An object of SRC, what is remembered of it, and what OUT was listed to have there; ``key`` of its rules."""

    source: Stored
    kind: str
    row: Row | None
    there: Stored | None
    rules: str
    key: str


@dataclass(frozen=True, slots=True)
class Went:
    """What came of it, and what to remember."""

    outcome: Outcome
    row: Row | None = None
    refused: bool = False


def kind_of(name: str) -> str:
    """``page`` or ``file`` by its name; ``unknown`` where the name has no ending: the object itself has to say."""
    path = PurePosixPath(name)
    if any(part.startswith(".") for part in path.parts):
        return "file"
    if not path.suffix:
        return "unknown"
    return "page" if path.suffix.lower() in ENDINGS else "file"


def digest(data: bytes, attributes: Mapping[str, str]) -> str:
    """Changes with an object's content, and with the headers and metadata that travel with it."""
    known = sorted((name.lower(), value) for name, value in attributes.items() if name.lower() != MARK)
    return sha256(repr(known).encode() + b"\0" + data).hexdigest()[:32]


def mark(data: bytes) -> str:
    """What an object that we put into OUT carries."""
    return sha256(data).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Way:
    """From ``source`` to ``target``, which are the same place for a build in place; ``related``: the index's digest.

    May be used by many threads.
    """

    source: Place
    target: Place
    crew: Crew
    write: bool
    related: str = ""

    @property
    def in_place(self) -> bool:
        """Whether pages are written where they stand."""
        return self.source is self.target

    def go(self, task: Task) -> Went:
        """Does one object. What goes wrong with it is its outcome; raises only for a place that does not answer."""
        name = task.source.name
        try:
            return self._page(task) if self._is_page(task) else self._file(task)
        except Gone:
            if not task.source.size:  # a "folder" that some tools put into buckets
                return Went(Outcome(name, "carried"))
            gone = "was deleted while the build ran" if task.source.size > 0 else "there is no such page"
            return Went(Outcome(name, "failed", gone))
        except Changed:
            return Went(Outcome(name, "failed", _MEANWHILE))
        except Refused as error:
            return Went(Outcome(name, "failed", str(error)), refused=True)

    def _is_page(self, task: Task) -> bool:
        if task.kind != "unknown" or task.source.size > LARGEST:
            return task.kind == "page"
        stream = self.source.stream(task.source.name)
        first = next(stream.pieces, b"")
        return content_type(stream.attributes) in _PAGES or bool(BEGINS_LIKE_A_PAGE.match(first))

    def _page(self, task: Task) -> Went:
        name = task.source.name
        if task.source.size > LARGEST:
            went = self._file(task)
            status = went.outcome.status
            return went if status == "failed" else replace(went, outcome=Outcome(name, "passed", "too-large"))
        if self.in_place:
            return self._page_in_place(task)
        held = self.source.read(name)
        made = self._made(task, held)
        went = self._put(task, held, made)
        # A page that failed is tried again next time: no key holds for it.
        failed = made.outcome.status == "failed" and went.row
        return replace(went, row=replace(went.row, key="")) if failed and went.row else went

    def _made(self, task: Task, held: Held) -> Made:
        return self.crew.finish(Job(task.source.name, held.data, held.attributes, task.rules))

    def _page_in_place(self, task: Task) -> Went:
        name = task.source.name
        for _ in range(TRIES):
            held = self.source.read(name)
            made = self._made(task, held)
            outcome, stamp = made.outcome, held.stored.stamp
            changed = made.data != held.data
            if changed and self.write:
                try:
                    stamp = self.target.write(name, made.data, held.attributes, held.stored).stamp
                except Changed:
                    now = self.target.read(name)
                    if now.data != made.data:
                        continue  # an editor's newer page: that one is finished
                    stamp = now.stored.stamp
            key = "" if outcome.status == "failed" else task.key
            row = self._row(name, stamp, key, made, digest(made.data, held.attributes), stamp)
            return Went(replace(outcome, changed=changed), row)
        raise Changed(name)

    def _row(self, name: str, source: str, key: str, made: Made, print_: str, target: str = "") -> Row:
        return Row(name, source, key, target, print_, made.needs, made.links, self.related if made.needs else "")

    def _put(self, task: Task, held: Held, made: Made) -> Went:
        """The page to OUT, over what was listed there and is ours, or older than the source."""
        name, print_ = task.source.name, digest(made.data, held.attributes)
        row = self._row(name, held.stored.stamp, task.key, made, print_)
        there = task.there
        if there and task.row and task.row.target == there.stamp:
            if task.row.digest == print_:
                return Went(made.outcome, replace(row, target=there.stamp))
        elif there:
            known = self._known(name)
            if known and digest(known.data, known.attributes) == print_:
                return Went(made.outcome, replace(row, target=known.stored.stamp))
            if known and self._theirs(known) and known.stored.modified > held.stored.modified:
                return Went(replace(made.outcome, status="failed", reason=_NEWER, insertions=()))
            there = known.stored if known else None
        if self.write:
            row = replace(row, target=self._written(name, made.data, held.attributes, there))
        return Went(replace(made.outcome, changed=True), row)

    def _written(self, name: str, data: bytes, attributes: dict[str, str], over: Stored | None) -> str:
        marked = {**attributes, MARK: mark(data)}
        try:
            return self.target.write(name, data, marked, over).stamp
        except Changed:
            known = self._known(name)
            if known and known.data == data:  # our own write, tried again after an answer that was lost
                return known.stored.stamp
            raise

    def _theirs(self, held: Held) -> bool:
        """Whether somebody else has put it there, as far as one can see: it lacks the mark, or belies it."""
        return self.target.shared and held.attributes.get(MARK) != mark(held.data)

    def _known(self, name: str) -> Held | None:
        try:
            return self.target.read(name)
        except Gone:
            return None

    def _file(self, task: Task) -> Went:
        """What is no page: carried over, by the store itself within one bucket."""
        name = task.source.name
        row = Row(name, task.source.stamp, CARRIED, task.source.stamp, "")
        if self.in_place or not self.write:
            return Went(Outcome(name, "carried"), row if self.in_place else None)
        there = task.there
        ours = there is not None and task.row is not None and task.row.target == there.stamp
        if there and not ours:
            if self._same(task.source, there):
                return Went(Outcome(name, "carried"), replace(row, target=there.stamp))
            if self.target.shared and there.modified > task.source.modified:
                return Went(Outcome(name, "failed", _NEWER))
        stamp = carry(name, self.source, self.target, there, task.source.size).stamp
        return Went(Outcome(name, "carried", changed=True), replace(row, target=stamp))

    def _same(self, source: Stored, there: Stored) -> bool:
        if source.size != there.size:
            return False
        if source.stamp == there.stamp and "-" not in source.stamp:
            return True
        return _sum(self.source, source.name) == _sum(self.target, source.name)


def carry(name: str, source: Place, target: Place, over: Stored | None, size: int) -> Stored:
    """Copies an object with its headers and metadata: by the store where both are in one bucket, else through here."""
    if isinstance(target, Copies) and target.copies_from(source, size):
        return target.copy(name, source, over)
    stream = source.stream(name)
    return target.receive(name, stream.pieces, stream.attributes, over)


def _sum(place: Place, name: str) -> bytes:
    known = sha256()
    for piece in place.stream(name).pieces:
        known.update(piece)
    return known.digest()
