"""From the share of trees that hold an edge to the probability that the edge is right.

The share is exact, but the weights behind it are not the world: how often edges of a given share were right was measured,
apart for edges whose evidence names the source and edges that are only inferred, and for small and large families. The curves
are beta calibrations (Kull, Silva Filho and Flach 2017, "Beta calibration: a well-founded and easily implemented improvement
on logistic calibration for binary classifiers").
"""

from __future__ import annotations

import math

from provenance.lineage.odds import probability_of
from provenance.settings import Calibration, Curve

_LEAST = 1e-3
"""Shares are kept this far from 0 and 1: beyond, they say more of the weights' size than of the edge."""


def curve_for(named: bool, members: int, calibration: Calibration) -> Curve:  # noqa: FBT001 - it chooses a curve, no behaviour
    """The curve for an edge, by whether its evidence names the source and by the number of documents in its family."""
    if members < calibration.large_family:
        return calibration.named_small if named else calibration.inferred_small
    return calibration.named_large if named else calibration.inferred_large


def calibrated(share: float, curve: Curve) -> float:
    """The probability in [0, 1] that belongs to a share in [0, 1]; never decreasing in it.

    Examples:
        >>> round(calibrated(0.3, Curve()), 6)
        0.3

    """
    kept = min(1.0 - _LEAST, max(_LEAST, share))
    return probability_of(curve.rise * math.log(kept) - curve.fall * math.log1p(-kept) + curve.shift)
