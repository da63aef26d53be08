"""How far insertions reach on real pages, judged by the corpus' own truth and nothing of the article room."""

import json
from functools import cache
from typing import Any

import pytest

import adlayout
from adlayout.errors import PassThrough
from adlayout.pipeline import understood
from tests.corpus import CORPUS, NO_CORPUS, pages
from tests.text import MARK, running

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)]
WITHIN = 0.60
UNSURE = 0.03


@cache
def truths() -> dict[str, dict[str, Any]]:
    rows = map(json.loads, (CORPUS / "truth.jsonl").read_text("utf-8").splitlines())
    return {row["name"]: row for row in rows if row["complete"] and len(row["paragraphs"]) > 1}


def has_one_inside(text: str, paragraphs: list[str]) -> bool:
    """Whether an insertion stands between the first and the last known paragraph."""
    found = [place for paragraph in paragraphs if (place := text.find(paragraph)) >= 0]
    return bool(found) and MARK in text[found[0] : found[-1]]


def test_most_articles_get_an_insertion_inside(capsys: pytest.CaptureFixture[str]) -> None:
    rules = adlayout.load_rules("default")
    known = [page for page in pages() if page.name in truths()]
    found = [
        has_one_inside(running(adlayout.finish(page.data, rules).html, page.charset), truths()[page.name]["paragraphs"])
        for page in known
    ]
    with capsys.disabled():
        print(f"\ninsertion between the first and last known paragraph: {sum(found)} of {len(found)}")
    assert sum(found) >= WITHIN * len(found)


def test_few_seams_are_lost_to_markup_that_browsers_repair(capsys: pytest.CaptureFixture[str]) -> None:
    rules = adlayout.load_rules("default")
    seams = []
    for page in pages():
        try:
            seams += understood(page.data, rules).layout.seams
        except PassThrough:
            continue
    lost = sum(seam.place is None and not seam.inside for seam in seams)
    with capsys.disabled():
        print(f"\nseams forbidden as unsure: {lost} of {len(seams)}")
    assert lost <= UNSURE * len(seams)
