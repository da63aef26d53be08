"""The helper that guards every other test can fail: each promise is broken here on purpose."""

import re
from itertools import count

import pytest

from tests.checked import Change, check_bytes
from tests.dom.alignment import NotOnlyInsertions

PAGE = b"<!doctype html><title>t</title>\r\n<p>One</p><p>Two</p>"
AD = b'<aside data-adlayout="lead">Anzeige</aside>'
OURS = re.compile(rb"<aside data-adlayout=[^>]*>[^<]*</aside>")


def strip(page: bytes) -> bytes:
    return OURS.sub(b"", page)


def finish(page: bytes) -> bytes:
    return strip(page).replace(b"</p>", b"</p>" + AD, 1)


def test_an_honest_finish_passes() -> None:
    assert [one.offset for one in check_bytes(PAGE, finish, strip)] == [PAGE.index(b"<p>Two")]
    assert [one.offset for one in check_bytes(finish(PAGE), finish, strip)] == [PAGE.index(b"<p>Two")]
    assert check_bytes(PAGE, lambda page: page, lambda page: page) == []


@pytest.mark.parametrize(
    "broken",
    [
        lambda page: finish(page).replace(b"\r\n", b"\n"),
        lambda page: finish(page).replace(AD, AD + b"\n"),
        lambda page: finish(page).replace(b"</aside>", b""),
        lambda page: finish(page) + b"<!-- finished -->",
        lambda page: finish(page)[:-4],
    ],
)
def test_p1_broken_is_seen(broken: Change) -> None:
    with pytest.raises(NotOnlyInsertions):
        check_bytes(PAGE, broken, strip)


@pytest.mark.parametrize(
    ("broken", "undo", "said"),
    [
        (lambda page: page.replace(b"</p>", b"</p>" + AD, 1), strip, "a second time"),
        (finish, lambda page: page, "cannot be taken out"),
        (finish, lambda page: strip(page).replace(b"<p>Two</p>", b""), "cannot be taken out"),
        (lambda page: page, lambda page: page.strip(b">"), "cannot be taken out"),
    ],
)
def test_p2_broken_is_seen(broken: Change, undo: Change, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        check_bytes(PAGE, broken, undo)


def test_p3_broken_is_seen() -> None:
    calls = count()

    def moody(page: bytes) -> bytes:
        return page if AD in page else page.replace(b"</p>", b"</p>" + AD, 1 + next(calls))

    with pytest.raises(AssertionError, match="P3"):
        check_bytes(PAGE, moody, strip)
