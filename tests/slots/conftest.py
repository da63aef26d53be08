"""The stage on which finished pages are shown."""

from collections.abc import Iterator

import pytest

from tests.slots.stage import Stage, stage


@pytest.fixture(name="stage", scope="session")
def stage_of_the_session() -> Iterator[Stage]:
    with stage() as made:
        yield made
