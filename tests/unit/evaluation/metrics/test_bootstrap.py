"""Intervals by drawing families anew."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from provenance.evaluation.metrics.bootstrap import bootstrap_interval, bootstrap_intervals


def average(values: Sequence[float]) -> float | None:
    return sum(values) / len(values)


def test_the_interval_of_a_coin_is_that_of_the_binomial() -> None:
    # 100 throws, 50 heads: the mean has standard deviation 0.05, so about 0.5 -+ 1.96 * 0.05.
    interval = bootstrap_interval([0.0, 1.0] * 50, average, seed=1, resamples=4000)
    assert interval is not None
    assert interval.point == 0.5
    assert interval.low == pytest.approx(0.402, abs=0.012)
    assert interval.high == pytest.approx(0.598, abs=0.012)
    assert (interval.units, interval.resamples) == (100, 4000)


def test_families_are_drawn_whole() -> None:
    # Ten families of ten equal throws vary as ten throws do: standard deviation 0.158, not 0.05.
    families = [[0.0] * 10, [1.0] * 10] * 5
    interval = bootstrap_interval(families, lambda drawn: average([value for family in drawn for value in family]), seed=1)
    assert interval is not None
    assert interval.high - interval.low > 0.4


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    values = [number / 7 for number in range(20)]
    assert bootstrap_interval(values, average, seed=5) == bootstrap_interval(values, average, seed=5)
    assert bootstrap_interval(values, average, seed=5) != bootstrap_interval(values, average, seed=6)


def test_measures_share_the_resamples() -> None:
    both = bootstrap_intervals([1.0, 2.0, 4.0], lambda some: {"mean": average(some), "double": 2 * sum(some) / len(some)}, seed=2)
    assert list(both) == ["double", "mean"]
    assert both["double"].low == pytest.approx(2 * both["mean"].low)


def test_what_does_not_vary_has_no_width() -> None:
    interval = bootstrap_interval([3.0] * 4, average, seed=1)
    assert interval is not None
    assert interval.low == interval.point == interval.high == 3.0


def test_nothing_is_said_without_values_or_with_one_unit() -> None:
    assert bootstrap_interval([], lambda _: None, seed=1) is None
    assert bootstrap_interval([1.0], average, seed=1) is None
    # A value only where both units are drawn: half of the resamples on average, and too few with this seed or none at all.
    assert bootstrap_interval([1, 2, 3], lambda some: 1.0 if len(set(some)) == len(some) else None, seed=1) is None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot make an interval"):
        bootstrap_interval([1.0], average, seed=1, resamples=0)
    with pytest.raises(ValueError, match="cannot make an interval"):
        bootstrap_interval([1.0], average, seed=1, confidence=1.0)
