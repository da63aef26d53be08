"""Slots and boxes of the rule file as the planner's items: which seams each may take, and at what cost."""

from dataclasses import dataclass
from functools import cached_property

from adlayout.article import PROFILES, Article
from adlayout.planner import Evenness, Gap, Item, Problem, Profile, Rung
from adlayout.rulefile.model import Length, Related, Rules, Slot
from adlayout.seams import forbid, prefer
from adlayout.seams.seam import UNITS, Forbidden, Seam, find_seams
from adlayout.source import Page, Place, place

_WORDS = UNITS.index("words")
# Px around a slot: its label's line and its margins (placement research: 24 + 2 × 12).
_AROUND = 48
_ANCHORED = frozenset(("before", "after", "first-in", "last-in"))


@dataclass(frozen=True, slots=True)
class Wish:
    """An item of the problem: the slot or box it stands for, and why it may have no seam at all."""

    rule: Slot | Related
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """All that the planner and those who explain it need: seams, anchors outside of the flow, the problem."""

    seams: tuple[Seam, ...]
    outside: tuple[Place, ...]
    wishes: tuple[Wish, ...]
    problem: Problem

    def place(self, seam: int) -> Place:
        """The place of a seam of the problem."""
        if seam >= len(self.seams):
            return self.outside[seam - len(self.seams)]
        found = self.seams[seam].place
        assert found is not None
        return found


def lay_out(page: Page, article: Article, rules: Rules, *, ads: bool = True) -> Layout:
    """The whole problem of a page. ``ads``: whether the page may carry ads at all."""
    return _Bridge(page, article, rules).layout(ads)


