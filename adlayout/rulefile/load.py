"""Finds, reads, merges and checks rule files. All mistakes of a file are reported at once."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from adlayout.errors import RuleFileError
from adlayout.rulefile import values
from adlayout.rulefile.crossing import doubled, misplaced, problems
from adlayout.rulefile.keys import LISTS, TABLES, Key
from adlayout.rulefile.labels import default
from adlayout.rulefile.lines import places
from adlayout.rulefile.model import ROWS, Ads, Heights, IndexRules, Limits, Related, Rules, Slot, Template, Weights
from adlayout.rulefile.toml import parsed, text
from adlayout.rulefile.values import Wrong, suggest

LANGUAGE = Rules().language
RULE_FILE = "adlayout.toml"
"""What a rule file is called; it holds for the pages of its folder and below."""
MOST = 500
"""Slots of a rule file, and boxes: all are planned together."""
LONGEST = 20
"""Files that extend each other."""
_TOLD = 100  # mistakes of a file
_CHARACTERS = 500  # of one mistake, the value that it names included
_HERE = Path(__file__).parent.parent
# In the wheel the presets travel inside the package; in the source tree they lie beside it.
_PRESETS = next(
    (folder for folder in (_HERE / "presets", _HERE.parent / "rules") if folder.is_dir()), _HERE / "presets"
)
Tables = dict[str, Any]


def presets() -> dict[str, Path]:
    """Names and files of the presets, sorted by name."""
    return {path.stem: path for path in sorted(_PRESETS.glob("*.toml"))}


def find_rules(page: Path) -> Path | None:
    """The nearest ``adlayout.toml`` upward from a page."""
    try:
        folders = page.resolve().parents
    except RuntimeError:  # links in a circle, before Python 3.13
        return None
    return next((folder / RULE_FILE for folder in folders if _is_file(folder / RULE_FILE)), None)


def load_rules(source: str | Path = "default") -> Rules:
    """A rule file, or a preset by its name, with all that it extends. Raises ``RuleFileError``."""
    path = _path(str(source))
    tables, readers = _merged(path, ())
    for name in LISTS:
        if (many := len(_enabled(tables, name))) > MOST:
            raise RuleFileError((f"{path}: {many:,} [[{name}]] are too many to plan together; keep {MOST} or fewer",))
    if crossed := [
        told for name in LISTS for one in _enabled(tables, name) for told in _crossed(name, one, tables, readers)
    ]:
        raise RuleFileError(_told(path, crossed))
    return _rules(tables)


def _told(path: Path, problems: list[str]) -> tuple[str, ...]:
    """So many of a file's mistakes as one can read."""
    more = len(problems) - _TOLD
    return (*problems[:_TOLD], *([f"{path}: and {more:,} more"] if more > 0 else []))


def _crossed(table: str, item: Tables, tables: Tables, readers: "list[_Reader]") -> Iterator[str]:
    """What is wrong with a slot or box as a whole, where the last file that says something of it does."""
    found = list(misplaced(item, [one["name"] for one in _enabled(tables, "slot")] if table == "related" else ()))
    if table == "slot":
        found += problems(item, tables.get("ads", {}), tables.get("", {}).get("language", LANGUAGE))
        found += doubled(item, _enabled(tables, "slot"))
    for key, what in found:
        places = (one.where(table, item["name"], key) for one in readers)
        yield next(filter(None, places), str(readers[0].path)) + f": {what}"


def _enabled(tables: Tables, name: str) -> list[Tables]:
    return [one for one in tables.get(name, ()) if one.get("enabled", True)]


def rule_files(source: str | Path) -> tuple[Path, ...]:
    """The file of a rule file or preset, all that it extends, and templates, as far as they can be read."""
    found: list[Path] = []
    templates: list[Path] = []
    try:
        path: Path | None = _path(str(source))
        while path is not None and path not in found:
            found.append(path)
            given = parsed(path)[1]
            base, boxes = given.get("extends"), given.get("related", ())
            templates += [path.parent / str(box["template"]) for box in boxes if "template" in box]
            path = _base(path, base) if isinstance(base, str) else None
    except (RuleFileError, TypeError):
        pass
    return (*found, *templates)


