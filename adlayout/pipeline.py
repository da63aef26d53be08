"""The way through the house: each function calls the rooms in order and holds no rule of its own."""

from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

from adlayout import edits, markup
from adlayout.article import Article, understand
from adlayout.edits import Insertion
from adlayout.errors import PassThrough
from adlayout.planner import Plan
from adlayout.planner.search import plan as search
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Related, Slot
from adlayout.seams import Layout, lay_out
from adlayout.seams.problem import Wish
from adlayout.source import Page, read


@dataclass(frozen=True, slots=True)
class Placed:
    """An insertion: ``offset`` in the stripped page, ``at`` as the rule file says it, ``seam`` of the flow or None."""

    name: str
    kind: str
    at: str
    offset: int
    seam: int | None
    cost: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What found no place, and the reason as a fixed word."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placements:
    """What went where, and what did not."""

    insertions: tuple[Placed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """``status``: "finished", or "passed" with the ``reason``: then ``html`` is the page, unchanged."""

    html: bytes
    status: str
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    plan: Placements = Placements()


@dataclass(frozen=True, slots=True)
class Understood:
    """A page on its way: all that explaining and writing need."""

    page: Page
    article: Article
    layout: Layout
    plan: Plan


def finish(
    page: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None, related: Any = None
) -> Finished:
    """Finish one page. Insertions of an earlier run are taken out first. Never raises for what a page holds."""
    try:
        known = understood(page, rules, url, encoding)
    except PassThrough as reason:
        return Finished(page, "passed", reason.reason, (reason.detail,) if reason.detail else ())
    return _written(known)


def strip(page: bytes, encoding: str | None = None) -> bytes:
    """The page without adlayout's insertions; a page whose marks are not adlayout's comes back unchanged."""
    try:
        return edits.strip(page, encoding)
    except PassThrough:
        return page


def understood(raw: bytes, rules: Rules, url: str | None = None, encoding: str | None = None) -> Understood:
    """Everything up to the plan. Raises ``PassThrough`` for a page that is to be left as it is."""
    page = read(edits.strip(raw, encoding), encoding)
    if why := _listed(page, rules.none, url):
        raise PassThrough("excluded", f"[pages] none: {why}")
    article = understand(page, container=rules.container or None, ignore=rules.ignore)
    layout = lay_out(page, article, rules, ads=not _listed(page, rules.no_ads, url))
    return Understood(page, article, layout, search(layout.problem))


def _listed(page: Page, patterns: tuple[str, ...], url: str | None) -> str | None:
    """The first path glob or selector that this page matches."""
    paths = _paths(page, url) if any(_is_glob(pattern) for pattern in patterns) else ()
    for pattern in patterns:
        if any(fnmatch(path, pattern) for path in paths) if _is_glob(pattern) else page.select(pattern):
            return pattern
    return None


def _is_glob(pattern: str) -> bool:
    return pattern[:1] in ("/", "*")


def _paths(page: Page, url: str | None) -> tuple[str, ...]:
    """The page's path: of the address given. A mere path is the file's place, where the canonical address that the
    page names counts as well: a file may lie elsewhere than it is read.
    """
    given = urlsplit(url or "")
    if given.netloc:
        return (given.path,)
    canonical = (e.get("href") for e in page.elements if e.name == "link" and e.get("rel").lower() == "canonical")
    return given.path, urlsplit(next(canonical, "")).path


def _written(known: Understood) -> Finished:
    page, layout = known.page, known.layout
    chosen = [(seam, number) for number, choice in enumerate(known.plan.choices) if choice for seam in (choice.seam,)]
    chosen.sort(key=lambda one: (layout.place(one[0]).offset, one[0]))
    placements = placed(known)
    if not chosen:
        return Finished(page.raw, "passed", known.article.reason or "nothing-fits", known.article.warnings, placements)
    look, style_at = _look(known)
    seen: Counter[str] = Counter()
    insertions = []
    for seam, number in chosen:
        html = _markup(layout.wishes[number], known.plan, number, look, seen)
        insertions.append(Insertion(page.raw_offset(layout.place(seam).offset), _encoded(page, html)))
    if style_at is not None:
        kinds = {known.layout.problem.items[number].kind for _, number in chosen}
        insertions.append(Insertion(page.raw_offset(style_at), _encoded(page, markup.head_style(kinds))))
    return Finished(edits.splice(page.raw, insertions), "finished", None, known.article.warnings, placements)


def _encoded(page: Page, html: str) -> bytes:
    """In a multi-byte encoding of 16 bits everything has two bytes; else markup's own rules."""
    if page.encoding.startswith("utf-16"):
        return html.encode(page.encoding[:-2] + "-" + page.encoding[-2:])
    return markup.encode(html, "ascii" if page.coding.ascii_only else page.encoding)


def _markup(wish: Wish, plan: Plan, number: int, look: str, seen: "Counter[str]") -> str:
    rule = wish.rule
    if isinstance(rule, Slot):
        seen[rule.label] += 1
        choice = plan.choices[number]
        assert choice is not None
        sizes = {profile: size for profile, _ in rule.sizes if (size := rule.size(profile, choice.rung))}
        return markup.slot(
            rule.name, label=rule.label, ordinal=seen[rule.label], sizes=sizes, html=rule.html, look=look
        )
    seen[rule.heading] += 1
    links = [(link.title, link.url) for link in rule.links[: rule.count]]
    return markup.box(
        rule.name, heading=rule.heading, links=links, form=_form(rule), ordinal=seen[rule.heading], look=look
    )


def _form(rule: Related) -> str:
    return rule.form or ("list" if rule.at.kind in ("end", "sidebar") else "line")


def _look(known: Understood) -> tuple[str, int | None]:
    """How insertions are styled, and where the style sheet goes if they are by one."""
    if known.article.facts.amp:
        return "amp", None
    at = _style_place(known.page)
    return ("inline", None) if at is None else ("sheet", at)


def _style_place(page: Page) -> int | None:
    """Right behind the charset declaration, else behind the head's start tag; None where neither is sure."""
    charset = [
        e
        for e in page.elements
        if e.name == "meta" and (e.get("charset") or "content-type" in e.get("http-equiv").lower())
    ]
    for trees in (page.construction, page.without_scripting):
        for meta in charset:
            if not any(
                e.start == meta.start and e.parent is not None and e.parent.name == "head" for e in trees.elements
            ):
                return None
    if charset:
        return charset[0].end
    return None if page.head.implied else page.head.inner


def placed(known: Understood) -> Placements:
    """The plan in the rule file's words."""
    layout, plan = known.layout, known.plan
    insertions, left = [], []
    for item, wish, choice in zip(layout.problem.items, layout.wishes, plan.choices, strict=True):
        if choice is None:
            left.append(LeftOut(item.name, wish.reason or "no-room"))
            continue
        seam = choice.seam if choice.seam < len(layout.seams) else None
        offset = layout.place(choice.seam).offset
        insertions.append(Placed(item.name, item.kind, str(wish.rule.at), offset, seam, choice.cost))
    insertions.sort(key=lambda one: (one.offset, -1 if one.seam is None else one.seam))
    return Placements(tuple(insertions), tuple(left), plan.score.cost)
