"""The insertion modes of the HTML Standard (13.2.6.4): for each, what a token does to the construction.

``process`` sends a token to a mode; a mode that hands it on calls ``process`` with another mode's name.
"""

from adlayout.source.modes import after, body, head, table, template
from adlayout.source.modes.dispatch import MODES, process

MODES.update(head.MODES)
MODES.update(body.MODES)
MODES.update(table.MODES)
MODES.update(template.MODES)
MODES.update(after.MODES)

__all__ = ["process"]
