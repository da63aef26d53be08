"""The label's word: one that readers, courts and press councils of the country take for an advertisement.

The words stand in ``label_words.toml``, each row with its origin.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading
from adlayout.rulefile import Slot

_FILE = Path(__file__).with_name("label_words.toml")


def words(reading: Reading) -> Iterator[Finding]:
    """A label's word is accepted in the country of the rule file, or in the page's language; of a language that the
    table does not have, nothing is said.
    """
    accepted = [_of(tag) for tag in (reading.rules.language, reading.article.facts.language) if tag]
    if not all(accepted) or not accepted:
        return
    known = {word.casefold() for words in accepted for word in words}
    for one in reading.standings:
        if isinstance(one.rule, Slot) and " ".join(one.rule.label.split()).rstrip(" :").casefold() not in known:
            first = ", ".join(accepted[0])
            message = (
                f"the label {one.rule.label!r} is no word for an ad that {reading.rules.language!r} accepts: {first}"
            )
            yield reading.found("label-word", one.insertion, message)


def _of(tag: str) -> tuple[str, ...]:
    """The words of a language, or of its region where that has a row of its own."""
    language, _, region = tag.replace("_", "-").partition("-")
    table = _table()
    return table.get(f"{language.lower()}-{region.upper()}") or table.get(language.lower(), ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {tag: tuple(row["words"]) for tag, row in tomllib.loads(_FILE.read_text("utf-8")).items()}
