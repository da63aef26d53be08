"""What becomes of each case: bytes, trees in Chromium with scripting on and off, trees in html5lib where both agree."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import adlayout
from adlayout.errors import PassThrough
from adlayout.source import read
from tests.conformance.suite import Case
from tests.dom.alignment import NotOnlyInsertions, inserted
from tests.dom.html5 import html5lib_tree
from tests.dom.ours import plain
from tests.dom.tree import MARK, Tree, compare, insertions, neighbours, without_insertions
from tests.source.placed import Trial, trials, wrong_bytes, wrong_tree

RULES = Path(__file__).with_name("everywhere.toml")
SCRIPTING = (True, False)
Trees = Callable[..., list[Tree]]
AT_ONCE = 200
"""Cases whose trees are held at a time."""


@dataclass(slots=True)
class Made:
    """A case, finished, and with each of its sure places tried. ``reason``: why it is passed through."""

    case: Case
    finished: bytes
    names: list[str]
    reason: str = ""
    tried: list[Trial] = field(default_factory=list)
    refused: int = 0


@dataclass(slots=True)
class Figures:
    """Counts by name, cases passed through with the reason, and all that is wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    passed: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def made(case: Case) -> Made:
    """P1 and P2 are asserted of each page on the way."""
    rules = adlayout.load_rules(RULES)
    finished = adlayout.finish(case.page, rules, encoding="utf-8")
    names = [one.name for one in inserted(case.page, finished.html)]
    found = Made(case, finished.html, names, finished.reason or "")
    if adlayout.strip(finished.html, "utf-8") != case.page:
        raise NotOnlyInsertions("strip does not give the page back")
    if adlayout.finish(finished.html, rules, encoding="utf-8").html != finished.html:
        raise NotOnlyInsertions("a second time changes the page")
    try:
        found.tried, found.refused = trials(read(case.page, "utf-8"))
    except PassThrough as reason:
        found.reason = reason.reason
    return found


def measured(cases: Iterable[Case], trees: Trees) -> Figures:
    """All of it. ``trees``: what a browser builds of many pages (``Chromium.trees``)."""
    figures, waiting = Figures(), list(cases)
    for at in range(0, len(waiting), AT_ONCE):
        _judge([one for case in waiting[at : at + AT_ONCE] if (one := _made(case, figures))], trees, figures)
    return figures


def _made(case: Case, figures: Figures) -> Made | None:
    counts = figures.counts
    about = f"{case.where}: {case.kind}"
    counts[f"{about}: cases"] += 1
    try:
        found = made(case)
    except NotOnlyInsertions as error:
        figures.wrong.append(f"{case.name} {case.where}: {error}")
        return None
    if found.reason:
        figures.passed[f"{case.name} {case.where}"] = found.reason
        counts[f"{about}: passed through"] += 1
    else:
        counts[f"{about}: finished"] += 1
        counts[f"{about}: insertions"] += len(found.names)
    counts[f"{about}: sure places"] += max(0, len(found.tried) - 1)
    counts[f"{about}: places refused"] += found.refused
    for one in found.tried:
        if said := wrong_bytes(case.page, one):
            figures.wrong.append(f"{case.name} {case.where}: {said}")
    return found


def _judge(pages: list[Made], trees: Trees, figures: Figures) -> None:
    for scripting in SCRIPTING:
        before = trees([_text(one.case.page) for one in pages], scripting=scripting)
        after = trees([_text(one.finished) for one in pages], scripting=scripting)
        tried = iter(trees([_text(trial.finished) for one in pages for trial in one.tried], scripting=scripting))
        for one, bare, finished in zip(pages, before, after, strict=True):
            said = [wrong_finished(bare, finished, one.names)]
            same = scripting and one.tried and _is_ours(bare, one.case.page)
            said += [wrong_tree(bare, next(tried), trial.where if same else None) for trial in one.tried]
            figures.wrong += [
                f"{one.case.name} {one.case.where}: Chromium, scripting {scripting}: {why}" for why in said if why
            ]
            _html5lib(one, bare, scripting, figures)


def wrong_finished(before: Tree, after: Tree, names: list[str]) -> str:
    """What is wrong with the tree of a finished page."""
    if said := compare(before, without_insertions(after)):
        return said
    if [after[at].get(MARK) for at in insertions(after)] != names:
        return "insertions in another order"
    hidden = [nth for nth in range(len(names)) if neighbours(after, nth).parent == "<head>"]
    return "an ad in the head" if any(names[nth] not in ("style", "script") for nth in hidden) else ""


def _html5lib(one: Made, browser: Tree, scripting: bool, figures: Figures) -> None:
    """The same in html5lib, where it builds the browser's tree of the page."""
    before = html5lib_tree(one.case.page, scripting=scripting, encoding="utf-8")
    if plain(before) != plain(browser):
        return
    figures.counts[f"{one.case.where}: {one.case.kind}: html5lib agrees, scripting {'on' if scripting else 'off'}"] += 1
    after: Any = html5lib_tree(one.finished, scripting=scripting, encoding="utf-8")
    if said := wrong_finished(before, after, one.names):
        figures.wrong.append(f"{one.case.name} {one.case.where}: html5lib, scripting {scripting}: {said}")


def _is_ours(browser: Tree, page: bytes) -> bool:
    """Whether places were chosen on the tree that the browser builds; else only the rest of the tree is compared."""
    from tests.dom.ours import our_tree

    return plain(browser) == our_tree(read(page, "utf-8").parsed(scripting=True).root)


def _text(page: bytes) -> str:
    return page.decode("utf-8", "replace")
