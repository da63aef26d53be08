"""What ``adlayout[related]`` installs, loaded when an index is made; to read one, nothing of it is needed."""

from importlib import import_module
from typing import Any

from adlayout.errors import UsageError


def required(module: str) -> Any:
    """The module. Raises ``UsageError`` with the remedy where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise UsageError(
            f"the related index is made with {module}, which is not installed: pip install 'adlayout[related]'"
        ) from None
