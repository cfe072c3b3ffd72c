"""Precision, recall and F1 from counts."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.rates import found, harmonic, mean


def test_rates_from_counts() -> None:
    # 3 of 4 predicted, of 6 actual: F1 is 2 * 3 / (4 + 6).
    result = found(3, 4, 6)
    assert (result.precision, result.recall, result.f1) == (3 / 4, 3 / 6, 6 / 10)
    assert harmonic(result.precision, result.recall) == pytest.approx(result.f1)


def test_what_cannot_be_divided_is_none() -> None:
    assert (found(0, 0, 0).precision, found(0, 0, 0).recall, found(0, 0, 0).f1) == (None, None, None)
    assert (found(0, 2, 0).precision, found(0, 2, 0).recall, found(0, 2, 0).f1) == (0.0, None, 0.0)
    assert harmonic(None, 0.5) is None
    assert harmonic(0.0, 0.0) == harmonic(0.0, None) == 0.0


@pytest.mark.parametrize("counts", [(3, 2, 5), (3, 5, 2), (-1, 2, 2)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        found(*counts)


def test_a_mean_does_not_depend_on_how_python_rounds_sums() -> None:
    assert mean([0.1] * 10) == 0.1
    assert mean([1e16, 1.0, -1e16]) == pytest.approx(1 / 3)
