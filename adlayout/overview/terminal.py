"""What other rules change, as text for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from adlayout.overview.changes import KINDS, Changes, Example
from adlayout.overview.key_figures import figure_rows
from adlayout.overview.parts import Shown
from adlayout.overview.speech import Phrases, Speech, speech
from adlayout.preview.texts import texts

FEW_EXAMPLES = 5
"""Of each kind of change; the page and JSON have more."""


def changes_text(changes: Changes, names: tuple[str, str], language: str, words: Phrases) -> str:
    """The whole comparison. ``names``: what the two rule files are called."""
    said = speech(language, texts(words))
    lines = [*_head(said, changes, names), "", *_sums(said, changes, names), "", *_slots(said, changes)]
    for kind in KINDS:
        lines += _examples(said, changes, kind)
    return "\n".join(lines) + "\n"


def _head(said: Speech, changes: Changes, names: tuple[str, str]) -> Iterator[str]:
    before, after = names
    yield said.say("diff-text", pages=said.number(changes.kinds.total()), before=before, after=after)
    for kind in (*KINDS, "same"):
        if changes.kinds[kind]:
            yield f"  {said.number(changes.kinds[kind]):>7}  {said.say(kind)}"


def _sums(said: Speech, changes: Changes, names: tuple[str, str]) -> list[str]:
    shown = Shown(said, (changes.before, changes.after), names)
    heads = ["", *(said.say(word) for word in ("before", "after", "change"))]
    return _table([heads, *([row.label, *row.figures, row.change] for row in figure_rows(shown))])


def _slots(said: Speech, changes: Changes) -> list[str]:
    """How often each slot and box stands, and on how many pages it comes or goes."""
    sides = [{name: one.copies for (_, name), one in side.standing.items()} for side in (changes.before, changes.after)]
    heads = [said.say("name"), *(said.say(word) for word in ("before", "after", "comes", "goes"))]
    rows = []
    for name in sorted({*sides[0], *sides[1]}):
        counts = [*(side.get(name, 0) for side in sides), changes.gained[name], changes.lost[name]]
        rows.append([name, *map(said.number, counts)])
    return _table([heads, *rows])


def _examples(said: Speech, changes: Changes, kind: str) -> Iterator[str]:
    found = changes.examples(kind)
    if not found:
        return
    yield ""
    yield f"{said.number(changes.kinds[kind])} {said.say(kind)}:"
    yield from (f"  {one.page}: {_example(said, one)}" for one in found[:FEW_EXAMPLES])
    if changes.kinds[kind] > FEW_EXAMPLES:
        yield "  " + said.say("and-more", count=said.number(changes.kinds[kind] - FEW_EXAMPLES))


def _example(said: Speech, one: Example) -> str:
    parts = [*_named("+", one.gained), *_named("-", one.lost)]
    if one.change == "fails" and one.reason:
        parts.append(one.reason)
    before, after = (said.percent(side[0] if side else None, 1) for side in one.density)
    if before != after:
        parts.append(said.say("density-change", before=before, after=after))
    return ", ".join(parts) or said.say(one.change)


def _named(sign: str, names: tuple[str, ...]) -> list[str]:
    return [f"{sign}{name}" if many == 1 else f"{sign}{many} {name}" for name, many in Counter(names).items()]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns below each other: the first to the left, numbers to the right."""
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(wide[n]) if n == 0 else cell.rjust(wide[n]) for n, cell in enumerate(row)).rstrip()
        for row in rows
    ]
