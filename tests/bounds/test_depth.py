"""A page as deep as may be takes few calls within calls: whoever calls ``finish`` has made some hundreds already."""

import sys
from collections.abc import Iterator
from types import FrameType

import pytest

import adlayout

DEPTH = 245
CALLS = 520
"""Python's limit is 1,000; a framework and its middleware take up to two hundred."""
TEXT = "<p>" + "Der Nebel liegt auf der Bucht, und wer am Kai steht, hört das Schiff, bevor er es sieht. " * 3
AROUND = [
    "<div>",
    "<span>",
    "<figure>",
    "<ul><li>",
    "<svg>",
    "<template>",
    "<x-y>",
    "<noscript>",
    "<table><tr><td>",
    "<p><span>",
    "<p><font><u>",
]


@pytest.mark.parametrize("tags", AROUND)
@pytest.mark.parametrize("ahead", ["", TEXT * 6], ids=["all text within", "half of the text within"])
def test_a_deep_page_takes_few_calls(tags: str, ahead: str) -> None:
    # Of a table each level is a tbody deeper.
    times = DEPTH // (tags.count("<") + tags.startswith("<table"))
    page = f"<!DOCTYPE html><article>{ahead}{tags * times}{TEXT * 6}".encode()
    rules = adlayout.load_rules("default")
    adlayout.check(adlayout.finish(b"<p>x", rules).html, rules)  # what is imported once
    before, here = sys.getrecursionlimit(), len(list(frames()))
    sys.setrecursionlimit(here + CALLS)
    try:
        finished = adlayout.finish(page, rules)
        adlayout.check(finished.html, rules)
    finally:
        sys.setrecursionlimit(before)
    assert finished.reason != "too-deep"


def frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
