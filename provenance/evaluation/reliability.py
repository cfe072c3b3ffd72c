"""Stated probabilities against what came of them, over whole ranges of probability."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.evaluation.metrics.calibration import Bin, reliability_table
from provenance.evaluation.score import Forecast

RANGES = 10
"""Ranges of equal width. Bins of equal mass, which the calibration error is taken over, would put nine of ten below 0.2 here: of
all directions weighed most are improbable, and they would hide how good the probabilities are that people see."""


def reliability_by_range(forecasts: Iterable[Forecast]) -> tuple[Bin, ...]:
    """A bin for each tenth of [0, 1] in which there are forecasts, from low to high; 1 belongs to the last.

    Examples:
        >>> bins = reliability_by_range([("a", 0.95, True), ("a", 1.0, True), ("b", 0.0, False)])
        >>> [(bin_.low, bin_.high, bin_.count) for bin_ in bins]
        [(0.0, 0.0, 1), (0.95, 1.0, 2)]

    """
    members: dict[int, list[tuple[float, bool]]] = {}
    for _, stated, right in forecasts:
        members.setdefault(min(int(stated * RANGES), RANGES - 1), []).append((stated, right))
    return tuple(
        bin_
        for number in sorted(members)
        for bin_ in reliability_table([stated for stated, _ in members[number]], [right for _, right in members[number]], bins=1)
    )
