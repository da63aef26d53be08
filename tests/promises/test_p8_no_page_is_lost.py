"""P8: whatever a page holds, it comes back, unchanged where nothing was inserted, with a reason; one bad page stops no
build; files appear whole or not at all, at whatever moment a build is killed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import adlayout
from adlayout import pipeline
from adlayout.builder import page as pages_of_a_build
from adlayout.cli.words import table
from tests.builder.sites import built, write
from tests.checked import bare
from tests.corpus import ROOT
from tests.fuzzing.mutate import PIECES
from tests.promises.broken import complaint
from tests.promises.drawn import Drawn, pages, rules

ANYTHING = st.one_of(
    pages(),
    st.binary(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join),
    st.tuples(pages(), st.binary(max_size=9), st.integers(0, 4_000)).map(lambda one: one[0][: one[2]] + one[1]),
)
CASES = st.builds(Drawn, ANYTHING, rules())
SITES = st.tuples(st.lists(ANYTHING, min_size=1, max_size=6), rules(), st.integers(0, 5))
BAD = b"<!-- this one breaks adlayout -->"


def judge(drawn: Drawn) -> None:
    """One page."""
    try:
        finished = drawn.finish()
    except Exception as error:
        raise AssertionError(f"crash: {error!r}") from error
    assert finished.status in ("finished", "passed")
    if finished.status == "passed":
        assert finished.html in (drawn.page, bare(drawn.page)), "passed through, but changed"
        assert finished.reason in table(), "passed through without a reason that can be told"
    else:
        assert finished.html != drawn.page, "finished without any insertion"


def judge_site(drawn: tuple[list[bytes], str, int]) -> None:
    """A site: each page has its outcome and stands in the target, as ``finish`` makes it; one is bad."""
    given_pages, toml, bad = drawn
    files = {f"{number}.html": one for number, one in enumerate(given_pages)}
    files[f"{min(bad, len(files))}.html"] = b"<!doctype html><p>Brot</p>" + BAD
    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder, "site"), files | {"adlayout.toml": toml.encode()})
        outcomes = built(source, Path(folder, "out"), url="https://leysum.example")
        for name, data in files.items():
            stands = Path(folder, "out", name)
            assert name in outcomes, f"{name} has no outcome"
            assert stands.is_file(), f"{name} is lost"
            if BAD in data:
                assert outcomes[name].status == "failed"
                assert outcomes[name].reason
                assert stands.read_bytes() == data, f"{name} does not stand as it came"
            else:
                wanted = Drawn(data, toml, f"https://leysum.example/{name}").finish()
                assert stands.read_bytes() == wanted.html, f"{name} is not what finish makes"
                assert outcomes[name].status in (wanted.status, "up-to-date")


@pytest.fixture(name="bad_page")
def _bad_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """adlayout has a defect that shows on pages which hold BAD."""
    understood = pipeline.understood

    def breaks(raw: bytes, *given_too: Any) -> Any:
        if BAD in raw:
            raise KeyError("a defect of adlayout's own")
        return understood(raw, *given_too)

    monkeypatch.setattr(pipeline, "understood", breaks)


@pytest.mark.drawn
@settings(max_examples=settings.default.max_examples // 4)
@given(CASES)
def test_any_bytes_any_rules(drawn: Drawn) -> None:
    judge(drawn)


@pytest.mark.drawn
@pytest.mark.usefixtures("bad_page")
def test_any_site_with_a_page_that_breaks_adlayout() -> None:
    settings(max_examples=settings.default.max_examples // 15)(given(SITES)(lambda drawn: judge_site(drawn)))()


def dying(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "tests.promises.dying", str(folder), *words]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True)


def test_a_build_that_dies_at_any_moment(tmp_path: Path) -> None:
    done = dying(tmp_path, "67")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@pytest.mark.slow
def test_a_build_that_dies_at_every_moment(tmp_path: Path) -> None:
    done = dying(tmp_path, "1")
    assert done.returncode == 0, done.stderr


def test_a_file_written_in_place_is_seen(tmp_path: Path) -> None:
    assert "is neither the old nor the new file" in dying(tmp_path, "3", "--torn").stderr


def test_a_crash_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PassThrough", LookupError)
    assert "crash" in complaint(judge, CASES)


def test_a_changed_page_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pipeline.Finished
    monkeypatch.setattr(pipeline, "Finished", lambda html, *more: made(html + b"\n", *more))
    assert "but changed" in complaint(judge, CASES)


def test_a_page_without_a_reason_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pipeline.Finished
    monkeypatch.setattr(pipeline, "Finished", lambda html, status, reason=None, *more: made(html, status, None, *more))
    assert "without a reason" in complaint(judge, CASES)


@pytest.mark.usefixtures("bad_page")
def test_a_lost_page_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(task: Any, bench: Any, raw: bytes) -> Any:
        return pages_of_a_build._finished(task, bench, raw)

    monkeypatch.setattr(pages_of_a_build, "_made", gives_up)
    assert "is lost" in complaint(judge_site, SITES)


def test_finish_is_what_a_build_calls() -> None:
    assert adlayout.finish is pipeline.finish
