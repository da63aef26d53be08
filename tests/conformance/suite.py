"""The cases of the tree construction, by file and number, and each as a page with an article's text around it."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.corpus import SHARED

SUITE = SHARED / "html5lib-tests" / "tree-construction"
HEAD = b"<!doctype html><html lang=de><head><meta charset=utf-8><title>Am Kai</title></head><body>"
AHEAD = """<article><h1>Am Kai</h1>
<p>Der Hafen schlief noch, als die Lotsin über den Kai kam, und im Nebel war kein Boot zu sehen.</p>
<p>Sie zählte die Laternen, wie jeden Morgen, und schrieb die Zahl in das Buch neben der Tür.</p>""".encode()
BEHIND = """<p>Erst gegen acht hob sich der Nebel, und der erste Kutter lief aus, mit dem Wind im Rücken.</p>
<p>Am Abend stand die Lotsin wieder dort und zählte, was zurückgekommen war.</p></article></body></html>""".encode()
KINDS = ("page", "fragment", "scripted")
WHERE = ("inside", "first")
"""Inside: between the paragraphs of an article. First: what the page begins with, as the suite has it, and then the
article.
"""


class Case(NamedTuple):
    """``name``: file and number. ``kind``: a page; what is put into an element; a page whose script writes."""

    name: str
    kind: str
    markup: bytes
    where: str = "inside"

    @property
    def page(self) -> bytes:
        """The case as a page. A fragment stands there as any other; of a scripted one no script is run."""
        if self.where == "first":
            return self.markup + AHEAD + BEHIND
        return HEAD + AHEAD + self.markup + BEHIND


def every_case() -> Iterator[Case]:
    """All cases, those that say the same included."""
    for path in sorted(SUITE.rglob("*.dat")):
        name = path.relative_to(SUITE).with_suffix("").as_posix()
        for number, case in enumerate(path.read_bytes().split(b"#data\n")[1:], 1):
            markup, _, rest = case.partition(b"\n#errors")
            kind = "scripted" if name.startswith("scripted/") else KINDS[b"\n#document-fragment" in rest]
            yield Case(f"{name}:{number}", kind, markup)


def cases(where: str) -> list[Case]:
    """Each markup once, by the first case that has it; a page before a fragment before a scripted one."""
    found: dict[bytes, Case] = {}
    for case in sorted(every_case(), key=lambda one: KINDS.index(one.kind)):
        found.setdefault(case.markup, case._replace(where=where))
    return list(found.values())
