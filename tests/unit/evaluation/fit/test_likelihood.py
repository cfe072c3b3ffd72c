"""The probability of what is known, against enumeration of all trees, and its slopes against differences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.evaluation.fit.examples import Example
from provenance.evaluation.fit.likelihood import log_likelihood
from tests.enumeration import log_sum

STEP = 1e-5


@st.composite
def examples(draw: st.DrawFn) -> Example:
    size = draw(st.integers(1, 4))
    pairs = [(one, other) for one in range(size) for other in range(size) if one != other]
    ends = [pair for pair in pairs if draw(st.booleans())]
    return Example(
        name="drawn",
        nodes=size,
        ends=np.array(ends, dtype=np.int64).reshape(-1, 2),
        log_odds=np.array([draw(st.floats(-8, 8)) for _ in ends]),
        slopes=np.zeros((len(ends), 0)),
        allowed=np.array([draw(st.booleans()) for _ in ends], dtype=np.bool_),
        root_allowed=np.array([draw(st.booleans()) for _ in range(size)], dtype=np.bool_),
    )


def enumerated(example: Example) -> float:
    edges = {(int(one), int(other)): float(weight) for (one, other), weight in zip(example.ends, example.log_odds, strict=True)}
    allowed = {pair: weight for (pair, weight), right in zip(edges.items(), example.allowed, strict=True) if right}
    every, _ = log_sum([0.0] * example.nodes, edges)
    right, _ = log_sum([0.0 if possible else -math.inf for possible in example.root_allowed], allowed)
    return right - every


@given(examples())
def test_the_probability_is_that_of_all_trees_allowed(example: Example) -> None:
    known = enumerated(example)
    if known == -math.inf:
        with pytest.raises(ValueError, match="drawn: the truth allows no tree"):
            log_likelihood(example, example.log_odds)
        return
    found, _ = log_likelihood(example, example.log_odds)
    assert found == pytest.approx(known, abs=1e-9)
    assert found <= 1e-12


@given(examples())
def test_slopes_are_those_of_the_probability(example: Example) -> None:
    assume(enumerated(example) > -math.inf)
    _, slopes = log_likelihood(example, example.log_odds)
    for edge in range(len(example.log_odds)):
        moved = np.zeros_like(example.log_odds)
        moved[edge] = STEP
        up, _ = log_likelihood(example, example.log_odds + moved)
        down, _ = log_likelihood(example, example.log_odds - moved)
        assert slopes[edge] == pytest.approx((up - down) / (2 * STEP), abs=1e-4)


def test_where_everything_is_allowed_nothing_can_be_learnt() -> None:
    example = Example(
        name="open",
        nodes=2,
        ends=np.array([[0, 1], [1, 0]]),
        log_odds=np.array([1.0, 3.0]),
        slopes=np.zeros((2, 0)),
        allowed=np.array([True, True]),
        root_allowed=np.array([True, True]),
    )
    found, slopes = log_likelihood(example, example.log_odds)
    assert found == pytest.approx(0.0)
    assert slopes == pytest.approx([0.0, 0.0])
