"""One page under one rule file: which promise is broken, if any. The judges share no line with what they judge, but for
the decoding of bytes: encodings have tests of their own.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import adlayout
from adlayout.errors import PassThrough
from adlayout.source import Page, read
from tests.checked import bare
from tests.dom.alignment import NotOnlyInsertions, inserted
from tests.dom.html5 import html5lib_tree
from tests.dom.ours import plain
from tests.dom.tree import MARK, Beside, Tree, compare, insertions, merged, neighbours, without_insertions
from tests.dom.turbo import turbo_tree

JUDGES = ("bytes", "back", "rules", "checker", "tree", "html5lib")
"""P1; P2; P2 with other rules; P5; P4 in turbohtml's tree; P4 in html5lib's, where both agree."""
SLOW = 20
"""Seconds of the processor after which a page hangs; nearly all take less than one."""


class Hang(Exception):  # noqa: N818  (a verdict)
    """It took too long."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Ends what takes longer with ``Hang``."""

    def late(*_: Any) -> None:
        raise Hang(f"longer than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``becomes``: "finished", or the reason for passing it through; ``broken``: the first promise that is, and how, or
    empty; ``judges``: who has seen it.
    """

    becomes: str
    broken: str
    judges: tuple[str, ...] = ()


def judged(page: bytes, rules: Any, others: Any, judges: Sequence[str] = JUDGES) -> Verdict:
    """What becomes of a page, and which promise is broken. ``others``: other rules, for P2."""
    try:
        with limited(SLOW):
            return _judged(page, rules, others, judges)
    except Hang as hang:
        return Verdict("hang", f"hang: {hang}")
    except Exception as error:  # noqa: BLE001  (whatever it is, it is a finding)
        return Verdict("crash", f"crash: {type(error).__name__}: {error}")


def _judged(page: bytes, rules: Any, others: Any, judges: Sequence[str]) -> Verdict:
    finished = adlayout.finish(page, rules)
    base = bare(page)
    if finished.status == "passed":
        kept = finished.html in (page, base) and finished.reason
        return Verdict(finished.reason or "no reason", "" if kept else "P8: passed through, but changed")
    seen = [name for name in judges if name in _JUDGES]
    for name in seen:
        if said := _JUDGES[name](Case(base, finished.html, rules, others)):
            return Verdict("finished", said, tuple(seen))
    return Verdict("finished", "", tuple(seen))


@dataclass(frozen=True, slots=True)
class Case:
    """A page without insertions, and finished; the rules, and others."""

    base: bytes
    html: bytes
    rules: Any
    others: Any


def _bytes(case: Case) -> str:
    try:
        found = inserted(case.base, case.html)
    except NotOnlyInsertions as error:
        return f"P1: {error}"
    return "" if found else "P1: finished without an insertion"


def _back(case: Case) -> str:
    if adlayout.strip(case.html) != case.base or adlayout.strip(case.base) != case.base:
        return "P2: strip does not give the page back"
    return "P2: a second time changes the page" if adlayout.finish(case.html, case.rules).html != case.html else ""


def _other_rules(case: Case) -> str:
    same = adlayout.finish(case.html, case.others).html == adlayout.finish(case.base, case.others).html
    return "" if same else "P2: other rules do not start from the page"


def _checked(case: Case) -> str:
    wrong = adlayout.check(case.html, case.rules)
    return f"P5: {wrong[0].rule}: {wrong[0].message}" if wrong else ""


def _moved(case: Case) -> str:
    base, html, trees = case.base, case.html, []
    names = [one.name for one in inserted(base, html)]
    for scripting in (True, False):
        before, after = (merged(turbo_tree(_text(data), scripting=scripting)) for data in (base, html))
        own = insertions(before)  # what looks like one in a noscript, where readers with scripts see text
        if said := compare(without_insertions(before), without_insertions(after)):
            return f"P4: scripting {scripting}: {said}"
        if not own and [after[at].get(MARK) for at in insertions(after)] != names:
            return f"P4: scripting {scripting}: insertions in another order"
        trees.append(after)
    beside = [[_beside(tree, nth) for nth in range(len(names))] for tree in trees]
    return "" if own or beside[0] == beside[1] else "P4: other neighbours without scripting"


def _beside(tree: Tree, nth: int) -> Beside:
    """Without the parent's attributes: a second ``<body>`` tag in a ``noscript`` adds to those of the first."""
    found = neighbours(tree, nth)
    return found._replace(parent=found.parent.split(" ")[0].rstrip(">"))


def _moved_for_html5lib(case: Case) -> str:
    base, html, name = case.base, case.html, read(case.base).encoding
    for scripting in (True, False):
        before = html5lib_tree(base, scripting=scripting, encoding=name)
        if plain(before) != plain(merged(turbo_tree(_text(base), scripting=scripting))):
            continue
        after: Tree = html5lib_tree(html, scripting=scripting, encoding=name)
        if said := compare(without_insertions(before), without_insertions(after)):
            return f"P4: html5lib, scripting {scripting}: {said}"
    return ""


def _text(data: bytes) -> str:
    """The page's characters; line ends as they are."""
    try:
        page: Page = read(data)
    except PassThrough:
        return ""
    return page.markup.removeprefix("\ufeff")


_JUDGES: dict[str, Callable[[Case], str]] = {
    "bytes": _bytes,
    "back": _back,
    "rules": _other_rules,
    "checker": _checked,
    "tree": _moved,
    "html5lib": _moved_for_html5lib,
}
