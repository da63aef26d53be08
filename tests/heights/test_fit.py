"""The fit by itself: it finds the rows that made the heights, and says how far off a model is."""

import pytest

from adlayout.article.heights import Row, height, metrics
from adlayout.article.shapes import Shape
from adlayout.measure.fit import fit, over
from adlayout.measure.result import fitted
from adlayout.measure.sample import Measured, Type, shared

COUNTS = (35, 80, 120, 190, 240, 310, 333, 402, 470, 515)
ROWS: dict[str, Row] = {
    **metrics().rows[0],
    "column": (300, 280, 1),
    "paragraph": (21, 28, 33),
    "h2": (40, 36, 20),
    "list": (30, 0, 0),
    "item": (6, 28, 30),
    "code": (50, 20, 0),
    "figure": (25, 20, 38),
}
TYPES = {"paragraph": Type(28, 330, 9), "h2": Type(36, 330, 15), "list": Type(28, 300, 9), "figure": Type(20, 280, 7)}


def made(rows: dict[str, Row]) -> list[Measured]:
    """A page whose blocks measure exactly what the rows say."""
    shapes = [Shape("paragraph", count) for count in COUNTS]
    shapes += [Shape("h2", 18), Shape("h2", 31), Shape("list", parts=(20, 61, 130)), Shape("list", parts=(95,))]
    shapes += [Shape("figure", 80, size=(1200, 800)), Shape("code", parts=(10, 70, 0, 5))]
    return [
        Measured(
            one,
            height(one, rows, 0),
            height(one, rows, 0) - (rows["list"][0] if one.row == "list" else 0),
            TYPES.get(one.row, Type(20, 300, 9, wraps=False)),
            (280, 280 * 2 / 3) if one.row == "figure" else None,
        )
        for one in shapes
    ]


def test_what_made_the_heights_is_found() -> None:
    found = fit([made(ROWS)], 0)
    assert found["paragraph"] == ROWS["paragraph"]
    assert {name: found[name] for name in ("list", "item", "code")} == {
        "list": (30, 0, 0), "item": (6, 28, 30), "code": (50, 20, 0),
    }  # fmt: skip
    assert abs(over(made(ROWS), found, 0)) < 1
    assert found["quote"][1] > metrics().rows[0]["quote"][1], "what no page has goes by the paragraph's type"


def test_a_model_that_is_too_high_is_said_to_be() -> None:
    higher = {**ROWS, "paragraph": (21.0, 56.0, 33)}
    assert over(made(ROWS), higher, 0) > 30
    assert over(made(higher), ROWS, 0) < -30


def test_a_result_leaves_room_for_its_error() -> None:
    steady = fitted([(made(ROWS), made(ROWS))] * 4)
    assert steady.unseen
    assert dict(steady.error) == {"mobile": 8, "desktop": 8}
    assert max(steady.after) < 1 < min(steady.before)
    taller = {**ROWS, "paragraph": (21.0, 40.0, 33)}
    mixed = fitted([(made(ROWS), made(ROWS)), (made(taller), made(taller))] * 2)
    assert min(dict(mixed.error).values()) > 8, "pages that differ leave an error that is planned for"


@pytest.mark.parametrize(("margins", "parts"), [((10, 30), (5, 15)), ((0, 0), (10, 10)), ((-8, 20), (0, 20))])
def test_the_space_between_two_blocks_is_shared_as_their_margins_are(
    margins: tuple[int, int], parts: tuple[int, int]
) -> None:
    above = {"top": 0, "bottom": 100, "margins": (0, margins[0])}
    below = {"top": 120, "bottom": 150, "margins": (margins[1], 0)}
    assert shared([above, below]) == [100 + parts[0], 30 + parts[1]]
