"""Where a meta tag declares an encoding and where none does, beside Chromium: what stands in titles, scripts, comments
and other tags' attributes is no tag. Pages are in charsets.txt.
"""

from pathlib import Path

import pytest

from adlayout.source.encoding import detect
from tests.dom.chromium import Chromium

CASES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("charsets.txt").read_text("ascii").splitlines()
    if line[:1] != "#"
]


@pytest.mark.parametrize(("declares", "page"), CASES)
def test_a_page_declares_what_chromium_reads(chromium: Chromium, declares: str, page: str) -> None:
    data = page.encode("ascii").decode("unicode_escape").encode("latin-1")
    theirs = chromium.tree(data)[0].value.partition(" ")[0]
    ours = detect(data)
    assert ("yes" if theirs.lower() == "koi8-r" else "no") == declares
    assert ("yes" if ours.declared else "no") == declares
    assert ours.name == "koi8-r" or declares == "no"
