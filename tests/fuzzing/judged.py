"""One page under one rule file: which promise is broken, if any. The judges share no line with what they judge, but for
the decoding of bytes: encodings have tests of their own.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import adlayout
from adlayout.errors import PassThrough
from adlayout.source import Page, read
from tests.checked import bare
from tests.dom.alignment import NotOnlyInsertions, inserted
from tests.dom.html5 import html5lib_tree
from tests.dom.ours import plain
from tests.dom.tree import MARK, Tree, compare, insertions, merged, neighbours, without_insertions
from tests.dom.turbo import turbo_tree

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


def broken(page: bytes, rules: Any, others: Any, *, html5lib: bool = True) -> str:
    """The first promise that is broken, and how; empty if all hold. ``others``: other rules, for P2."""
    try:
        with limited(SLOW):
            return _broken(page, rules, others, html5lib)
    except Hang as hang:
        return f"hang: {hang}"
    except Exception as error:  # noqa: BLE001  (whatever it is, it is a finding)
        return f"crash: {type(error).__name__}: {error}"


def _broken(page: bytes, rules: Any, others: Any, html5lib: bool) -> str:
    finished = adlayout.finish(page, rules)
    base = bare(page)
    if finished.status == "passed":
        return "" if finished.html in (page, base) and finished.reason else "P8: passed through, but changed"
    try:
        found = [one.name for one in inserted(base, finished.html, _wide(base))]
    except NotOnlyInsertions as error:
        return f"P1: {error}"
    if not found:
        return "P1: finished without an insertion"
    if adlayout.strip(finished.html) != base or adlayout.strip(base) != base:
        return "P2: strip does not give the page back"
    if adlayout.finish(finished.html, rules).html != finished.html:
        return "P2: a second time changes the page"
    if adlayout.finish(finished.html, others).html != adlayout.finish(base, others).html:
        return "P2: other rules do not start from the page"
    if wrong := adlayout.check(finished.html, rules):
        return f"P5: {wrong[0].rule}: {wrong[0].message}"
    return _moved(base, finished.html, found) or (_moved_for_html5lib(base, finished.html) if html5lib else "")


def _wide(base: bytes) -> str | None:
    return None


def _moved(base: bytes, html: bytes, names: list[str]) -> str:
    trees = []
    for scripting in (True, False):
        before, after = (merged(turbo_tree(_text(data), scripting=scripting)) for data in (base, html))
        if said := compare(before, without_insertions(after)):
            return f"P4: scripting {scripting}: {said}"
        if [after[at].get(MARK) for at in insertions(after)] != names:
            return f"P4: scripting {scripting}: insertions in another order"
        trees.append(after)
    beside = [[neighbours(tree, nth) for nth in range(len(names))] for tree in trees]
    return "" if beside[0] == beside[1] else "P4: other neighbours without scripting"


def _moved_for_html5lib(base: bytes, html: bytes) -> str:
    name = read(base).encoding
    for scripting in (True, False):
        before = html5lib_tree(base, scripting=scripting, encoding=name)
        if plain(before) != plain(merged(turbo_tree(_text(base), scripting=scripting))):
            continue
        after: Tree = html5lib_tree(html, scripting=scripting, encoding=name)
        if said := compare(before, without_insertions(after)):
            return f"P4: html5lib, scripting {scripting}: {said}"
    return ""


def _text(data: bytes) -> str:
    """The page's characters; line ends as they are."""
    try:
        page: Page = read(data)
    except PassThrough:
        return ""
    return page.markup.removeprefix("\ufeff")


def timed(page: bytes, rules: Any) -> float:
    """Seconds that finishing a page takes."""
    start = time.perf_counter()
    adlayout.finish(page, rules)
    return time.perf_counter() - start
