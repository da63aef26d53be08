"""What pages are made with besides rules and links: the versions of all that makes them."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from adlayout import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_IS_CHECKOUT = (_PACKAGE.parent / "pyproject.toml").is_file()
PARSER = "turbohtml"


def versions() -> tuple[object, ...]:
    """Changes when pages could come out otherwise. Loads nothing: where nothing has changed, no parser is needed."""
    changed = max(map(_changed, _PACKAGE.rglob("*.py"))) if _IS_CHECKOUT else 0
    return __version__, changed, _installed(PARSER), sys.version_info[:3]


def _changed(path: Path) -> int:
    """When a file of a checkout was changed: there the version does not tell one state from the next."""
    return path.stat().st_mtime_ns


def _installed(package: str) -> str:
    """The version by the name of the folder that pip writes beside the package; asking ``importlib.metadata`` costs as
    much as loading the package.
    """
    spec = find_spec(package)
    if spec is None or not spec.origin:
        return ""
    start, end = f"{package}-", ".dist-info"
    names = os.listdir(Path(spec.origin).parents[1])  # noqa: PTH208
    return next((name for name in sorted(names) if name.startswith(start) and name.endswith(end)), spec.origin)
