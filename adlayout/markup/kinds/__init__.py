"""What fills a slot: one template a kind, and one script for all that need one.

model.py       a slot at its place, what the page says of itself, the networks
tag.py         what stands in the slot, AMP pages included
tags.py        all slots of one page
script.py      the head's script with the page's slots; loader.js is what it runs
networks.toml  scripts, vendors and hosts of the networks
consent.toml   how consent tools know a script that waits
"""

from adlayout.markup.kinds.model import Context, Placed
from adlayout.markup.kinds.tags import Tags, tags

__all__ = ["Context", "Placed", "Tags", "tags"]
