"""The way through the room: look, sort, choose, write, prove, report."""

from pathlib import Path

from adlayout.builder.walk import ENDINGS
from adlayout.builder.write import write_whole
from adlayout.errors import PassThrough, UsageError
from adlayout.initial.boxes import ignored, known
from adlayout.initial.containers import choose
from adlayout.initial.pages import Seen, look, sample
from adlayout.initial.proof import prove
from adlayout.initial.report import report
from adlayout.initial.rule_file import Findings, text
from adlayout.initial.sorts import Sorted, sort
from adlayout.rulefile import RULE_FILE


def init(source: Path, file: Path | None = None) -> str:
    """Writes a first rule file for the site in ``source`` and returns the report.

    ``file`` is ``adlayout.toml`` in the site's folder unless it is given. Raises ``UsageError`` where there is one
    already, and where there is no article to learn from; then nothing is written.
    """
    file = source / RULE_FILE if file is None else file
    _check(source, file)
    names, total = sample(source)
    if not names:
        raise UsageError(
            f"{source}: there is no page in it ({', '.join(ENDINGS)}); is it the folder of the rendered site?"
        )
    seen, unread = _looked(source, names)
    found = _found(sort(seen), len(names), total, _prefix(source, file))
    if not found.pages.articles:
        raise UsageError(
            f"{source}: no article was found on {len(names)} pages, so there is nothing to learn from; is it the "
            f"folder of the rendered site? adlayout explain {source / names[0]} says what is seen on a page"
        )
    write_whole(file, text(found).encode())
    return report(source, file, found, prove(source, file, found.pages), unread)


def _check(source: Path, file: Path) -> None:
    if not source.exists():
        raise UsageError(f"{source}: there is no such folder")
    if not source.is_dir():
        raise UsageError(f"{source}: is a file; give the folder of the rendered site")
    if file.exists():
        raise UsageError(
            f"{file} is there already and stays as it is; write another one with -o FILE, or move it away first"
        )
    if not file.parent.is_dir():
        raise UsageError(f"{file}: there is no folder {file.parent}")


def _looked(source: Path, names: list[str]) -> tuple[list[Seen], list[tuple[str, str]]]:
    seen, unread = [], []
    for name in names:
        try:
            seen.append(look(source, name))
        except PassThrough as reason:
            unread.append((name, str(reason)))
        except OSError as error:
            unread.append((name, f"cannot be read: {error.strerror}"))
    return seen, unread


def _found(pages: Sorted, looked: int, total: int, prefix: str) -> Findings:
    return Findings(
        looked=looked,
        total=total,
        prefix=prefix,
        pages=pages,
        containers=choose(pages),
        ignored=ignored(pages.articles),
        known=known(pages.articles),
    )


def _prefix(source: Path, file: Path) -> str:
    """What path patterns begin with: a page's path is seen from the rule file where no address is given."""
    return "" if file.resolve().parent == source.resolve() else "*"
