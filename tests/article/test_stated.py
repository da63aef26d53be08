"""Sizes that no screen could show cost the page nothing; those that a browser would lay out have no page of their own,
since nothing below of them could be looked at.
"""

import pytest

import adlayout

HUGE = "9" * 400
MARKUP = [
    f'<figure><img src="a.jpg" width="{HUGE * 13}"></figure>',
    f'<figure><img src="a.jpg" height="{HUGE}"></figure>',
    f'<figure><img src="a.jpg" style="height:{HUGE}px"></figure>',
    f'<div style="padding-top:{HUGE}%"><iframe src="/a"></iframe></div>',
    f'<div style="aspect-ratio: 1/{HUGE}"><iframe src="/a"></iframe></div>',
    f'<figure><svg viewBox="0 0 {HUGE} 1"></svg></figure>',
]


@pytest.mark.parametrize("markup", MARKUP, ids=range(len(MARKUP)))
def test_sizes_that_no_screen_could_show(markup: str) -> None:
    text = f"<p>{'Der Fluss stieg in der Nacht um zwei Meter. ' * 12}</p>"
    page = f"<!DOCTYPE html><title>Pegel</title><main><h1>Pegel</h1>{text * 3}{markup}{text * 6}</main>".encode()
    assert adlayout.finish(page, adlayout.load_rules("default")).status == "finished"
