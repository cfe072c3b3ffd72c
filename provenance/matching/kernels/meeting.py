"""How far topics meet: the words that two of them share, pair by pair."""

from __future__ import annotations

import numpy as np

from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.jit import compiled
from provenance.matching.links import Places
from provenance.matching.surprisal import Bits


@compiled
def affinities(terms: Hashes, weights: Bits, offsets: Places, first: Places, other: Places) -> Bits:
    """For every pair of topics the sum of the products of their weights, in order of the terms they share."""
    found = np.zeros(len(first), np.float64)
    for row in range(len(first)):
        i, j = offsets[first[row]], offsets[other[row]]
        last_i, last_j = offsets[first[row] + 1], offsets[other[row] + 1]
        total = 0.0
        while i < last_i and j < last_j:
            if terms[i] == terms[j]:
                total += weights[i] * weights[j]
                i, j = i + 1, j + 1
            elif terms[i] < terms[j]:
                i += 1
            else:
                j += 1
        found[row] = total
    return found
