"""Measures of stated probabilities, worked by hand."""

from __future__ import annotations

import math

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.metrics.calibration import (
    Murphy,
    brier,
    calibration_error_by_chance,
    calibration_scores,
    expected_calibration_error,
    log_loss,
    murphy,
    reliability_table,
)

FORECASTS = [0.9, 0.9, 0.9, 0.9, 0.2, 0.2, 0.2, 0.2]
OUTCOMES = [True, True, True, False, False, False, False, True]
"""Of four at 0.9 three come true, of four at 0.2 one."""


def test_brier() -> None:
    # (3 * 0.01 + 0.81 + 3 * 0.04 + 0.64) / 8 = 1.6 / 8
    assert brier(FORECASTS, OUTCOMES) == pytest.approx(0.2)


def test_murphy() -> None:
    parts = murphy(FORECASTS, OUTCOMES, bins=2)
    assert parts is not None
    # Reliability (4 * 0.15**2 + 4 * 0.05**2) / 8 = 0.0125; resolution 0.25**2 = 0.0625; uncertainty 0.25; nothing within.
    assert parts.reliability == pytest.approx(0.0125)
    assert parts.resolution == pytest.approx(0.0625)
    assert parts.uncertainty == pytest.approx(0.25)
    assert parts.within == pytest.approx(0.0, abs=1e-12)


def test_what_a_bin_hides_is_said() -> None:
    # One bin: mean forecast 0.55, rate 0.5: reliability 0.0025, no resolution, uncertainty 0.25; 0.2 - 0.2525 is left.
    parts = murphy(FORECASTS, OUTCOMES, bins=1)
    assert parts is not None
    assert parts.reliability == pytest.approx(0.0025)
    assert parts.resolution == 0.0
    assert parts.within == pytest.approx(-0.0525)


def test_log_loss() -> None:
    # Four times ln 0.9 or ln 0.1, four times ln 0.8 or ln 0.2.
    expected = -(3 * math.log(0.9) + math.log(0.1) + 3 * math.log(0.8) + math.log(0.2)) / 8
    assert log_loss(FORECASTS, OUTCOMES) == pytest.approx(expected)


def test_log_loss_of_a_wrong_certainty_is_that_of_the_clipped_forecast() -> None:
    assert log_loss([1.0], [False]) == pytest.approx(-math.log(1e-6))
    assert log_loss([0.0, 1.0], [True, True], clip=0.01) == pytest.approx(-(math.log(0.01) + math.log(0.99)) / 2)


def test_expected_calibration_error() -> None:
    # |0.9 - 0.75| and |0.2 - 0.25|, half of the forecasts each.
    assert expected_calibration_error(FORECASTS, OUTCOMES, bins=2) == pytest.approx((0.15 + 0.05) / 2)
    # One bin: |0.55 - 0.5|.
    assert expected_calibration_error(FORECASTS, OUTCOMES, bins=1) == pytest.approx(0.05)


def test_what_chance_alone_makes_of_the_calibration_error() -> None:
    # Two at one half in one bin: none, one or two come true with 1/4, 1/2, 1/4, so the rate is off by 1/2, 0, 1/2.
    assert calibration_error_by_chance([0.5, 0.5], bins=1) == pytest.approx(1 / 4)
    # One in each bin: 0.2 is off by 0.2 with 0.8 and by 0.8 with 0.2; 0.9 likewise by 0.1 and 0.9.
    assert calibration_error_by_chance([0.2, 0.9], bins=2) == pytest.approx((0.32 + 0.18) / 2)
    assert calibration_error_by_chance([0.0, 1.0, 1.0], bins=2) == 0.0
    assert calibration_error_by_chance([]) is None


def test_chance_is_counted_out_for_few_and_told_by_the_normal_distribution_for_many() -> None:
    few, many = (calibration_error_by_chance([0.3] * count, bins=1) for count in (100, 101))
    assert few == pytest.approx(many, rel=0.01)
    chance = Chance(1, "forecasts")
    spread = [0.9 + 0.05 * place / 19 for place in range(20)]
    drawn = [expected_calibration_error(spread, [chance.happens(forecast) for forecast in spread]) or 0.0 for _ in range(2_000)]
    assert calibration_error_by_chance(spread) == pytest.approx(sum(drawn) / len(drawn), rel=0.05)


def test_reliability_table() -> None:
    low, high = reliability_table(FORECASTS, OUTCOMES, bins=2)
    assert (low.low, low.high, low.count, low.forecast, low.observed) == (0.2, 0.2, 4, 0.2, 0.25)
    assert (high.low, high.high, high.count, high.forecast, high.observed) == (0.9, 0.9, 4, 0.9, 0.75)
    # Wilson at 1 of 4, z**2 = 3.8415: centre (0.25 + 0.48018) / 1.96037, reach 1.95996 * sqrt(0.046875 + 0.060023) / 1.96037.
    assert low.observed_low == pytest.approx(0.0456, abs=1e-4)
    assert low.observed_high == pytest.approx(0.6994, abs=1e-4)


def test_bins_hold_equally_many_and_never_tear_equal_forecasts_apart() -> None:
    spread = [number / 100 for number in range(40)]
    assert [bin_.count for bin_ in reliability_table(spread, [False] * 40, bins=4)] == [10, 10, 10, 10]
    # The seven equal ones have their middle in the second half.
    piled = [0.1, 0.2, 0.3] + [0.5] * 7
    assert [bin_.count for bin_ in reliability_table(piled, [True] * 10, bins=2)] == [3, 7]


def test_no_forecasts() -> None:
    scores = calibration_scores([], [])
    assert scores.count == 0
    assert scores.murphy is None
    assert scores.base_rate is scores.brier is scores.log_loss is scores.expected_calibration_error is None
    assert scores.reliability_table == ()


def test_a_perfect_forecaster() -> None:
    scores = calibration_scores([1.0, 0.0, 1.0, 0.0], [True, False, True, False], bins=2)
    assert (scores.brier, scores.expected_calibration_error) == (0.0, 0.0)
    assert scores.murphy == Murphy(reliability=0.0, resolution=0.25, uncertainty=0.25, within=0.0)


@pytest.mark.parametrize(("forecasts", "outcomes"), [([0.5], []), ([1.5], [True]), ([-0.1], [True]), ([float("nan")], [True])])
def test_what_is_no_forecast_is_refused(forecasts: list[float], outcomes: list[bool]) -> None:
    for measure in (brier, log_loss, reliability_table):
        with pytest.raises(ValueError, match=r"outcomes|probability"):
            measure(forecasts, outcomes)


def test_a_table_needs_a_bin() -> None:
    with pytest.raises(ValueError, match="at least one bin"):
        reliability_table([0.5], [True], bins=0)
