"""What a tag is made from: a slot at its place on a page, and what the page says of itself."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from adlayout.markup.escape import clean
from adlayout.rulefile.model import PROFILES, Ads, Slot

Sizes = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A page's facts as it gives them, never to be trusted; ``amp``: whether it is an AMP page; ``ads``: the site's."""

    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    amp: bool = False
    ads: Ads = field(default_factory=Ads)


@dataclass(frozen=True, slots=True)
class Placed:
    """A slot on a page: ``copy`` counts those of its name from 1, ``rung`` is the step of its ladder of sizes."""

    slot: Slot
    copy: int = 1
    rung: int = 0

    @property
    def id(self) -> str:
        """Its own on the page, the same on each run. No word that cosmetic filters know stands in it."""
        return f"al-{self.slot.name}-{self.copy}"

    def sizes(self, profile: str) -> Sizes:
        """What may fill the space that is kept free on a profile: of the ladder all that is no wider and no higher."""
        most = self.slot.size(profile, self.rung)
        ladder = dict(self.slot.sizes).get(profile, ())
        return tuple(dict.fromkeys(one for one in ladder if most and one[0] <= most[0] and one[1] <= most[1]))

    @property
    def by_profile(self) -> tuple[Sizes, ...]:
        """The same for all profiles."""
        return tuple(self.sizes(profile) for profile in PROFILES)

    def fact(self, context: Context, name: str) -> tuple[str, ...]:
        """A fact of the page, one text or more, none where the page does not say it."""
        if name == "tags":
            found = context.tags
        else:
            own = {"name": self.slot.name, "copy": str(self.copy)}
            found = (own.get(name) or (context.section if name == "section" else context.language),)
        return tuple(filter(None, map(clean, found)))


@cache
def network(kind: str) -> dict[str, Any]:
    """A row of networks.toml; empty for kinds without a network."""
    found: dict[str, Any] = _data("networks").get(kind, {})
    return found


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def waiting() -> dict[str, Any]:
    """consent.toml."""
    return _data("consent")
