"""What a test may need that a machine may lack: skipped there with the reason, or failed where required.

``ADLAYOUT_REQUIRE=browser,registry,hosts,java,buckets,corpus`` (CI sets it) turns skips of what it names into failures.
"""

import os

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("ADLAYOUT_REQUIRE", "").split(",")))


def missing(what: str, reason: str) -> None:
    """Skips the running test, or fails it where ``ADLAYOUT_REQUIRE`` names ``what``."""
    (pytest.fail if what in REQUIRED else pytest.skip)(f"{what}: {reason}")
