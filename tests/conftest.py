"""What all tests share: the judges, the helper that checks the promises, and who is skipped and why.

Slow tests run with ``make prove`` only.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.corpus import CORPUS, NO_CORPUS, pages
from tests.dom.chromium import Chromium, running
from tests.needs import REQUIRED, missing

MARKED_BY_FIXTURE = {"chromium": "browser", "corpus_page": "corpus"}


def pytest_configure(config: pytest.Config) -> None:
    # The same cases in each run, and no clock: a busy machine must not fail a promise. `make prove` looks
    # further.
    settings.register_profile("test", deadline=None, derandomize=True)
    settings.register_profile("prove", deadline=None, max_examples=2_000, print_blob=True)
    settings.load_profile("prove" if config.option.markexpr == "slow" else "test")
    if "corpus" in REQUIRED and not CORPUS.is_dir():
        raise pytest.UsageError(f"ADLAYOUT_REQUIRE names the corpus, but there is {NO_CORPUS}")
    config.addinivalue_line("markers", "slow: long runs, with `make prove`")
    config.addinivalue_line("markers", "drawn: cases drawn at random, of which `make prove` draws many more")
    config.addinivalue_line("markers", "registry: installs packages from the registry")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "corpus_page" in metafunc.fixturenames:
        skip = pytest.mark.skip(reason=NO_CORPUS)
        absent = [pytest.param(None, id="corpus", marks=skip)]
        metafunc.parametrize("corpus_page", [pytest.param(p, id=p.name) for p in pages()] or absent)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        _mark(item)
        if config.option.markexpr == "slow" and item.get_closest_marker("drawn"):
            item.add_marker("slow")
    if not config.option.markexpr:
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


def _mark(item: pytest.Item) -> None:
    for fixture, marker in MARKED_BY_FIXTURE.items():
        if fixture in getattr(item, "fixturenames", ()):
            item.add_marker(marker)
    if item.get_closest_marker("corpus") and not CORPUS.is_dir():
        item.add_marker(pytest.mark.skip(reason=NO_CORPUS))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """The browser: one for each worker, for the whole session; what it knows of pages, all workers share."""
    base = tmp_path_factory.getbasetemp()
    known = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "trees"
    known.mkdir(exist_ok=True)
    with running(known) as browser:
        if browser is None:
            missing("browser", "no Chromium on the path (apt-get install chromium, or playwright install chromium)")
        assert browser
        yield browser


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What builds remember lies in a folder of the session, for the commands that tests start, too."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["XDG_CACHE_HOME"]
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before
