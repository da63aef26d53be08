"""Words by Unicode's rules, and what of a text nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlayout.article.text import collapse, words

COUNTS = [
    ("", 0),
    (" \n\t ", 0),
    ("one two  three", 3),
    ("don't can’t", 2),
    ("well-known", 2),
    ("3,5 million and 1.234,50", 4),
    ("U.S. and e.g. a.b", 4),
    ("Grüße, Ärger!", 2),
    ("Hafen\u00admeister", 1),
    ("zero\u200bwidth", 1),
    ("non\u00a0breaking", 2),
    ("cafe\u0301 cre\u0300me", 2),
    ("नमस्ते दुनिया", 2),
    ("مرحبا بالعالم", 2),
    ("한국어 단어 셋", 3),
    ("港の朝は早い", 3),
    ("東京 2024 と Tokyo", 4),
    ("สวัสดีชาวโลก", 3),
    ("— … ! ?", 0),
    ("\u200b\u00ad", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


@given(st.lists(st.text(alphabet="abcäöüß0123456789", min_size=1), max_size=30))
def test_words_without_signs_are_what_white_space_parts(parts: list[str]) -> None:
    assert words(" ".join(parts)) == len(parts)


@given(st.text())
def test_collapsed_text_counts_the_same(text: str) -> None:
    assert words(collapse(text)) == words(text)
    assert collapse(collapse(text)) == collapse(text)
