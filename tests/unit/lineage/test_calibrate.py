"""From shares of trees to probabilities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.calibrate import calibrated, curve_for
from provenance.settings import Calibration, Curve

SHARES = st.floats(0, 1)
CURVES = st.builds(Curve, rise=st.floats(0, 3), fall=st.floats(0, 3), shift=st.floats(-3, 3))
CALIBRATION = Calibration()


@given(SHARES, SHARES, CURVES)
def test_a_larger_share_is_never_less_probable(one: float, other: float, curve: Curve) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low, curve) <= calibrated(high, curve) <= 1


@given(st.floats(0.001, 0.999))
def test_the_neutral_curve_changes_nothing(share: float) -> None:
    assert calibrated(share, Curve()) == pytest.approx(share)


@given(st.floats(0.01, 0.99), CURVES)
def test_a_shift_moves_every_share_its_way(share: float, curve: Curve) -> None:
    raised = Curve(rise=curve.rise, fall=curve.fall, shift=curve.shift + 0.5)
    assert calibrated(share, raised) > calibrated(share, curve)


@pytest.mark.parametrize(
    ("named", "members", "curve"),
    [
        (True, CALIBRATION.large_family - 1, CALIBRATION.named_small),
        (True, CALIBRATION.large_family, CALIBRATION.named_large),
        (False, CALIBRATION.large_family - 1, CALIBRATION.inferred_small),
        (False, CALIBRATION.large_family, CALIBRATION.inferred_large),
    ],
)
def test_each_kind_of_edge_has_its_curve(named: bool, members: int, curve: Curve) -> None:  # noqa: FBT001 - a table
    assert curve_for(named, members, CALIBRATION) is curve


def test_no_shipped_curve_makes_a_source_of_many_likely() -> None:
    """Ten sources that share a document evenly are each below the line from which an edge is reported."""
    curves = (CALIBRATION.named_small, CALIBRATION.named_large, CALIBRATION.inferred_small, CALIBRATION.inferred_large)
    assert all(calibrated(0.1, curve) < 0.5 for curve in curves)
