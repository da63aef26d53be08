"""Pages as Arrow record batches: what engines that share out data to many machines call, each in its own way.

    finished = adlayout.arrow.finish(batches, "adlayout.toml", related="related.index")

Batches come with the columns ``path`` (text, below the site's root, "/" between the parts) and ``content`` (the page's
bytes), and if wanted ``url`` and ``encoding`` (what HTTP said), which count before the arguments of these names.
A page is a row, whatever happens to it. Needs pyarrow: the extra ``adlayout[arrow]``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adlayout import __version__
from adlayout.builder.indexing import remembered
from adlayout.builder.walk import address
from adlayout.checker import proven
from adlayout.errors import BrokenRule, UsageError
from adlayout.explaining import no_plan, plan_of
from adlayout.pipeline import RelatedIndex, finish_and_tell
from adlayout.related.index import Index
from adlayout.related.store import Packed
from adlayout.rulefile import Rules, load_rules

if TYPE_CHECKING:
    from adlayout.related.making import Made

FINISHED = {
    "path": "string",
    "content": "binary",
    "status": "string",
    "reason": "string",
    "plan": "string",
    "version": "string",
    "rules_digest": "string",
    "index_digest": "string",
}
"""Columns of finished pages with their types. ``status``: "finished", "passed" or "failed"; the latter two have a
``reason``, and the page as it came. ``plan``: JSON, as ``explain`` has it under "plan", without what takes more
searches (what rivals would cost, which limit binds). ``version`` is adlayout's; ``index_digest`` is null without one.
"""
FACTS = {"path": "string", "reason": "string", "entry": "string", "words": "binary"}
"""Columns of what the related index is made of: why a page is no article (or ""), its facts (JSON), its words (packed).
"""
FURTHER = ("url", "encoding")
"""Columns that may be there, beside ``path`` and ``content``."""
BATCH = 16 * 1024 * 1024
"""Bytes of pages from which on a batch is handed on."""

Batches = Iterable[Any]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One row that came. ``content`` is None where there is none."""

    path: str
    content: bytes | None
    url: str
    encoding: str | None


def finish(
    batches: Batches,
    rules: Rules | str | Path = "default",
    *,
    related: RelatedIndex = None,
    url: str = "",
    encoding: str | None = None,
    verify: bool = False,
) -> Iterator[Any]:
    """Finished pages in the order in which they came, as batches with the columns ``FINISHED``, cut by their bytes.

    ``rules``: as ``load_rules`` takes them, or loaded already. ``url``: the site's address, put before each path.
    ``verify`` reads each finished page again: one that breaks a rule has failed. Raises ``UsageError`` for columns or
    an index that do not fit, ``RuleFileError`` for rules; never for what a page holds.
    """
    known = rules if isinstance(rules, Rules) else load_rules(rules)
    index = related if isinstance(related, Index) or related is None else Index(related)
    last = (__version__, known.digest, index.digest if index else None)

    def row(given: Given) -> Row:
        return (*_finished(given, known, index, verify=verify), *last)

    return _mapped(batches, row, FINISHED, url, encoding)


def facts(
    batches: Batches, rules: Rules | str | Path = "default", *, url: str = "", encoding: str | None = None
) -> Iterator[Any]:
    """What the related index is made of, a row a page, as batches with the columns ``FACTS``. Arguments and errors are
    those of ``finish``.
    """
    known = rules if isinstance(rules, Rules) else load_rules(rules)

    def row(given: Given) -> Row:
        if given.content is None:
            return given.path, "failed: there is no content", "", b""
        kept = Packed.of(remembered(given.content, known, given.path, given.url, encoding=given.encoding))
        return kept.name, _utf8(kept.reason), _utf8(kept.entry), kept.words

    return _mapped(batches, row, FACTS, url, encoding)


def make_index(batches: Batches, file: str | Path, rules: Rules | str | Path = "default", *, today: str = "") -> "Made":
    """The related index in a new ``file``, from batches with the columns ``FACTS`` in any order, a path only once.

    The same links as ``adlayout index`` gives of the same pages. Needs the extra ``adlayout[related]``. ``today``:
    leave out what is dated later, or has expired. Raises ``UsageError`` where the file cannot be written.
    """
    from adlayout.related.making import make_file

    known = rules if isinstance(rules, Rules) else load_rules(rules)
    return make_file(_packed(batches), Path(file), known.index, today)


