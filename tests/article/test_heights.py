"""What a page states about its sizes reaches the height model; the rest goes by rows of numbers."""

import pytest

from adlayout.article import understand
from adlayout.article.heights import DEFAULTS, metrics
from adlayout.rulefile.model import ROWS
from adlayout.source import read
from tests.article.outline import page

COLUMN = (("column", (("desktop", (600, 600, 1)), ("mobile", (300, 300, 1)))),)
BARE = (*COLUMN, ("figure", (("desktop", (0,)), ("mobile", (0,)))), ("embed", (("desktop", (0,)), ("mobile", (0,)))))


def heights(markup: str, rows: tuple = BARE) -> tuple[int, ...]:  # type: ignore[type-arg]
    article = understand(read(page(f"<p>{{30}}</p>{markup}<p>{{40}}</p>")), heights=rows)
    return article.blocks[1].heights


def test_the_rule_file_knows_the_rows_of_the_model() -> None:
    assert set(ROWS) == set(DEFAULTS)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<figure><img src=a></figure>", (200, 400)),
        ("<figure><img src=a width=1200 height=900></figure>", (225, 450)),
        ("<figure><img src=a width=400 height=200></figure>", (150, 200)),
        ("<figure><img src=a width=1200></figure>", (200, 400)),
        ("<figure><img src=a height=100></figure>", (100, 100)),
        ('<figure><img src=a style="width:200px;height:90px" width=9999 height=9999></figure>', (90, 90)),
        ('<figure><img src=a style="aspect-ratio: 3 / 1"></figure>', (100, 200)),
        ('<figure style="aspect-ratio:2"><img src=a></figure>', (150, 300)),
        ("<figure><img src=a width=100 height=9999></figure>", (200, 200)),
        ('<figure><svg viewBox="0 0 800 400"><path d="M0 0"/></svg></figure>', (150, 300)),
        ('<figure><div style="padding-bottom:50%"><iframe src=a></iframe></div></figure>', (150, 300)),
        ("<iframe src=a width=560 height=315></iframe>", (315, 315)),
        ('<div class=responsive><iframe src="a" width=560 height=280></iframe></div>', (150, 280)),
        ("<video src=a width=1200 height=600></video>", (150, 300)),
    ],
)
def test_a_page_states_the_size_of_what_it_shows(markup: str, expected: tuple[int, int]) -> None:
    assert heights(markup) == expected


def test_pictures_that_keep_the_height_they_state_are_believed() -> None:
    stiff = (("column", (("desktop", (600, 600, 0)), ("mobile", (300, 300, 0)))), *BARE[1:])
    assert heights("<figure><img src=a width=1200 height=900></figure>", stiff) == (900, 900)


@pytest.mark.parametrize(
    ("markup", "rows", "expected"),
    [
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", {"list": (10,), "item": (1, 20, 5)}, 10 + 3 * 21),
        ("<ul><li>one two three</ul>", {"list": (10,), "item": (1, 20, 5)}, 10 + 61),
        ("<pre>\na\nb\n</pre>", {"code": (5, 10)}, 25),
        ("<pre>abcdefghij\nb</pre>", {"code": (5, 10, 4)}, 45),
        ("<table><tr><th>a<th>b<tr><td>a<td>b</table>", {"table": (4,), "row": (2, 10, 20)}, 28),
        ("<table><tr><th>a<th>b<tr><td>aaaaa aaaa<td>b</table>", {"table": (4,), "row": (2, 10, 5)}, 4 + 12 + 32),
        ("<blockquote><p>日本語日本語日本語日本語</blockquote>", {"quote": (0, 10, 8)}, 30),
    ],
)  # fmt: skip
def test_items_rows_and_lines_are_counted(markup: str, rows: dict[str, tuple[float, ...]], expected: int) -> None:
    given = tuple((name, (("desktop", row), ("mobile", row))) for name, row in rows.items())
    assert heights(markup, given) == (expected, expected)


def test_a_row_of_one_profile_leaves_the_other_as_it_is() -> None:
    known = metrics((("h2", (("mobile", (1, 2, 3)),)),))
    assert known.rows[0]["h2"] == (1, 2, 3)
    assert known.rows[1]["h2"] == DEFAULTS["h2"][1]
