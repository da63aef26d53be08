"""The label's word: one that readers, courts and press councils of the country take for an advertisement.

The words stand in ``rulefile/labels.toml``, each row with its origin.
"""

from collections.abc import Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.standing import Reading
from adlayout.rulefile import Slot, labels


def words(reading: Reading) -> Iterator[Finding]:
    """A label's word is accepted in the country of the rule file, or in the page's language; of a language that the
    table does not have, nothing is said.
    """
    tags = [tag for tag in (reading.rules.language, reading.article.facts.language) if tag]
    for one in reading.standings:
        if not isinstance(one.rule, Slot):
            continue
        kind, political = one.rule.kind, one.rule.political is not None or _says_political(one.rule.label, tags)
        known = [labels.accepted(tag, kind, political=political) for tag in tags]
        if all(known) and not any(labels.is_accepted(one.rule.label, accepted) for accepted in known):
            first = ", ".join(known[0])
            message = (
                f"the label {one.rule.label!r} is no word for an ad that {reading.rules.language!r} accepts: {first}"
            )
            yield reading.found("label-word", one.insertion, message)


def _says_political(label: str, tags: list[str]) -> bool:
    return any(
        known and labels.is_accepted(label, known) for known in (labels.accepted(tag, political=True) for tag in tags)
    )
