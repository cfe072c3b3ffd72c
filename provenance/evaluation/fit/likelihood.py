"""How probable the truth is under given weights, and how that changes with them.

A family's trees have weights that are products over their edges, and sums over trees are determinants. The probability of
the truth is the sum over the trees it allows by the sum over all, and its slope the difference of expected edge counts
between the two (Koo, Globerson, Carreras and Collins 2007; for partly known trees Smith and Smith 2007, "Probabilistic models
of nonprojective dependency trees").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.fit.examples import Example
from provenance.lineage import partition


def log_likelihood(example: Example, log_odds: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Log-probability of what the truth allows, at most 0, and its slopes by the (m,) log-odds of the edges.

    Raises:
        ValueError: the truth allows no tree over the edges that are offered.
    """
    roots = np.zeros(example.nodes)
    every, expected = partition(roots, example.ends, log_odds)
    allowed, expected_allowed = partition(
        np.where(example.root_allowed, roots, -np.inf), example.ends, np.where(example.allowed, log_odds, -np.inf)
    )
    if not np.isfinite(allowed):
        message = f"{example.name}: the truth allows no tree over the edges offered"
        raise ValueError(message)
    return allowed - every, expected_allowed - expected
