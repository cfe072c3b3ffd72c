"""Numbers with slopes, against differences of plain numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.evaluation.fit.dual import Dual, slopes_of

Formula = Callable[[float, float], float]
STEP = 1e-4
FORMULAS: list[Formula] = [
    lambda x, y: x + y,
    lambda x, y: x - y,
    lambda x, y: 3.0 - x + 2.0 * y,
    lambda x, y: 0.5 * x + y * 0.25,
    lambda x, y: -(x + x) - 1.0 + y,
    lambda x, y: abs(x - 2.0 * y),
    lambda x, y: max(x, y) + 0.3 * min(x, y),
    lambda x, y: sum([x, y, x, 1.0]),
    lambda x, y: sum(sorted([x, y], key=abs)[1:]) + 0.5 * x,
]
VALUES = st.floats(-9, 9)


@given(st.sampled_from(FORMULAS), VALUES, VALUES)
def test_value_and_slopes_are_those_of_the_formula(formula: Formula, x: float, y: float) -> None:
    # Where two values change places a formula has no slope.
    assume(min(abs(x - y), abs(x + y), abs(x - 2 * y)) > 10 * STEP)
    found = formula(Dual(x, {"x": 1.0}), Dual(y, {"y": 1.0}))
    assert float(found) == pytest.approx(formula(x, y))
    by_x = (formula(x + STEP, y) - formula(x - STEP, y)) / (2 * STEP)
    by_y = (formula(x, y + STEP) - formula(x, y - STEP)) / (2 * STEP)
    slopes = slopes_of(found)
    assert (slopes.get("x", 0.0), slopes.get("y", 0.0)) == pytest.approx((by_x, by_y), abs=1e-6)


def test_a_plain_number_has_no_slopes() -> None:
    assert slopes_of(1.5) == {}


def test_slopes_of_what_went_in_stay_as_they_were() -> None:
    weight = Dual(1.0, {"x": 1.0})
    assert slopes_of(weight + weight) == {"x": 2.0}
    assert slopes_of(weight) == {"x": 1.0}
