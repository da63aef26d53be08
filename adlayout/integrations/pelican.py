"""Pelican's plugin: the whole output is finished when everything is written.

In the wheel it is the namespace plugin ``pelican.plugins.adlayout``, which Pelican finds by itself where PLUGINS is not
set; else ``PLUGINS = ["adlayout", …]``. ``ADLAYOUT_RULES`` names a rule file or preset.
"""

import logging
from typing import Any

from pelican import signals

from adlayout.integrations.site import finish_site

_log = logging.getLogger(__name__)


def register() -> None:
    """Called by Pelican."""
    signals.finalized.connect(finish)


def finish(pelican: Any) -> None:
    """At the end of a run. A rule file that cannot be used ends it."""
    ran = finish_site(pelican.output_path, pelican.path, pelican.settings.get("ADLAYOUT_RULES"))
    _log.log(logging.WARNING if ran.failed else logging.INFO, "adlayout: %s", ran.said)
