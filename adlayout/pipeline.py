"""The way through the house: each function calls the rooms in order and holds no rule of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from adlayout import edits, markup
from adlayout.article import Article, understand
from adlayout.edits import Insertion
from adlayout.errors import PassThrough
from adlayout.markup.kinds import Context, Tags
from adlayout.markup.kinds import tags as make_tags
from adlayout.markup.policy import blocked
from adlayout.planner import Plan
from adlayout.planner.model import Choice
from adlayout.planner.search import plan as search
from adlayout.rulefile import Rules
from adlayout.rulefile.model import Related, Slot
from adlayout.seams import Forbidden, Layout, lay_out, listed
from adlayout.seams.problem import Wish
from adlayout.source import Page, read
from adlayout.template import Shown

if TYPE_CHECKING:
    from adlayout.related.choose import Chosen
    from adlayout.related.index import Index
    from adlayout.related.needs import Needs

RelatedIndex: TypeAlias = "str | Path | Index | None"


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
    """What found no place, and the reason as a fixed word; ``forbidden`` is the rule, what it asks and what there is.

    ``copies``: how many copies alike this stands for.
    """

    name: str
    reason: str
    copies: int = 1
    forbidden: Forbidden | None = None


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
    """A page on its way: all that explaining and writing need. ``needs``: what its links depend on in the index.
    ``speak``: per box, how much each block speaks of its first article, in thousandths of the block that does most.
    """

    page: Page
    rules: Rules
    article: Article
    layout: Layout
    plan: Plan
    chosen: "Mapping[str, Chosen]" = field(default_factory=dict)
    needs: "Needs | None" = None
    speak: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def finish(
    page: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None, related: RelatedIndex = None
) -> Finished:
    """Finish one page. Insertions of an earlier run are taken out first. Never raises for what a page holds.

    ``related``: the index (or its file) from which boxes without fixed links are filled.
    """
    return finish_and_tell(page, rules, url=url, encoding=encoding, related=related)[0]


def finish_and_tell(
    page: bytes, rules: Rules, *, url: str | None = None, encoding: str | None = None, related: RelatedIndex = None
) -> tuple[Finished, Understood | None]:
    """``finish``, and what was understood on the way, for those who prove the result; None if nothing was."""
    try:
        known = understood(page, rules, url, encoding, related)
    except PassThrough as reason:
        return Finished(page, "passed", reason.reason, (reason.detail,) if reason.detail else ()), None
    return _written(known), known


def strip(page: bytes, encoding: str | None = None) -> bytes:
    """The page without adlayout's insertions; a page whose marks are not adlayout's comes back unchanged."""
    try:
        return edits.strip(page, encoding)
    except PassThrough:
        return page


def understood(
    raw: bytes,
    rules: Rules,
    url: str | None = None,
    encoding: str | None = None,
    related: RelatedIndex = None,
) -> Understood:
    """Everything up to the plan. Raises ``PassThrough`` for a page that is to be left as it is."""
    page = read(edits.strip(raw, encoding), encoding)
    if why := listed(page, rules.none, url):
        raise PassThrough("excluded", f"[pages] none: {why}")
    article = understand(page, container=rules.container or None, ignore=rules.ignore, heights=rules.heights.rows)
    ads = not listed(page, rules.no_ads, url)
    if all(box.links for box in rules.related):
        layout = lay_out(page, article, rules, ads=ads, url=url)
        return Understood(page, rules, article, layout, search(layout.problem))
    from adlayout.related.boxes import Boxes

    boxes = Boxes(page, article, rules, related, url)
    layout = lay_out(page, article, boxes.rules, ads=ads, url=url, speak=boxes.speak)
    plan = search(layout.problem)
    stands = {w.rule.name for w, choice in zip(layout.wishes, plan.choices, strict=True) if choice is not None}
    final = boxes.final(stands)
    return Understood(page, rules, article, layout, plan, final, boxes.needs(), boxes.speak)


def _written(known: Understood) -> Finished:
    page, layout = known.page, known.layout
    chosen = [(number, layout.place(number, choice.seam).offset) for number, choice in in_order(known)]
    placements = placed(known)
    if not chosen:
        return Finished(page.raw, "passed", known.article.reason or "nothing-fits", warnings(known), placements)
    look, head = _look(known)
    tags = _tags(known)
    script = _script(known, tags, look, head)
    seen: Counter[str] = Counter()
    insertions = []
    # Without a sure place in the head, the script stands in the last slot: all others are above it.
    last = list(tags.placed)[-1] if head is None and tags.placed else None
    for number, offset in chosen:
        inner = script if number == last else ""
        insertions.append(Insertion(offset, _encoded(page, _markup(known, number, look, seen, tags, inner))))
    if head is not None:
        # Where the body's tag is left out, an ad at its top has the same offset: what is the head's comes first.
        sheet = "" if look == "amp" else _sheet(known, [number for number, _ in chosen], tags)
        insertions[:0] = [Insertion(head, _encoded(page, one)) for one in (sheet, script) if one]
    return Finished(edits.splice(page.raw, insertions), "finished", None, warnings(known), placements)


def warnings(known: Understood) -> tuple[str, ...]:
    """The article's, and what the page's own content security policy keeps out of what is inserted."""
    facts, look = known.article.facts, _look(known)
    if not facts.policies or look[0] == "amp" or not in_order(known):
        return known.article.warnings
    wants = list(_tags(known).wants(look[1], look[0]))
    return (*known.article.warnings, *blocked(facts.policies, wants, facts.nonce))


def _tags(known: Understood) -> Tags:
    """The slots among what is placed."""
    facts, wishes = known.article.facts, known.layout.wishes
    context = Context(facts.section, facts.tags, facts.language, facts.amp, known.rules.ads)
    found = [(number, wishes[number].rule, choice.rung) for number, choice in in_order(known)]
    return make_tags(context, [(number, rule, rung) for number, rule, rung in found if isinstance(rule, Slot)])


def _script(known: Understood, tags: Tags, look: str, head: int | None) -> str:
    """The head's script; on AMP pages none where the page has the component already, or no place for it."""
    if look == "amp" and (head is None or known.page.select('script[custom-element="amp-ad"]')):
        return ""
    return tags.script(known.article.facts.nonce, marked=head is not None)