def schema(columns: Mapping[str, str]) -> Any:
    """``FINISHED`` or ``FACTS`` as a ``pyarrow.Schema``."""
    pa = _pyarrow()
    return pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])


def _finished(given: Given, rules: Rules, index: Index | None, *, verify: bool) -> Row:
    """Path, content, status, reason, plan."""
    raw = given.content
    if raw is None:
        return given.path, None, "failed", "there is no content", json.dumps(no_plan())
    at: dict[str, Any] = {"url": given.url, "encoding": given.encoding}
    try:
        made, known = finish_and_tell(raw, rules, related=index, **at)
        if verify and known:
            proven(raw, made.html, rules, (known.page, known.article), **at)
        plan = json.dumps(
            plan_of(known, made.plan, rivals=False, limits=False) if known else no_plan(), separators=(",", ":")
        )
    except BrokenRule as broken:
        return given.path, raw, "failed", _utf8(str(broken)), json.dumps(no_plan())
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a job)
        return given.path, raw, "failed", _utf8(f"{type(error).__name__}: {error}"), json.dumps(no_plan())
    return given.path, made.html, made.status, None if made.reason is None else _utf8(made.reason), plan


def _mapped(
    batches: Batches, row: Callable[[Given], Row], columns: Mapping[str, str], url: str, encoding: str | None
) -> Iterator[Any]:
    kinds, site = schema(columns), url.rstrip("/")
    return _batched((row(given) for batch in batches for given in _rows(batch, site, encoding)), kinds)


def _batched(rows: Iterator[Row], kinds: Any) -> Iterator[Any]:
    waiting: list[Row] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += sum(len(value) for value in row if isinstance(value, bytes))
        if size >= BATCH:
            yield _batch(waiting, kinds)
            waiting, size = [], 0
    if waiting:
        yield _batch(waiting, kinds)


def _batch(rows: list[Row], kinds: Any) -> Any:
    pa = _pyarrow()
    columns = zip(zip(*rows, strict=True), kinds.types, strict=True)
    return pa.record_batch([pa.array(values, kind) for values, kind in columns], schema=kinds)


def _rows(batch: Any, site: str, encoding: str | None) -> Iterator[Given]:
    """The batch's pages, taken out of it one after the other."""
    paths, contents = _column(batch, "path", text=True), _column(batch, "content", text=False)
    urls, encodings = (_column(batch, one, text=True) if one in batch.schema.names else None for one in FURTHER)
    for number in range(batch.num_rows):
        path = _text(paths, number) or ""
        own = _text(urls, number)
        where = f"{site}/{address(path)}" if own is None else own
        yield Given(path, _bytes(contents, number), where, _text(encodings, number) or encoding)


def _column(batch: Any, name: str, *, text: bool) -> Any:
    pa = _pyarrow()
    if batch.schema.names.count(name) != 1:
        raise UsageError(f"columns path and content are needed, once each; there are {', '.join(batch.schema.names)}")
    column = batch.column(name)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = str(column.type).removeprefix("large_").removesuffix("_view")
    if kind != ("string" if text else "binary"):
        raise UsageError(f"column {name} holds {column.type}; it has to be {'text' if text else 'bytes (binary)'}")
    return column


def _bytes(column: Any, number: int) -> bytes | None:
    value = column[number]
    return bytes(value.as_buffer()) if value.is_valid else None


def _text(column: Any, number: int) -> str | None:
    """A text that may be no UTF-8: engines do not always look."""
    found = None if column is None else _bytes(column, number)
    return None if found is None else found.decode("utf-8", "replace")


def _utf8(text: str) -> str:
    """Without halves of surrogate pairs, which Arrow cannot hold."""
    return text.encode("utf-8", "replace").decode()


def _packed(batches: Batches) -> Iterator[Packed]:
    for batch in batches:
        for row in batch.select(list(FACTS)).to_pylist():
            yield Packed(row["path"], "", "", row["reason"], row["entry"], row["words"])


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise UsageError("record batches need pyarrow, which is not installed: pip install 'adlayout[arrow]'") from None
    return pyarrow