def _base(path: Path, base: str) -> Path:
    """What a rule file extends: a file beside it, or else a preset."""
    beside = path.parent / base
    return _path(str(beside) if _is_file(beside) else base)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


def _path(source: str) -> Path:
    path = Path(source)
    if _is_file(path):
        return path
    known = presets()
    if source in known:
        return known[source]
    raise RuleFileError((f"{_short(source)}: there is no such rule file or preset" + suggest(source, known),))


def _merged(path: Path, chain: tuple[Path, ...]) -> "tuple[Tables, list[_Reader]]":
    """The tables after ``extends``, and the readers of all files, the last word first."""
    if path.resolve() in chain:
        names = " -> ".join(one.name for one in (*chain, path))
        raise RuleFileError((f"{path}: extends goes in a circle: {names}; take one of them out",))
    if len(chain) == LONGEST:
        raise RuleFileError((f"{chain[0]}: extends goes through more than {LONGEST} files; put some of them together",))
    tables, reader = _read(path)
    base = tables.get("", {}).get("extends")
    if base is None:
        return tables, [reader]
    try:
        below = _base(path, base)
    except RuleFileError as error:
        raise RuleFileError((f"{path}: extends: {error.problems[0]}",)) from None
    base_tables, readers = _merged(below, (*chain, path.resolve()))
    return _merge(base_tables, tables), [reader, *readers]


def _merge(base: Tables, own: Tables) -> Tables:
    merged: Tables = {name: {**base.get(name, {}), **own.get(name, {})} for name in TABLES if name not in LISTS}
    for name in LISTS:
        items = {item["name"]: item for item in base.get(name, ())}
        for item in own.get(name, ()):
            items[item["name"]] = {**items.get(item["name"], {}), **item}
        merged[name] = list(items.values())
    return merged


def _read(path: Path) -> "tuple[Tables, _Reader]":
    """One file's tables, values already ours, and its reader."""
    source, given = parsed(path)
    reader = _Reader(path, source)
    return reader.tables(given), reader