def _sheet(known: Understood, chosen: list[int], tags: Tags) -> str:
    """The style sheet; in the side column, copies of a slot stand apart on wide screens."""
    layout = known.layout
    kinds = tags.kinds | {layout.problem.items[number].kind for number in chosen}
    if any(_has_picture(known, layout.wishes[number].rule) for number in chosen):
        kinds.add("picture")
    if any(getattr(layout.wishes[number].rule, "template", None) for number in chosen):
        kinds.add("template")
    beside = Counter(rule.name for number in chosen if (rule := layout.wishes[number].rule).at.kind == "sidebar")
    stacked = sorted(name for name, copies in beside.items() if copies > 1)
    apart, nonce = dict.fromkeys(stacked, layout.rail), known.article.facts.nonce
    return markup.head_style(kinds, apart=apart, unscripted=tags.unscripted, nonce=nonce)


def _has_picture(known: Understood, rule: Slot | Related) -> bool:
    if isinstance(rule, Slot) or rule.template or _form(rule) != "teaser":
        return False
    links = known.chosen[rule.name].links if rule.name in known.chosen else rule.links
    return any(link.image for link in links)


def _encoded(page: Page, html: str) -> bytes:
    """In a multi-byte encoding of 16 bits everything has two bytes; else markup's own rules."""
    if page.encoding.startswith("utf-16"):
        return html.encode(page.encoding[:-2] + "-" + page.encoding[-2:])
    return markup.encode(html, "ascii" if page.coding.ascii_only else page.encoding)


