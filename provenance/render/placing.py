"""What goes to a layout engine and what comes back: sizes and ties in, places and paths out, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Point = tuple[float, float]
"""x to the right, y down, px."""

RANK_GAP = 32.0
"""Free space between two rows of boxes, px."""
SIDE_GAP = 30.0
"""Free space between two boxes of a row, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Boxes that are tied together.

    ``sizes`` are (box, width, height), px. ``arrows`` are (upper box, lower box). ``levels`` are rows of three boxes
    that stand side by side and are joined from left to right.
    """

    sizes: tuple[tuple[str, float, float], ...]
    arrows: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str, str], ...]

    @property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """All pairs of boxes with a line between them."""
        return (*self.arrows, *(pair for one, middle, other in self.levels for pair in ((one, middle), (middle, other))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a family's boxes are: centres, and for every tie the points of its Bezier curve.

    A curve is a start and then three points for each cubic piece. The family fills (0, 0) to (width, height).
    """

    centres: Mapping[str, Point]
    curves: Mapping[tuple[str, str], tuple[Point, ...]]
    width: float
    height: float


Rectangle = tuple[float, float, float, float]
"""Centre x, centre y, width, height, px."""

SAMPLES = 24
"""Points of a curve that are tested against boxes: closer together than the smallest box is wide."""


def descent(start: Point, end: Point) -> tuple[Point, ...]:
    """The smooth curve from one point to another that leaves and arrives vertically."""
    half = (end[1] - start[1]) / 2
    curve = (start, (start[0], start[1] + half), (end[0], end[1] - half), end)
    return tuple((round(x, 2), round(y, 2)) for x, y in curve)


def is_free(curve: tuple[Point, ...], boxes: Iterable[Rectangle]) -> bool:
    """Whether a curve of one cubic piece stays outside all boxes."""
    points = [_on_cubic(curve, step / SAMPLES) for step in range(1, SAMPLES)]
    return not any(abs(px - x) < width / 2 and abs(py - y) < height / 2 for x, y, width, height in boxes for px, py in points)


def _on_cubic(curve: tuple[Point, ...], part: float) -> Point:
    """The point of a cubic Bezier curve at ``part`` in [0, 1] (Bernstein form)."""
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
    )
