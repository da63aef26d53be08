"""MkDocs' plugin: the whole site is finished when everything is written, after all other plugins.

plugins:
  - search
  - adlayout:
      rules: adlayout.toml     # a rule file or preset; by default the nearest adlayout.toml
"""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from adlayout.errors import AdlayoutError
from adlayout.integrations.site import finish_site

_log = get_plugin_logger(__name__)


class Settings(Config):
    """What ``mkdocs.yml`` may say of the plugin."""

    rules = config_options.Optional(config_options.Type(str))
    enabled = config_options.Type(bool, default=True)


class AdlayoutPlugin(BasePlugin[Settings]):
    """Known to MkDocs as ``adlayout``."""

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """At the end of a build. A rule file that cannot be used ends it; a page that fails is a warning."""
        if not self.config.enabled:
            return
        try:
            ran = finish_site(config.site_dir, Path(config.config_file_path).parent, self.config.rules)
        except AdlayoutError as error:
            raise PluginError(f"adlayout: {error}") from None
        (_log.warning if ran.failed else _log.info)(ran.said)
