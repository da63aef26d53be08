"""Which files are no part of the site: patterns as in ``.gitignore``, the last one that fits decides."""

import re
from collections.abc import Sequence

from adlayout.builder.walk import Skip
from adlayout.errors import UsageError


def skipping(patterns: Sequence[str]) -> Skip | None:
    """Whether a name is left out. Raises ``UsageError`` for a pattern that is none, or where pathspec is missing."""
    if not patterns:
        return None
    try:
        from pathspec import GitIgnoreSpec
    except ImportError:
        raise UsageError("--exclude needs pathspec: pip install 'adlayout[build]'") from None
    try:
        return GitIgnoreSpec.from_lines(patterns).match_file
    except (ValueError, re.error) as error:
        raise UsageError(f"--exclude: {error}; write it as in .gitignore") from None
