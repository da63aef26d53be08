"""adlayout finishes article pages: it plans labelled ad slots and related-article boxes, and writes them in.

    rules = adlayout.load_rules("adlayout.toml")
    finished = adlayout.finish(page_bytes, rules)

The public names are resolved on first use, so that ``adlayout --version`` loads nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adlayout.checker import Finding as Finding
    from adlayout.checker import check as check
    from adlayout.explaining import explain as explain
    from adlayout.pipeline import Finished as Finished
    from adlayout.pipeline import finish as finish
    from adlayout.pipeline import strip as strip
    from adlayout.rulefile import load_rules as load_rules

__version__ = "0.1.0"

_WHERE = {
    "check": "checker",
    "finish": "pipeline",
    "strip": "pipeline",
    "explain": "explaining",
    "Finding": "checker",
    "Finished": "pipeline",
    "load_rules": "rulefile",
}
__all__ = ["Finding", "Finished", "__version__", "check", "explain", "finish", "load_rules", "strip"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"adlayout.{_WHERE[name]}"), name)
