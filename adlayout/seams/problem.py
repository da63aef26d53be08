"""Slots and boxes of the rule file as the planner's items: which seams each may take, and at what cost."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from adlayout.article import PROFILES, Article
from adlayout.planner import Evenness, Gap, Item, Problem, Profile, Rung
from adlayout.planner.model import MOST_FLOW_BOXES, Choice
from adlayout.rulefile.model import Length, Related, Rules, Slot
from adlayout.seams import forbid, many, prefer, where
from adlayout.seams.conditions import unmet
from adlayout.seams.seam import TAKEN, UNITS, UNSURE, Forbidden, Seam, find_seams
from adlayout.source import Page, Place

_WORDS = UNITS.index("words")
# Copies that an "all = true" may have outside of the text, where only the most ads of a page bind.
_MOST_OUTSIDE = 50
Speak = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an item of the problem stands for: a slot or box, and why it may have no seam at all.

    ``against`` is the rule that says so, with what it asks and what there is. ``exact`` holds the places that are not
    the seam's own. ``silence``: what a box pays per seam for text that does not speak of its article. ``copies``: how
    many wishes alike this stands for.
    """

    rule: Slot | Related
    reason: str = ""
    against: Forbidden | None = None
    exact: Mapping[int, Place] = field(default_factory=dict)
    silence: Mapping[int, int] = field(default_factory=dict)
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """All that the planner and those who explain it need: seams, anchors outside of the flow, the problem.

    ``prices``: per seam of the flow the named parts of its own cost.
    ``wishes`` belong to the problem's items one by one. ``beyond`` are wishes that never became an item: copies and
    matches for which there is no place, or too many for any page.
    """

    seams: tuple[Seam, ...]
    prices: Mapping[int, Mapping[str, int]]
    outside: tuple[Place, ...]
    wishes: tuple[Wish, ...]
    beyond: tuple[Wish, ...]
    rail: int
    problem: Problem

    def parts(self, number: int, choice: Choice) -> dict[str, int]:
        """What an insertion's cost is made of, named; none are 0, and their sum is the choice's cost."""
        wish, rung = self.wishes[number], self.problem.items[number].rungs[choice.rung]
        found = {**self.prices.get(choice.seam, {}), "silent": wish.silence.get(choice.seam, 0), "rung": rung.cost}
        found["distance"] = choice.cost - sum(found.values())
        return {name: cost for name, cost in found.items() if cost}

    def place(self, number: int, seam: int) -> Place:
        """The place of the ``number``-th item at a seam of the problem."""
        if seam >= len(self.seams):
            return self.outside[seam - len(self.seams)]
        found = self.wishes[number].exact.get(seam) or self.seams[seam].place
        assert found is not None
        return found


def lay_out(
    page: Page, article: Article, rules: Rules, *, ads: bool = True, url: str | None = None, speak: Speak | None = None
) -> Layout:
    """The whole problem of a page. ``ads``: whether the page may carry ads at all; ``url``: its address, if known;
    ``speak``: per box, how much each block speaks of its article, in thousandths.
    """
    return _Bridge(page, article, rules, url, speak or {}).layout(ads)


@dataclass(frozen=True, slots=True)
class _Offer:
    """One copy: where it would like to stand (words), and what each of its seams costs."""

    wish: Wish
    wished: int = 0
    seams: Mapping[int, int] = field(default_factory=dict)
    flow: bool = True
    copy: int = 1
    copies: int = 1
    name: str = ""


