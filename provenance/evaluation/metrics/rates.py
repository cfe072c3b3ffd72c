"""Precision, recall and their harmonic mean (van Rijsbergen 1979, "Information Retrieval", chapter 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Three rates in [0, 1], higher is better.

    ``precision`` is ``None`` if nothing was said, ``recall`` if there was nothing to find, ``f1`` if either holds and
    the other is ``None`` too or not zero.
    """

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Counts of what was found, and their rates in [0, 1], higher is better.

    ``right`` of the ``predicted`` things are among the ``actual`` ones. ``precision`` is ``None`` if nothing was predicted,
    ``recall`` if nothing was there; ``f1`` is 2 right / (predicted + actual), so 0 if only one of them is missing and
    ``None`` if both are.
    """

    right: int
    predicted: int
    actual: int
    precision: float | None
    recall: float | None
    f1: float | None


def ratio(part: float, whole: float) -> float | None:
    """``part / whole``; ``None`` if there is no whole.

    Examples:
        >>> ratio(1, 4), ratio(0, 0)
        (0.25, None)

    """
    return part / whole if whole else None


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """Harmonic mean of two rates; 0 if one is 0 (or unknown, the other being 0), ``None`` if it cannot be told.

    Examples:
        >>> harmonic(0.5, 1.0), harmonic(None, 0.0), harmonic(None, None)
        (0.6666666666666666, 0.0, None)

    """
    if 0.0 in (precision, recall):
        return 0.0
    if precision is None or recall is None:
        return None
    return 2.0 * precision * recall / (precision + recall)


def found(right: int, predicted: int, actual: int) -> Found:
    """Counts with their rates.

    Raises:
        ValueError: more are right than were predicted or were there.

    Examples:
        >>> found(1, 2, 4)
        Found(right=1, predicted=2, actual=4, precision=0.5, recall=0.25, f1=0.3333333333333333)

    """
    if not 0 <= right <= min(predicted, actual):
        message = f"{right} right of {predicted} predicted and {actual} actual: counts do not fit"
        raise ValueError(message)
    return Found(
        right=right,
        predicted=predicted,
        actual=actual,
        precision=ratio(right, predicted),
        recall=ratio(right, actual),
        f1=ratio(2 * right, predicted + actual),
    )


def mean(values: list[float]) -> float | None:
    """Arithmetic mean; ``None`` of nothing. Summed without rounding, so that order and version of Python do not matter.

    Examples:
        >>> mean([1.0, 2.0]), mean([])
        (1.5, None)

    """
    return ratio(math.fsum(values), len(values))
