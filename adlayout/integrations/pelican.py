"""Pelican's plugin: the whole output is finished when everything is written.

In the wheel it is the namespace plugin ``pelican.plugins.adlayout``, which Pelican loads by itself where PLUGINS is not
set; else ``PLUGINS = ["adlayout", …]``. ``ADLAYOUT_RULES`` names a rule file or preset. Without it and without an
``adlayout.toml`` nothing is done: who merely installed adlayout did not ask for ads.
"""

import logging
from pathlib import Path
from typing import Any

from pelican import signals

from adlayout.integrations.site import finish_site
from adlayout.rulefile import find_rules

_log = logging.getLogger(__name__)


def register() -> None:
    """Called by Pelican."""
    signals.finalized.connect(finish)


def finish(pelican: Any) -> None:
    """At the end of a run. A rule file that cannot be used ends it."""
    rules = pelican.settings.get("ADLAYOUT_RULES")
    if not rules and find_rules(Path(pelican.path) / "-") is None:
        _log.info("adlayout: no adlayout.toml and no ADLAYOUT_RULES, so nothing is finished")
        return
    ran = finish_site(pelican.output_path, pelican.path, rules)
    _log.log(logging.WARNING if ran.failed else logging.INFO, "adlayout: %s", ran.said)
