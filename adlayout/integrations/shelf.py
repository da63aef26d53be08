"""Finished pages by the digest of what they were made of: the least recently used go first."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock


class Shelf:
    """At most ``size`` bytes of pages. Safe between threads; who asks for a page that is being made waits for it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._lock = Lock()
        self._done: OrderedDict[bytes, bytes] = OrderedDict()
        self._making: dict[bytes, Future[bytes]] = {}

    def look(self, key: bytes) -> bytes | None:
        """The page if it is there."""
        with self._lock:
            if key in self._done:
                self._done.move_to_end(key)
            return self._done.get(key)

    def get(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The page, made if need be: once, however many ask at the same time. Raises what ``make`` raises."""
        with self._lock:
            if key in self._done:
                self._done.move_to_end(key)
                return self._done[key]
            there = self._making.get(key)
            mine = self._making[key] = Future() if there is None else there
        if there is not None:
            return there.result()
        try:
            mine.set_result(make())
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            self._put(key, mine)
        return mine.result()

    def _put(self, key: bytes, made: "Future[bytes]") -> None:
        with self._lock:
            del self._making[key]
            if made.exception() is not None:
                return
            self._done[key] = made.result()
            self._used += len(made.result())
            while self._used > self._size:
                self._used -= len(self._done.popitem(last=False)[1])
