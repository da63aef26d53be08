"""A site's pages as a list: what came of each, a small picture of its layout, and how much it deserves a look."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from adlayout.builder import ranking
from adlayout.builder.figures import Figures, figures
from adlayout.builder.walk import address, walk
from adlayout.builder.workers import Workers
from adlayout.errors import PassThrough, UsageError
from adlayout.explaining import explained
from adlayout.pipeline import Understood, understood
from adlayout.preview.look import Json, title
from adlayout.preview.page import Phrases, site_document
from adlayout.preview.tally import tally
from adlayout.preview.texts import texts
from adlayout.rulefile import Rules, find_rules, load_rules


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the list. ``why``: pairs of a word and a count, the reasons for a look; ``look``: their weight.

    ``bars``: the layout from the top, pairs of kind and px on a phone; the kind of an insertion is "ad" or "box" with
    a "+" before it.
    """

    name: str
    title: str = ""
    status: str = "failed"
    reason: str | None = None
    words: int = 0
    ads: int = 0
    boxes: int = 0
    density: dict[str, Json] = field(default_factory=dict)
    why: tuple[tuple[str, int], ...] = ()
    look: int = 0
    bars: tuple[tuple[str, int], ...] = ()


def rows(source: Path, rules: str | None, url: str, encoding: str | None, jobs: int) -> list[Row]:
    """All pages below ``source``, those first that most deserve a look. ``rules``: a file or preset for all."""
    names = [name for name, kind in walk(source) if kind == "page"]
    if not names:
        raise UsageError(f"{source}: there is no page in it; is it the folder of the rendered site?")
    _load(source, rules, names)  # a mistake in a rule file is told before any work
    workers = Workers(_row, Row, jobs, _prepare, (source, rules, url, encoding))
    return sorted(workers.results(iter(names)), key=lambda row: (-row.look, row.name))


def site_html(
    name: str, found: list[Row], language: str, words: Phrases, *, links: dict[str, str], served: bool
) -> str:
    """The list as one HTML file. ``links``: the address of each page's preview, where it has one."""
    data = {
        "site": name,
        "language": language,
        "words": texts(words),
        "rows": [{**asdict(row), "link": links.get(row.name, "")} for row in found],
        "served": served,
    }
    return site_document(data, served=served)


def link_of(name: str) -> str:
    """The address of a page's preview, relative to the list."""
    return quote(f"pages/{name}.html", errors="surrogateescape")


def rules_for(source: Path, name: str, given: str | None) -> tuple[Rules, str]:
    """The rules of a page of the site, and what they are called."""
    found = given or str(find_rules(source / PurePosixPath(name)) or "default")
    return load_rules(found), found


def _load(source: Path, given: str | None, names: list[str]) -> None:
    for folder in {PurePosixPath(name).parent for name in names} if given is None else {PurePosixPath()}:
        rules_for(source, str(folder / "x"), given)


_bench: list[tuple[Path, str | None, str, str | None, dict[PurePosixPath, Rules]]] = []


def _prepare(source: Path, rules: str | None, url: str, encoding: str | None) -> None:
    _bench[:] = [(source, rules, url, encoding, {})]


def _row(name: str) -> Row:
    """One page. Never raises: what goes wrong with it is what the list says of it."""
    source, given, url, encoding, known = _bench[0]
    try:
        folder = PurePosixPath(name).parent
        if folder not in known:
            known[folder] = rules_for(source, name, given)[0]
        raw, where = (source / name).read_bytes(), f"{url.rstrip('/')}/{address(name)}"
        return row(name, understood(raw, known[folder], where, encoding), known[folder], where)
    except PassThrough as reason:
        warnings = 1 if reason.detail and reason.reason not in ranking.QUIET else 0
        return _ranked(Row(name, status="passed", reason=reason.reason), 0, warnings, None)
    except Exception as error:  # noqa: BLE001  (the page boundary, as in the builder: one bad page is one line)
        return _ranked(Row(name, reason=f"{type(error).__name__}: {error}"), 0, 0, None)


def row(name: str, page: Understood, rules: Rules, url: str | None) -> Row:
    """What the list says of a page that was understood."""
    told = explained(page, url, rivals=False)
    sums = tally(told)
    out = sum(one["copies"] for one in told["plan"]["left_out"] if one["reason"] not in ranking.MEANT)
    made = Row(
        name,
        title(page.page),
        told["status"],
        told["reason"],
        told["article"]["words"],
        sums["ads"],
        sums["boxes"],
        sums["density"],
        bars=tuple(_bars(told)),
    )
    return _ranked(made, out, len(told["warnings"]), figures(page))


def _ranked(made: Row, out: int, warnings: int, numbers: Figures | None) -> Row:
    why = ranking.why(made.status, made.reason, out, warnings, numbers)
    return replace(made, why=why, look=ranking.weight(why))


def _bars(told: Json) -> Iterator[tuple[str, int]]:
    """Blocks and insertions from the top. Of what stands outside of the text, the top comes before, the rest after."""
    placed: dict[int | None, list[Json]] = {}
    for one in told["plan"]["insertions"]:
        placed.setdefault(one["seam"], []).append(one)
    outside = placed.pop(None, [])
    start = told["seams"][0]["offset"] if told["seams"] else 0
    yield from _inserted([one for one in outside if one["offset"] < start])
    for number, seam in enumerate(told["seams"]):
        yield from _inserted(placed.get(number, []))
        if seam["before"] is not None:
            block = told["article"]["blocks"][seam["before"]]
            yield block["kind"], block["height"]["mobile"]
    yield from _inserted([one for one in outside if one["offset"] >= start])


def _inserted(ones: list[Json]) -> Iterator[tuple[str, int]]:
    for one in ones:
        yield f"+{one['kind']}", _height(one)


def _height(one: dict[str, Any]) -> int:
    """Px on a phone, by its size where it does not count for density; a line for a box."""
    size = str(one["size"]).partition(" / ")[0].partition("x")[2]
    return int(one["height"]["mobile"] or (int(size) + 24 if size.isdigit() else 60))
