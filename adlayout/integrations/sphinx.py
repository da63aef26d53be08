"""Sphinx' extension: the HTML is finished when everything is written.

extensions = ["adlayout.integrations.sphinx"]
adlayout_rules = "adlayout.toml"     # a rule file or preset; by default the nearest adlayout.toml
"""

from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger

from adlayout import __version__
from adlayout.errors import AdlayoutError
from adlayout.integrations.site import finish_site

_BUILDERS = ("html", "dirhtml", "singlehtml")
_log = getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("adlayout_rules", None, "", (str, type(None)))
    # Last in line: what others write at the end is finished, too.
    app.connect("build-finished", finish, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def finish(app: Sphinx, exception: Exception | None) -> None:
    """At the end of a build that went well. A rule file that cannot be used ends it; a page that fails is a warning."""
    if exception is not None or app.builder.name not in _BUILDERS:
        return
    try:
        ran = finish_site(app.outdir, app.confdir, app.config.adlayout_rules)
    except AdlayoutError as error:
        raise ExtensionError(f"adlayout: {error}") from None
    (_log.warning if ran.failed else _log.info)("adlayout: %s", ran.said)
