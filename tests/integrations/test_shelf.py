"""Finished pages that are kept: bounded, made once, and a failure is not kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from adlayout.integrations.shelf import Shelf


def test_it_never_holds_more_than_its_size_and_drops_the_oldest_first() -> None:
    shelf = Shelf(10)
    for key in b"abc":
        shelf.get(bytes([key]), lambda: b"1234")
    assert [shelf.look(key) for key in (b"a", b"b", b"c")] == [None, b"1234", b"1234"]
    shelf.look(b"b")
    shelf.get(b"d", lambda: b"1234")
    assert [shelf.look(key) for key in (b"b", b"c", b"d")] == [b"1234", None, b"1234"]
    assert shelf.get(b"e", lambda: b"x" * 11) == b"x" * 11
    assert shelf.look(b"e") is None


def test_who_asks_while_it_is_made_waits_for_it() -> None:
    shelf, made, all_here = Shelf(100), [], threading.Barrier(8)

    def make() -> bytes:
        made.append(1)
        threading.Event().wait(0.05)
        return b"page"

    def ask(_: int) -> bytes:
        all_here.wait()
        return shelf.get(b"k", make)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {b"page"}
    assert made == [1]


def test_a_failure_is_raised_and_not_kept() -> None:
    shelf = Shelf(100)

    def fail() -> bytes:
        raise MemoryError

    with pytest.raises(MemoryError):
        shelf.get(b"k", fail)
    assert shelf.get(b"k", lambda: b"page") == b"page"
