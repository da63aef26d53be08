"""What the tests of all engines compare with: made once."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.engines.sites import MAGAZINE, RULES, built, indexed


class Made(NamedTuple):
    """The magazine's index, and its pages as ``adlayout build`` finishes them with it, by name."""

    index: Path
    pages: dict[str, bytes]


@pytest.fixture(scope="session")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("magazine")
    index = indexed(MAGAZINE, RULES, folder / "index")
    return Made(index, built(MAGAZINE, RULES, index, folder / "out"))
