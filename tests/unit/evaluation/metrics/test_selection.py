"""Precision and risk against coverage, worked by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.proportions import clopper_pearson_lower
from provenance.evaluation.metrics.selection import (
    PrecisionAt,
    RiskPoint,
    area_under_risk_coverage,
    precision_at,
    risk_coverage,
    threshold_for_precision,
)

SCORES = [0.9, 0.8, 0.7, 0.6]
OUTCOMES = [True, False, True, True]


def test_risk_coverage() -> None:
    assert risk_coverage(SCORES, OUTCOMES) == (
        RiskPoint(threshold=0.9, coverage=0.25, risk=0.0),
        RiskPoint(threshold=0.8, coverage=0.5, risk=0.5),
        RiskPoint(threshold=0.7, coverage=0.75, risk=1 / 3),
        RiskPoint(threshold=0.6, coverage=1.0, risk=0.25),
    )


def test_area_under_the_curve() -> None:
    # Risks 0, 1/2, 1/3, 1/4, their mean.
    assert area_under_risk_coverage(SCORES, OUTCOMES) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4) / 4)
    # One wrong one, surest or least sure: (1 + 1/2) / 2 and (0 + 1/2) / 2; not told apart, the mean of both.
    assert area_under_risk_coverage([0.2, 0.1], [False, True]) == 0.75
    assert area_under_risk_coverage([0.2, 0.1], [True, False]) == 0.25
    assert area_under_risk_coverage([0.2, 0.2], [True, False]) == 0.5


def test_precision_at() -> None:
    # 0.7 and above: two of three.
    result = precision_at(SCORES, OUTCOMES, 0.7)
    assert result == PrecisionAt(threshold=0.7, count=3, right=2, precision=2 / 3, lower=clopper_pearson_lower(2, 3))
    assert precision_at(SCORES, OUTCOMES, 0.95).precision is None


def test_fifty_nine_right_ones_show_95_percent_at_95_percent() -> None:
    # 0.95**58 = 0.051 is not enough, 0.95**59 = 0.0485 is.
    scores = [1.0 - number / 100 for number in range(58)]
    assert threshold_for_precision(scores, [True] * 58, 0.95, 0.95) is None
    assert threshold_for_precision([*scores, 0.3], [True] * 59, 0.95, 0.95) == 0.3


def test_testing_goes_down_to_the_first_score_that_fails() -> None:
    # At 0.5 and 0.9 confidence 4 right ones suffice (1/16), 5 of 6 do not (7/64 = 0.109), 6 of 7 would (8/128) but come too late.
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
    assert threshold_for_precision(scores, [True, True, True, True, True, False, True], 0.5, 0.9) == 0.5


def test_several_starts_get_past_an_early_mistake_at_a_price() -> None:
    scores = [1.0 - number / 1000 for number in range(400)]
    outcomes = [number != 3 for number in range(400)]
    assert threshold_for_precision(scores, outcomes, 0.95, 0.95) is None
    assert threshold_for_precision(scores, outcomes, 0.95, 0.95, starts=4) == pytest.approx(1.0 - 0.399)
    # With 4 starts all must be right for 86 statements (0.95**85 = 0.0128, 0.95**86 = 0.0121).
    assert threshold_for_precision(scores[:85], [True] * 85, 0.95, 0.95, starts=4) is None
    assert threshold_for_precision(scores[:86], [True] * 86, 0.95, 0.95, starts=4) == pytest.approx(1.0 - 0.085)


def test_equal_scores_stand_or_fall_together() -> None:
    # Four right ones with two wrong ones of the same score: 4 of 6 do not show 0.5.
    assert threshold_for_precision([0.9] * 6, [True] * 4 + [False] * 2, 0.5, 0.9) is None


def test_no_statements() -> None:
    assert risk_coverage([], []) == ()
    assert area_under_risk_coverage([], []) is None
    assert threshold_for_precision([], [], 0.95, 0.95) is None


def test_what_cannot_be_tested_is_refused() -> None:
    for precision, confidence, starts in ((1.0, 0.9, 1), (0.9, 0.0, 1), (0.9, 0.9, 0)):
        with pytest.raises(ValueError, match="cannot test"):
            threshold_for_precision([], [], precision, confidence, starts)
    with pytest.raises(ValueError, match="2 scores with 1 outcomes"):
        risk_coverage([0.1, 0.2], [True])
    with pytest.raises(ValueError, match="no number"):
        area_under_risk_coverage([float("nan")], [True])
