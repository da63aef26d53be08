"""Small plots as inline SVG: histograms of one or two sites, and a map. Colours are the style sheet's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from adlayout.overview.elements import h

WIDTH, HEIGHT = 440, 180
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 14, 26
_ROW_NAMES = 100
"""Px for the names of a map's rows."""
_TICKS = 8
"""At most so many labels stand below an axis."""
_SERIES = ("one", "two")
Counts = Mapping[int, int]
Label = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Axis:
    """``bins`` bars from 0; ``label`` names a bar's left edge, ``title`` all of it; ``line``: a limit, in bins."""

    bins: int
    label: Label
    title: Label
    said: str
    line: float | None = None


def histogram(counts: Sequence[Counts], axis: Axis, share: Label) -> Element:
    """Bars, as per cent of each series: with two of them, the second's beside the first's."""
    wholes = [max(1, sum(one.values())) for one in counts]
    shares = [
        [1000 * one.get(bar, 0) / whole for bar in range(axis.bins)] for one, whole in zip(counts, wholes, strict=True)
    ]
    most = max((value for one in shares for value in one), default=0) or 1
    wide = (WIDTH - LEFT - RIGHT) / axis.bins
    tall = HEIGHT - TOP - BOTTOM
    drawing = _drawing(axis.said, HEIGHT)
    drawing.extend(_grid(most, tall, share))
    each = wide * 0.86 / len(counts)
    for number, (one, values) in enumerate(zip(counts, shares, strict=True)):
        for bar, value in enumerate(values):
            if value:
                height = max(1.0, tall * value / most)
                x = LEFT + wide * (bar + 0.07) + each * number
                look = f"bar-{_SERIES[number]}"
                drawing.append(_rect(look, (x, TOP + tall - height, each, height), f"{axis.title(bar)}: {one[bar]}"))
    drawing.extend(_below(axis, wide, tall))
    if axis.line is not None and axis.line <= axis.bins:
        at = _n(LEFT + wide * axis.line)
        drawing.append(h("line", {"class": "limit", "x1": at, "x2": at, "y1": TOP - 6, "y2": TOP + tall}))
    return drawing


def heat(counts: Mapping[tuple[int, int], int], rows: Sequence[str], columns: int, said: str) -> Element:
    """A map: a row for each class, a column for each number, dark where many of the row are."""
    tall, wide = 22, min(46.0, (WIDTH - _ROW_NAMES - RIGHT) / max(1, columns))
    drawing = _drawing(said, tall * len(rows) + 30)
    for row, name in enumerate(rows):
        whole = sum(counts.get((row, column), 0) for column in range(columns))
        y = row * tall
        drawing.append(_label(_ROW_NAMES - 8, y + 15, name, "end"))
        for column in range(columns):
            many = counts.get((row, column), 0)
            strength = _n(many / whole) if whole else "0"
            cell = _rect("cell", (_ROW_NAMES + wide * column, y + 1, wide - 2, tall - 2), f"{name}, {column}: {many}")
            cell.set("style", f"--strength:{strength}")
            drawing.append(cell)
            if many:
                drawing.append(
                    _label(
                        _ROW_NAMES - 1 + wide * (column + 0.5),
                        y + 15,
                        str(many),
                        "middle",
                        "on" if many > whole * 0.55 else "",
                    )
                )
    for column in range(columns):
        drawing.append(_label(_ROW_NAMES - 1 + wide * (column + 0.5), tall * len(rows) + 16, str(column), "middle"))
    return drawing


def _drawing(said: str, height: int) -> Element:
    return h("svg", {"viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-label": said, "class": "plot"})


def _grid(most: float, tall: float, share: Label) -> list[Element]:
    """Lines at the top and half of it, with what they stand for."""
    found = []
    for part in (0.0, 0.5, 1.0):
        y = TOP + tall * (1 - part)
        found.append(h("line", {"class": "grid", "x1": LEFT, "x2": WIDTH - RIGHT, "y1": _n(y), "y2": _n(y)}))
        found.append(_label(LEFT - 6, y + 4, share(round(most * part)), "end"))
    return found


def _below(axis: Axis, wide: float, tall: float) -> list[Element]:
    step = 1 << max(0, -(-axis.bins // _TICKS) - 1).bit_length()
    return [
        _label(LEFT + wide * bar, TOP + tall + 16, axis.label(bar), "middle") for bar in range(0, axis.bins + 1, step)
    ]


def _rect(look: str, box: tuple[float, float, float, float], said: str) -> Element:
    x, y, width, height = map(_n, box)
    place = {"class": look, "x": x, "y": y, "width": width, "height": height, "rx": 1.5}
    return h("rect", place, h("title", {}, said))


def _label(x: float, y: float, text: str, anchor: str, look: str = "") -> Element:
    return h("text", {"x": _n(x), "y": _n(y), "text-anchor": anchor, "class": look or None}, text)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
