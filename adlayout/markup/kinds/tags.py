"""All slots of one page: what stands in each, the one script, what style sheet and policy have to know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adlayout.markup.kinds.model import Context, Placed, network
from adlayout.markup.kinds.script import is_scripted, loads, script
from adlayout.markup.kinds.tag import inside
from adlayout.markup.policy import Want
from adlayout.rulefile.model import Slot


@dataclass(frozen=True, slots=True)
class Tags:
    """``placed``: the slots by the number of their item, from the top of the page down."""

    context: Context
    placed: Mapping[int, Placed]

    def inside(self, number: int, look: str) -> str:
        """What stands in a slot, below its label."""
        return inside(self.placed[number], self.context, look)

    def script(self, nonce: str = "", *, marked: bool = True) -> str:
        """The script that the slots need: an insertion of its own, or (not ``marked``) a part of one."""
        placed = list(self.placed.values())
        if self.context.amp and not any("<amp-ad" in inside(one, self.context) for one in placed):
            return ""
        return script(placed, self.context, nonce, marked=marked)

    @property
    def kinds(self) -> set[str]:
        """What the style sheet has to say more than of any slot."""
        slots = [one.slot for one in self.placed.values()]
        found = {"house": any(slot.picture for slot in slots), "notice": any(slot.political for slot in slots)}
        found["one-profile"] = any(len(slot.sizes) == 1 for slot in slots)
        found["home"] = any(is_scripted(one, self.context) for one in self.placed.values())
        return {kind for kind, used in found.items() if used}

    @property
    def unscripted(self) -> list[str]:
        """Names of slots in which nothing stands where no scripts run."""
        return sorted(
            {o.slot.name for o in self.placed.values() if is_scripted(o, self.context) and not o.slot.fallback}
        )

    def wants(self, head: int | None, look: str) -> Iterator[Want]:
        """What a policy of the page has to let through; ``head``: where style sheet and script stand, if they can."""
        behind = 1 << 60
        if head is not None:
            yield Want("style-src-elem", "adlayout's style sheet", head)
        if self.placed or look == "inline":
            yield Want("style-src-attr", "the style attributes that reserve space", behind)
        scripted = [one for one in self.placed.values() if is_scripted(one, self.context)]
        if scripted:
            yield Want("script-src-elem", "adlayout's script", behind if head is None else head)
        for url in (one["src"] for one in loads(scripted, self.context)):
            yield Want("script-src-elem", f"the script {url}", behind, url)
        for kind in sorted({"gpt" if one.slot.kind == "prebid" else one.slot.kind for one in scripted}):
            for url in network(kind).get("frames", ()):
                yield Want("frame-src", f"ads in frames of {url}", behind, url)
        for picture in (one.slot.picture for one in self.placed.values()):
            if picture:
                yield Want("img-src", f"the picture {picture.src}", behind, picture.src)


def tags(context: Context, slots: Iterable[tuple[int, Slot, int]]) -> Tags:
    """``slots``: number, slot and rung of each that is placed, from the top of the page down."""
    seen: Counter[str] = Counter()
    placed = {}
    for number, slot, rung in slots:
        seen[slot.name] += 1
        placed[number] = Placed(slot, seen[slot.name], rung)
    return Tags(context, placed)