class _Bridge:
    def __init__(self, page: Page, article: Article, rules: Rules, url: str | None, speak: Speak) -> None:
        self.page = page
        self.article = article
        self.rules = rules
        self.url = url
        self.speak = speak
        self.seams = find_seams(page, article) if article.reason is None else ()
        self.total = self.seams[-1].position if self.seams else (0,) * len(UNITS)
        self.structure = [forbid.structure(article, seam) for seam in self.seams]
        self.prices = dict(enumerate(prefer.parts(article, rules.weights, seam) for seam in self.seams))
        self.price = [sum(parts.values()) for parts in self.prices.values()]
        self.outside: list[tuple[str, Place]] = []  # with the position that each is for
        self.beyond: list[Wish] = []
        self.most_copies = 1
        self.wanted: list[Slot | Related] = []

    def layout(self, ads: bool) -> Layout:
        wanted: list[Slot | Related] = [*(self.rules.slots if ads else ()), *self.rules.related]
        self.wanted = wanted
        self.most_copies = many.most_copies(sum(_repeat(rule) > 1 or rule.all for rule in wanted))
        # Outside of the text, of two that want one place it is given to what must be in, or is worth more.
        by_worth = sorted(enumerate(wanted), key=lambda one: (not one[1].mandatory, -one[1].value))
        found = {number: self._offers(rule) for number, rule in by_worth}
        boxes = {number: _boxes_in_text(offers) for number, offers in found.items()}
        for number in many.beyond(boxes):
            self.beyond.append(Wish(wanted[number], "count", copies=len(found.pop(number))))
        offers = [offer for number in range(len(wanted)) for offer in found.get(number, ())]
        offers.sort(key=lambda one: one.wished)
        return Layout(
            seams=self.seams,
            prices=self.prices,
            outside=tuple(place for _, place in self.outside),
            wishes=tuple(offer.wish for offer in offers),
            beyond=tuple(self.beyond),
            rail=where.rail(self.rules.limits),
            problem=self._problem(tuple(self._item(offer) for offer in offers)),
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
            evenness=Evenness(PROFILES[0], self.rules.weights.evenness),
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

    def _item(self, offer: _Offer) -> Item:
        rule = offer.wish.rule
        counts = offer.flow and rule.at.kind != "end"
        return Item(
            name=offer.name or rule.name,
            kind="ad" if isinstance(rule, Slot) else "box",
            rungs=self._rungs(rule, offer.seams, counts=counts),
            copy=offer.copy,
            copies=offer.copies,
            flow=offer.flow,
            mandatory=rule.mandatory,
            value=rule.value,
        )

    def _rungs(self, rule: Slot | Related, seams: Mapping[int, int], *, counts: bool) -> tuple[Rung, ...]:
        if isinstance(rule, Related):
            return (Rung("", 0, (0,) * len(PROFILES), seams),)
        found = []
        for number in range(rule.rungs):
            sizes = [rule.size(profile, number) for profile in PROFILES]
            around = where.AROUND + rule.notice_lines * where.LINE
            bare = 0 if any(sizes) else around  # with a size for the other profile alone, it is not shown on this one
            heights = tuple((size[1] + around if size else bare) if counts else 0 for size in sizes)
            label = " / ".join(f"{size[0]}x{size[1]}" for size in sizes if size)
            found.append(Rung(label, number * self.rules.weights.rung, heights, seams))
        return tuple(found)

    def _offers(self, rule: Slot | Related) -> list[_Offer]:
        """All copies of a rule, each with its seams; one without a seam where there is none."""
        if barred := self._barred(rule):
            return [_Offer(barred)]
        if where.is_anchored(rule.at):
            return self._anchored(rule)
        if isinstance(rule, Related) and rule.at.kind == "end" and (found := self._below_all(rule)):
            is_free = self._is_free(rule, found)
            return self._beside(rule, [found], "") if is_free else [_Offer(Wish(rule, TAKEN.rule, TAKEN))]
        if not self.seams:
            return [_Offer(Wish(rule, self.article.reason or "no-article", copies=_repeat(rule)))]
        return self._in_text(rule)

    def _barred(self, rule: Slot | Related) -> Wish | None:
        """Why a rule has nothing for this page, wherever it would stand."""
        if failed := unmet(rule.when, self.page, self.article, self.url):
            return Wish(rule, "condition", failed, copies=_repeat(rule))
        return Wish(rule, "no-links") if isinstance(rule, Related) and not rule.links else None

    def _in_text(self, rule: Slot | Related) -> list[_Offer]:
        candidates = where.in_text(self.article, rule.at, len(self.seams) - 1, box=isinstance(rule, Related))
        if not candidates:
            return [_Offer(Wish(rule, f"no-{rule.at.kind}", copies=_repeat(rule)))]
        free = [seam for seam in candidates if not self.forbids(rule, seam)]
        if not free:
            against = self.forbids(rule, candidates[0])[0]
            return [_Offer(Wish(rule, against.rule, against, copies=_repeat(rule)))]
        copies = min(_repeat(rule), self.most_copies)
        if copies < _repeat(rule):
            self.beyond.append(Wish(rule, "count", copies=_repeat(rule) - copies))
        # One copy alone has no gaps that could be even: it pays for its distance from the middle, as any slot does.
        if copies > 1 and (room := self._room(free, copies)) < copies:
            self.beyond.append(Wish(rule, copies=copies - room))
            copies = room
        return [self._copy(rule, free, copy, copies) for copy in range(1, copies + 1)]

    def _room(self, free: list[int], copies: int) -> int:
        """How many ads the gaps let stand at these seams at most, counted from the top; no more than ``copies``."""
        last, found = self.seams[free[0]], 1
        for seam in (self.seams[number] for number in free[1:]):
            if found == copies:
                break
            if all(seam.position[unit] - last.position[unit] >= least for unit, least in self.least_gaps):
                last, found = seam, found + 1
        return found

    @cached_property
    def least_gaps(self) -> list[tuple[int, int]]:
        """The gaps between two ads, each with its unit's number."""
        return [(UNITS.index(forbid.unit_of(one)), one.amount) for one in self.rules.limits.gap]

    def _below_all(self, rule: Related) -> Place | None:
        """For a box at the end of an article with hardly any text, and so no seams: behind what holds the article."""
        return where.below(self.page, self.article) if self.article.reason == "short-article" else None

    def _copy(self, rule: Slot | Related, free: list[int], copy: int, copies: int) -> _Offer:
        whole = self.total[_WORDS]
        wished = {"mid-body": whole * copy // (copies + 1), "share": whole * rule.at.number // 100}.get(
            rule.at.kind, self.seams[free[0]].position[_WORDS]
        )
        is_spread = copies > 1 and rule.at.kind == "mid-body"  # evenness prices these
        silence = self._silence(rule, free)
        costs = {
            seam: self.price[seam] + silence.get(seam, 0) + (0 if is_spread else self._away(seam, wished))
            for seam in free
        }
        return _Offer(Wish(rule, silence=silence), wished, costs, copy=copy, copies=copies)

    def _silence(self, rule: Slot | Related, free: list[int]) -> dict[int, int]:
        speak = self.speak.get(rule.name, ()) if isinstance(rule, Related) else ()
        if not speak:
            return {}
        return {seam: prefer.silence(self.rules.weights, speak, self.seams[seam].above) for seam in free}

    def _away(self, seam: int, wished: int) -> int:
        return prefer.distance(self.rules.weights, self.seams[seam].position[_WORDS], wished, self.total[_WORDS])

    def _anchored(self, rule: Slot | Related) -> list[_Offer]:
        """A copy for each spot; spots of the text are shared, so that each copy may take any of them."""
        spots = where.on_page(self.page, self.article, self.seams, rule, self.rules.limits)
        flow: dict[int, Place | None] = {}
        outside: list[Place] = []
        barred: dict[str, Wish] = {}
        for spot in spots:
            against = spot.against
            if spot.seam is not None:
                against = next(iter(self.forbids(rule, spot.seam)), TAKEN if self._is_the_top(spot.seam) else None)
            elif spot.place is not None and self._nests_forms(rule, spot.place.offset):
                against = UNSURE
            elif spot.place is not None and not self._is_free(rule, spot.place):
                against = TAKEN
            if against is not None:
                seen = barred.get(against.rule) or Wish(rule, against.rule, against, copies=0)
                barred[against.rule] = replace(seen, copies=seen.copies + spot.copies)
            elif spot.seam is not None:
                flow[spot.seam] = spot.place
            elif spot.place is not None:
                outside.append(spot.place)
        wishes = list(barred.values())
        if not flow and not outside:
            self.beyond += wishes[1:]
            return [_Offer(wishes[0], flow=False)]
        self.beyond += wishes
        # Copies of one name are a repeat to the planner; where some stand in the text and some outside, they are two.
        beside = f"{rule.name} outside" if flow else ""
        return [*self._beside(rule, outside, beside), *self._anchored_in_text(rule, flow)]

    def _anchored_in_text(self, rule: Slot | Related, places: Mapping[int, Place | None]) -> list[_Offer]:
        most = self.rules.limits.ads if isinstance(rule, Slot) else min(self._boxes(rule), MOST_FLOW_BOXES)
        spots = sorted(places)
        exact = {seam: found for seam, found in places.items() if found is not None}
        costs = {seam: self.price[seam] for seam in spots}
        copies = self._capped(rule, len(spots), min(most, self.most_copies))
        return [
            _Offer(
                Wish(rule, exact=exact),
                # With a spot for each copy this is its own, with fewer copies they are spread over the spots.
                self.seams[spots[(2 * copy - 1) * len(spots) // (2 * copies)]].position[_WORDS],
                costs,
                copy=copy,
                copies=copies,
            )
            for copy in range(1, copies + 1)
        ]

    def _beside(self, rule: Slot | Related, places: list[Place], name: str) -> list[_Offer]:
        """Outside of the text each copy has a place of its own, several of which may be one offset."""
        most = self.rules.limits.ads if isinstance(rule, Slot) else self._boxes(rule)
        copies = self._capped(rule, len(places), min(most, _MOST_OUTSIDE))
        first = len(self.seams) + len(self.outside)
        self.outside += [(rule.at.kind, place) for place in places[:copies]]
        return [
            _Offer(Wish(rule), 0, {first + number: 0}, flow=False, copy=number + 1, copies=copies, name=name)
            for number in range(copies)
        ]

    def _is_free(self, rule: Slot | Related, place: Place) -> bool:
        """Whether no other rule has a place there, nothing of the page between the two; a side column takes several."""
        kind = rule.at.kind
        others = [one for other, one in self.outside if not kind == other == "sidebar"]
        return not any(where.meet(self.page, one.offset, place.offset) for one in others)

    def _is_the_top(self, seam: int) -> bool:
        """Whether a seam is the place of what goes to the top of the page."""
        if seam or not any(one.at.kind == "top" and not self._barred(one) for one in self.wanted):
            return False
        found = where.top(self.page)
        return found is not None and where.meet(self.page, found.offset, self.seams[seam].offset)

    def _boxes(self, rule: Related) -> int:
        """How many copies a box may have: where there are more links than for one, each copy has some of its own."""
        copies = -(-len(rule.links) // max(1, rule.count))
        return self.rules.limits.boxes if copies <= 1 else min(self.rules.limits.boxes, copies)

    def _capped(self, rule: Slot | Related, spots: int, most: int) -> int:
        """How many of so many spots can ever be taken; the others are told of."""
        if rule.all and isinstance(rule, Slot) and rule.repeat > 1:
            most = min(most, rule.repeat)
        # One item stays, so that whoever explains can say which limit keeps it out.
        copies = min(spots, max(1, most))
        if copies < spots:
            self.beyond.append(Wish(rule, "count", copies=spots - copies))
        return copies

    def forbids(self, rule: Slot | Related, number: int) -> list[Forbidden]:
        """The hard rules that keep an item off a seam, those it lifts left out."""
        found = self.structure[number]
        if self._nests_forms(rule, self.seams[number].offset):
            return [UNSURE, *found]
        if isinstance(rule, Slot):
            found = found + self.for_ads[number]
            if rule.at.kind == "mid-body":
                found = found + self.for_mid_body[number]
            return [one for one in found if one.rule not in rule.allow]
        return found

    def _nests_forms(self, rule: Slot | Related, offset: int) -> bool:
        """Whether a form of the slot's own would end one of the page's: browsers know only one at a time."""
        if not isinstance(rule, Slot) or "<form" not in rule.html.lower():
            return False
        return any(one.start < offset < (one.end if one.closed else sys.maxsize) for one in self.page.named("form"))

    @cached_property
    def for_ads(self) -> list[list[Forbidden]]:
        """What forbids each seam to ads."""
        article, limits, seams = self.article, self.rules.limits, self.seams
        own = forbid.own_ads(article)
        return [forbid.for_ads(article, seam) + forbid.near_own_ads(own, limits, seam, seams) for seam in self.seams]

    @cached_property
    def for_mid_body(self) -> list[list[Forbidden]]:
        """What forbids each seam to ads in the middle of the text."""
        return [forbid.for_mid_body(self.rules.limits, seam, self.total) for seam in self.seams]


def _repeat(rule: Slot | Related) -> int:
    return rule.repeat if isinstance(rule, Slot) else 1


def _boxes_in_text(offers: list[_Offer]) -> int:
    return sum(one.flow and bool(one.seams) and isinstance(one.wish.rule, Related) for one in offers)


def _both_ways(length: Length) -> tuple[Gap, Gap]:
    unit = forbid.unit_of(length)
    return Gap("ad", "box", unit, length.amount), Gap("box", "ad", unit, length.amount)