class _Reader:
    """Checks one file and collects what is wrong with it."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.places = places(source)
        self.problems: list[tuple[int, int, str]] = []
        self.numbers: dict[tuple[str, str], int] = {}

    def tables(self, given: Tables) -> Tables:
        top = {key: one for key, one in given.items() if key in TABLES[""] or not isinstance(one, (dict, list))}
        read: Tables = {"": self.table("", 0, top, TABLES[""])}
        for name, value in given.items():
            if name in top:
                continue
            if name not in TABLES or not name:
                self.problem(
                    name, 0, "", f"there is no [{name}]" + suggest(name, [one for one in TABLES if one]), top=True
                )
            elif name in LISTS:
                read[name] = self.items(name, value)
            elif isinstance(value, dict):
                read[name] = self.table(name, 0, value, TABLES[name])
            else:
                self.problem(name, 0, "", f"[{name}] is a table, written once with single brackets")
        if self.problems:
            found = [f"{self.path}:{line}:{column}: {what}" for line, column, what in sorted(self.problems)]
            raise RuleFileError(_told(self.path, found))
        return read

    def items(self, name: str, value: Any) -> list[Tables]:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problem(name, 0, "", f"write [[{name}]], with double brackets")
            return []
        found = []
        names: set[str] = set()
        for number, one in enumerate(value):
            table = self.table(name, number, one, TABLES[name])
            if name == "related" and "template" in table:
                self.template(number, table)
            if "name" not in one:
                self.problem(name, number, "", f'every [[{name}]] needs a name: name = "…"')
            elif table.get("name") in names:
                self.problem(
                    name, number, "name", f'there is another [[{name}]] called "{one["name"]}"; give each its own name'
                )
            elif "name" in table:
                names.add(table["name"])
                found.append(table)
                self.numbers[name, table["name"]] = number
        return found

    def table(self, name: str, number: int, given: Tables, keys: Mapping[str, Key], within: str = "") -> Tables:
        """The table's values; ``within`` is the key that holds it, if it is a table in a table."""
        read: Tables = {}
        for key, value in given.items():
            known, path = keys.get(key), within + key
            if known is None:
                where = f" in {within[:-1]}" if within else f" in [{name}]" if name else ""
                self.problem(name, number, path, f'unknown key "{key}"{where}' + suggest(key, keys), value=False)
                continue
            try:
                inner = value
                if known.of is not None:
                    inner = self.table(name, number, values.table(value), known.of, path + ".")
                read[key] = known.read(inner)
            except Wrong as wrong:
                self.problem(name, number, path, f"{path}: {wrong}")
        return read

    def template(self, number: int, table: Tables) -> None:
        """Reads and tries the template of a box, a file beside this one."""
        from adlayout.template import Faulty, check

        path = self.path.parent / table["template"]
        try:
            markup = text(path)
            check(markup)
            table["template"] = Template(table["template"], markup)
        except OSError as error:
            self.problem("related", number, "template", f"template: {path}: cannot be read: {error.strerror}")
        except ValueError as error:
            self.problem("related", number, "template", f"template: {path}: {error}")
        except Faulty as faulty:
            where = f"{path}:{faulty.line}" if faulty.line else f"{path}"
            self.problem("related", number, "template", f"template: {where}: {faulty}")

    def where(self, table: str, name: str, key: str) -> str:
        """The place of a slot's or box's key in this file, as ``file:line:column``; empty if it is not there."""
        number = self.numbers.get((table, name))
        found = None if number is None else self.places.get((table, number, key))
        return f"{self.path}:{found[0]}:{found[2]}" if found else ""

    def problem(self, table: str, number: int, key: str, what: str, *, value: bool = True, top: bool = False) -> None:
        line, at_key, at_value = self.places.get(
            (table, number, key), self.places.get(("", 0, table), (1, 1, 1)) if top else (1, 1, 1)
        )
        self.problems.append((line, at_value if value else at_key, _short(what)))


def _short(what: str) -> str:
    """Without the middle of what is very long: the remedy stands at the end."""
    half = _CHARACTERS // 2
    return what if len(what) <= _CHARACTERS else f"{what[:half]} … {what[-half:]}"


def _rules(tables: Tables) -> Rules:
    article, pages, top = tables.get("article", {}), tables.get("pages", {}), tables.get("", {})
    limits = {key.replace("-", "_"): value for key, value in tables.get("limits", {}).items()}
    weights = {key.replace("-", "_"): value for key, value in tables.get("weights", {}).items()}
    heights = tables.get("heights", {})
    language = top.get("language", LANGUAGE)
    index = {key.replace("-", "_"): value for key, value in tables.get("index", {}).items()}
    return Rules(
        language=language,
        container=article.get("container", ""),
        ignore=article.get("ignore", ()),
        none=pages.get("none", ()),
        no_ads=pages.get("no-ads", ()),
        limits=Limits(**limits),
        weights=Weights(**weights),
        heights=Heights(
            error=heights.get("error", Heights().error),
            rows=tuple((name, heights[name]) for name in ROWS if name in heights),
        ),
        index=IndexRules(**index),
        ads=Ads(**tables.get("ads", {})),
        slots=tuple(_item(Slot, {"label": _word(one, language), **one}) for one in _enabled(tables, "slot")),
        related=tuple(_item(Related, one) for one in _enabled(tables, "related")),
    )


def _word(slot: Tables, language: str) -> str:
    return default(language, slot.get("kind", "html"), political="political" in slot)


def _item(kind: Any, table: Tables) -> Any:
    known = {one.name for one in fields(kind)}
    return kind(**{key: value for key, value in table.items() if key in known})
