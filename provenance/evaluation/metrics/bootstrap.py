"""How far a measure would vary with other data of the same kind: percentile intervals by resampling.

Whole families are drawn, never single documents, because the copies of one story stand or fall together (Efron 1979,
"Bootstrap methods: another look at the jackknife", Annals of Statistics 7; for clusters Field and Welsh 2007, "Bootstrapping
clustered data", Journal of the Royal Statistical Society B 69).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from provenance.evaluation.chance import Chance

Unit = TypeVar("Unit")

RESAMPLES = 1_000
"""Resamples unless told otherwise: the usual least for percentile intervals (Efron and Tibshirani 1993, section 13.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """``point`` is the measure of the data as they are; it varies from ``low`` to ``high`` at the stated confidence.

    ``units`` are the families drawn from; ``resamples`` how many of the resamples had a value at all.
    """

    point: float
    low: float
    high: float
    units: int
    resamples: int


def bootstrap_intervals(
    units: Sequence[Unit],
    measures: Callable[[Sequence[Unit]], Mapping[str, float | None]],
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
) -> dict[str, Interval]:
    """Percentile intervals of several measures, by name and sorted by it, from the same resamples.

    ``measures`` takes families, some perhaps repeated, in any order, and gives the values, ``None`` where there is
    none. A measure that has no value on the data or on more than half of the resamples is left out; all are with fewer than two
    units, which tell nothing of variation. The same units in the same order with the same seed give the same intervals.

    Raises:
        ValueError: ``resamples`` is below 1 or ``confidence`` outside (0, 1).

    """
    if resamples < 1 or not 0.0 < confidence < 1.0:
        message = f"cannot make an interval of confidence {confidence} from {resamples} resamples"
        raise ValueError(message)
    points = measures(units)
    drawn: dict[str, list[float]] = {name: [] for name in sorted(points)}
    if len(units) > 1:
        chance = Chance(seed, "bootstrap")
        for _ in range(resamples):
            values = measures([chance.pick(units) for _ in units])
            for name, kept in drawn.items():
                value = values.get(name)
                if value is not None:
                    kept.append(value)
    found = {}
    for name, kept in drawn.items():
        point = points[name]
        if point is not None and 2 * len(kept) > resamples:
            low, high = (_quantile(sorted(kept), share) for share in ((1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0))
            found[name] = Interval(point=point, low=low, high=high, units=len(units), resamples=len(kept))
    return found


def bootstrap_interval(
    units: Sequence[Unit],
    measure: Callable[[Sequence[Unit]], float | None],
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
) -> Interval | None:
    """As ``bootstrap_intervals`` for one measure; ``None`` where that leaves it out."""
    return bootstrap_intervals(units, lambda some: {"": measure(some)}, seed, resamples, confidence).get("")


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Value below which ``share`` of the values lie, between neighbours in proportion (Hyndman and Fan 1996, definition 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
