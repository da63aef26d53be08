"""Lines over a number, as an SVG that needs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM = 360, 220, 60, 40
FEW, NAMES = 3, 150
"""More lines than FEW have their names beside the panel, in so many px."""
COLOURS = ("#0b6", "#888", "#c40", "#06c", "#a0a", "#b80")


@dataclass
class Line:
    """One line: its name, and pairs of x and y."""

    name: str
    points: list[tuple[float, float]] = field(default_factory=list)


def plot(x: str, panels: Sequence[tuple[str, Sequence[Line]]]) -> str:
    """Panels side by side, each with the name of its y and its lines; both axes begin at 0."""
    beside = any(len(lines) > FEW for _, lines in panels)
    wide = WIDTH + (NAMES if beside else 0)
    drawn = "".join(
        f'<g transform="translate({number * wide},0)">{_panel(x, y, lines)}{_names(lines, beside)}</g>'
        for number, (y, lines) in enumerate(panels)
    )
    size = f'viewBox="0 0 {wide * len(panels)} {HEIGHT}" width="{wide * len(panels)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#fff"/>{drawn}</svg>\n'
    )


def _panel(x: str, y: str, lines: Sequence[Line]) -> str:
    most_x = max(point[0] for line in lines for point in line.points)
    most_y = max(point[1] for line in lines for point in line.points) * 1.2
    wide, high = WIDTH - LEFT - 20, HEIGHT - BOTTOM - 20

    def at(point: tuple[float, float]) -> str:
        return f"{LEFT + wide * point[0] / most_x:.1f},{20 + high * (1 - point[1] / most_y):.1f}"

    parts = [f'<path d="M{LEFT} 20V{20 + high}H{LEFT + wide}" fill="none" stroke="#000"/>']
    for share in (0.0, 0.5, 1.0):
        parts.append(
            f'<text x="{LEFT - 6}" y="{24 + high * (1 - share)}" text-anchor="end">{most_y * share:.3g}</text>'
        )
        parts.append(
            f'<text x="{LEFT + wide * share}" y="{36 + high}" text-anchor="middle">{most_x * share:,.0f}</text>'
        )
    parts.append(f'<text x="{LEFT + wide / 4}" y="{36 + high}" text-anchor="middle">{escape(x)}</text>')
    parts.append(f'<text x="4" y="12">{escape(y)}</text>')
    for number, line in enumerate(lines):
        colour = COLOURS[number % len(COLOURS)]
        parts.append(
            f'<polyline points="{" ".join(map(at, line.points))}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
    return "".join(parts)


def _names(lines: Sequence[Line], beside: bool) -> str:
    """Few names stand in the panel; many to the right of it, the highest line's first."""
    named = list(zip(lines, COLOURS, strict=False))
    if beside:
        named.sort(key=lambda one: -one[0].points[-1][1])
    left = WIDTH - 12 if beside else LEFT + 8
    return "".join(
        f'<text x="{left}" y="{32 + 14 * number}" fill="{colour}">{escape(line.name)}</text>'
        for number, (line, colour) in enumerate(named)
    )