class _Bridge:
    def __init__(self, page: Page, article: Article, rules: Rules) -> None:
        self.page = page
        self.article = article
        self.rules = rules
        self.seams = find_seams(page, article) if article.reason is None else ()
        self.total = self.seams[-1].position if self.seams else (0,) * len(UNITS)
        self.structure = [forbid.structure(article, seam) for seam in self.seams]
        self.price = [sum(prefer.parts(article, rules.weights, seam).values()) for seam in self.seams]
        self.outside: list[Place] = []

    def layout(self, ads: bool) -> Layout:
        found: list[tuple[int, Item, Wish]] = []
        for slot in self.rules.slots if ads else ():
            for copy in range(1, slot.repeat + 1):
                found.append(self._item(slot, copy, slot.repeat))
        for box in self.rules.related:
            found.append(self._item(box, 1, 1))
        found.sort(key=lambda one: one[0])
        return Layout(
            seams=self.seams,
            outside=tuple(self.outside),
            wishes=tuple(wish for _, _, wish in found),
            problem=self._problem(tuple(item for _, item, _ in found)),
        )

    def _problem(self, items: tuple[Item, ...]) -> Problem:
        limits = self.rules.limits
        gaps = [
            *(Gap("ad", "ad", forbid.unit_of(one), one.amount) for one in limits.gap),
            *(Gap("box", "box", forbid.unit_of(one), one.amount) for one in limits.gap_related),
            *(gap for one in limits.gap_between for gap in _both_ways(one)),
        ]
        return Problem(
            units=UNITS,
            positions=tuple(tuple(seam.position[unit] for seam in self.seams) for unit in range(len(UNITS))),
            lengths=self.total,
            items=items,
            most={"ad": limits.ads, "box": limits.boxes},
            gaps=tuple(gaps),
            profiles=self._profiles(),
            evenness=Evenness("words", self.rules.weights.evenness, max(1, self.total[_WORDS])),
            outside=len(self.outside),
            end_free=bool(self.seams),
        )

    def _profiles(self) -> tuple[Profile, ...]:
        limits = dict(self.rules.limits.density)
        found = []
        for number, name in enumerate(PROFILES):
            ads = sum(block.heights[number] for block in self.article.blocks if block.kind == "ad")
            height = sum(block.heights[number] for block in self.article.blocks) - ads
            sure = height * (100 - self.rules.heights.room(name)) // 100  # what there is even if the model is too high
            found.append(Profile(name, (limits.get(name, 100), 100), sure, ads))
        return tuple(found)

    def _item(self, rule: Slot | Related, copy: int, copies: int) -> tuple[int, Item, Wish]:
        wished, seams, reason = self._seams(rule, copy, copies)
        if isinstance(rule, Related) and not rule.links:
            seams, reason = {}, "no-links"
        is_flow = not any(seam >= len(self.seams) for seam in seams)
        item = Item(
            name=rule.name,
            kind="ad" if isinstance(rule, Slot) else "box",
            rungs=self._rungs(rule, seams),
            copy=copy,
            copies=copies,
            flow=is_flow and rule.at.kind not in ("top", "sidebar"),
            mandatory=rule.mandatory,
            value=rule.value,
        )
        return wished, item, Wish(rule, reason)

    def _rungs(self, rule: Slot | Related, seams: dict[int, int]) -> tuple[Rung, ...]:
        if isinstance(rule, Related):
            return (Rung("", 0, (0,) * len(PROFILES), seams),)
        counts = rule.at.kind not in ("top", "end", "sidebar") and not any(seam >= len(self.seams) for seam in seams)
        found = []
        for number in range(rule.rungs):
            sizes = [rule.size(profile, number) for profile in PROFILES]
            heights = tuple((size[1] if size else 0) + _AROUND if counts else 0 for size in sizes)
            label = " / ".join(f"{size[0]}x{size[1]}" for size in sizes if size)
            found.append(Rung(label, number * self.rules.weights.rung, heights, seams))
        return tuple(found)

    def _seams(self, rule: Slot | Related, copy: int, copies: int) -> tuple[int, dict[int, int], str]:
        """Where an item would like to stand (words), its seams with their costs, and why there is none."""
        kind = rule.at.kind
        if kind in ("top", "sidebar") or kind in _ANCHORED:
            return self._anchored(rule)
        if not self.seams:
            return 0, {}, self.article.reason or "no-article"
        candidates = self._candidates(rule)
        if not candidates:
            return 0, {}, f"no-{kind}"
        whole = self.total[_WORDS]
        wished = {"mid-body": whole * copy // (copies + 1), "share": whole * rule.at.number // 100}.get(
            kind, self.seams[candidates[0]].position[_WORDS]
        )
        free = [seam for seam in candidates if not self.forbids(rule, seam)]
        costs = {seam: self._cost(rule, seam, wished) for seam in free}
        return wished, costs, "" if free else self.forbids(rule, candidates[0])[0].rule

    def _cost(self, rule: Slot | Related, seam: int, wished: int) -> int:
        spread = isinstance(rule, Slot) and rule.repeat > 1 and rule.at.kind == "mid-body"  # evenness prices these
        away = (
            0
            if spread
            else prefer.distance(self.rules.weights, self.seams[seam].position[_WORDS], wished, self.total[_WORDS])
        )
        return self.price[seam] + away

    def _candidates(self, rule: Slot | Related) -> list[int]:
        last = len(self.seams) - 1
        number = rule.at.number
        blocks = self.article.blocks
        match rule.at.kind:
            case "end":
                return [last if isinstance(rule, Related) else last - 1]
            case "after-lead":
                return self._after_lead()
            case "paragraph":
                texts = [index for index, block in enumerate(blocks) if block.paragraphs]
                return [texts[number - 1] + 1] if len(texts) >= number else []
            case "heading":
                heads = [index for index, block in enumerate(blocks) if block.kind in ("heading", "pseudo-heading")]
                return [heads[number - 1] + 1] if len(heads) >= number else []
            case _:
                return list(range(1, last - 1))

    def _after_lead(self) -> list[int]:
        blocks, lead = self.article.blocks, self.article.lead
        if lead is not None and lead not in blocks:
            return [0] if lead.start < blocks[0].start else []
        if lead is not None:
            return [blocks.index(lead) + 1]
        first = next((index for index, block in enumerate(blocks) if block.paragraphs), None)
        return [] if first is None else [first + 1]

    def _anchored(self, rule: Slot | Related) -> tuple[int, dict[int, int], str]:
        offset, reason = self._anchor(rule)
        if offset is None:
            return 0, {}, reason
        for number, seam in enumerate(self.seams[:-1]):
            if seam.offset == offset:
                against = self.forbids(rule, number)
                return (
                    seam.position[_WORDS],
                    {} if against else {number: self.price[number]},
                    against[0].rule if against else "",
                )
        if self.seams and self.article.blocks[0].start < offset < self.article.blocks[-1].end:
            return 0, {}, "inside-block"
        found = place(self.page, offset)
        if found is None:
            return 0, {}, "unsure"
        self.outside.append(found)
        return 0, {len(self.seams) + len(self.outside) - 1: 0}, ""

    def _anchor(self, rule: Slot | Related) -> tuple[int | None, str]:
        kind = rule.at.kind
        if kind == "top":
            return self.page.body.inner, ""
        if kind == "sidebar":
            sidebar = self.article.sidebar
            return (None, "no-sidebar") if sidebar is None else (sidebar.inner, "")
        matches = self.page.select(rule.at.css)
        if not matches:
            return None, "no-match"
        element = matches[0]
        return {"before": element.start, "after": element.end, "first-in": element.inner, "last-in": element.close}[
            kind
        ], ""

    def forbids(self, rule: Slot | Related, number: int) -> list[Forbidden]:
        """The hard rules that keep an item off a seam, those it lifts left out."""
        found = self.structure[number]
        if isinstance(rule, Slot):
            found = found + self.for_ads[number]
            if rule.at.kind == "mid-body":
                found = found + self.for_mid_body[number]
            return [one for one in found if one.rule not in rule.allow]
        return found

    @cached_property
    def for_ads(self) -> list[list[Forbidden]]:
        """What forbids each seam to ads."""
        article, limits, seams = self.article, self.rules.limits, self.seams
        return [
            forbid.for_ads(article, seam) + forbid.near_own_ads(article, limits, seam, seams) for seam in self.seams
        ]

    @cached_property
    def for_mid_body(self) -> list[list[Forbidden]]:
        """What forbids each seam to ads in the middle of the text."""
        return [forbid.for_mid_body(self.rules.limits, seam, self.total) for seam in self.seams]


def _both_ways(length: Length) -> tuple[Gap, Gap]:
    unit = forbid.unit_of(length)
    return Gap("ad", "box", unit, length.amount), Gap("box", "ad", unit, length.amount)
