"""Bounds of proportions, worked by hand and against published values."""

from __future__ import annotations

import math

import pytest

from provenance.evaluation.metrics.proportions import at_least, clopper_pearson_lower, wilson


def test_at_least() -> None:
    # Of 4 throws of a fair coin, 3 or more heads: (4 + 1) / 16; 1 or more: 1 - 1/16.
    assert at_least(3, 4, 0.5) == pytest.approx(5 / 16)
    assert at_least(1, 4, 0.5) == pytest.approx(15 / 16)
    assert (at_least(0, 4, 0.5), at_least(2, 4, 0.0), at_least(4, 4, 1.0), at_least(5, 4, 1.0)) == (1.0, 0.0, 1.0, 0.0)


def test_a_small_tail_keeps_its_digits() -> None:
    # All of 50 at one in ten.
    assert at_least(50, 50, 0.1) == pytest.approx(1e-50, rel=1e-9, abs=0.0)


def test_clopper_pearson() -> None:
    # All of n right: the bound p has p**n = 0.05.
    assert clopper_pearson_lower(10, 10) == pytest.approx(0.05 ** (1 / 10))
    # One of n: 1 - (1 - p)**n = 0.05.
    assert clopper_pearson_lower(1, 10) == pytest.approx(1 - 0.95 ** (1 / 10))
    # 81 of 263 at 97.5 % one-sided: the lower end of the 95 % interval [.2527, .3676] in Newcombe 1998, table I.
    assert clopper_pearson_lower(81, 263, 0.975) == pytest.approx(0.2527, abs=5e-5)


def test_clopper_pearson_of_many_trials() -> None:
    # Near the normal approximation 0.9 - 1.645 * sqrt(0.09 / 100,000).
    lower = clopper_pearson_lower(90_000, 100_000)
    assert lower == pytest.approx(0.9 - 1.6449 * math.sqrt(0.09 / 100_000), abs=2e-5)


def test_wilson() -> None:
    # 81 of 263: [.2553, .3662] in Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    # None of 20: [0, z**2 / (20 + z**2)] with z**2 = 3.8415.
    assert wilson(0, 20) == pytest.approx((0.0, 3.8415 / 23.8415), abs=1e-5)


def test_no_trials_and_no_successes() -> None:
    assert wilson(0, 0) is None
    assert clopper_pearson_lower(0, 0) is None
    assert clopper_pearson_lower(0, 5) == 0.0


@pytest.mark.parametrize(("successes", "trials", "confidence"), [(3, 2, 0.9), (-1, 2, 0.9), (1, 2, 1.0), (1, 2, 0.0)])
def test_what_cannot_be_is_refused(successes: int, trials: int, confidence: float) -> None:
    for bound in (wilson, clopper_pearson_lower):
        with pytest.raises(ValueError, match=r"cannot be|must be"):
            bound(successes, trials, confidence)