def _markup(known: Understood, number: int, look: str, seen: "Counter[str]", tags: Tags, script: str) -> str:
    rule = known.layout.wishes[number].rule
    if not isinstance(rule, Slot):
        return _box(known, rule, look, seen)
    seen[rule.label] += 1
    choice = known.plan.choices[number]
    assert choice is not None
    return markup.slot(
        rule.name,
        label=rule.label,
        ordinal=seen[rule.label],
        sizes={profile: size for profile, _ in rule.sizes if (size := rule.size(profile, choice.rung))},
        html=tags.inside(number, look) + script,
        notice=markup.Notice(rule.political, known.rules.language, rule.notice_lines) if rule.political else None,
        look=look,
    )


def _box(known: Understood, rule: Related, look: str, seen: "Counter[str]") -> str:
    """A box with its share of the links that were chosen for its name; copies take them one after the other."""
    heading = rule.heading or markup.heading(known.article.facts.language, known.rules.language)
    links = known.chosen[rule.name].links if rule.name in known.chosen else rule.links
    first = seen[f" {rule.name}"] * rule.count
    seen[f" {rule.name}"] += 1
    seen[heading] += 1
    shown = links[first : first + rule.count] or links[: rule.count]
    if rule.template:
        own = [Shown(one.title, one.url, one.image, one.width, one.height) for one in shown]
        return markup.templated(rule.name, rule.template.text, heading=heading, links=own, ordinal=seen[heading])
    return markup.box(
        rule.name,
        heading=heading,
        links=[(link.title, link.url) for link in shown],
        form=_form(rule),
        ordinal=seen[heading],
        look=look,
        pictures={link.url: link.image for link in shown if link.image},
    )


def _form(rule: Related) -> str:
    return rule.form or ("list" if rule.at.kind in ("end", "sidebar") else "line")


def _look(known: Understood) -> tuple[str, int | None]:
    """How insertions are styled, and where in the head style sheet and script go, if there is a sure place."""
    at = _head_place(known.page)
    if known.article.facts.amp:
        return "amp", at
    return ("inline", None) if at is None else ("sheet", at)


def _head_place(page: Page) -> int | None:
    """Right behind the charset declaration, else behind the head's start tag; None where neither is sure."""
    metas = page.head.within("meta") or page.named("meta")
    charset = [one for one in metas if one.has("charset") or "content-type" in one.get("http-equiv").lower()]
    for meta in charset:
        twin = page.without_scripting.twin(meta)
        if any(one is None or one.parent is None or one.parent.name != "head" for one in (meta, twin)):
            return None
    head = page.head
    if charset:
        at = charset[0].end
        is_sure = head.implied or head.inner <= at <= head.close  # a meta behind its end tag is put into it, too
    else:
        at, is_sure = head.inner, not head.implied
    return at if is_sure and page.coding.end <= at else None


def placed(known: Understood) -> Placements:
    """The plan in the rule file's words."""
    layout, plan = known.layout, known.plan
    insertions = []
    for number, choice in in_order(known):
        rule, kind = layout.wishes[number].rule, layout.problem.items[number].kind
        seam = choice.seam if choice.seam < len(layout.seams) else None
        offset = layout.place(number, choice.seam).offset
        insertions.append(Placed(rule.name, kind, str(rule.at), offset, seam, choice.cost))
    out = [wish for wish, choice in zip(layout.wishes, plan.choices, strict=True) if choice is None]
    left = [LeftOut(w.rule.name, _why(known, w), w.copies, w.against) for w in (*out, *layout.beyond)]
    return Placements(tuple(insertions), tuple(left), plan.score.cost)


def _why(known: Understood, wish: Wish) -> str:
    if wish.reason == "no-links" and wish.rule.name in known.chosen:
        return known.chosen[wish.rule.name].reason
    return wish.reason or "no-room"


def in_order(known: Understood) -> list[tuple[int, Choice]]:
    """What is placed, from the top of the page to its end: the item's number and its choice."""
    place = known.layout.place
    found = [(number, choice) for number, choice in enumerate(known.plan.choices) if choice is not None]
    return sorted(found, key=lambda one: (place(one[0], one[1].seam).offset, one[1].seam))
