"""MinHash signatures, value by value."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, Values
from provenance.matching.kernels.jit import compiled

_UPPER = np.uint64(32)
_FIRST_SHIFT, _SECOND_SHIFT = np.uint32(16), np.uint32(13)
_FIRST_FACTOR, _SECOND_FACTOR = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_LARGEST = np.uint32(0xFFFFFFFF)


@compiled
def minima(shingles: Hashes, multipliers: Values, addends: Values, half: int) -> NDArray[np.uint32]:
    """Minimum values of each run of ``half`` shingles, the last one shorter: (runs, permutations)."""
    runs = (len(shingles) + half - 1) // half
    found = np.full((runs, len(addends)), _LARGEST, np.uint32)
    for place in range(len(shingles)):
        value = np.uint32(shingles[place] >> _UPPER)
        value = np.uint32((value ^ (value >> _FIRST_SHIFT)) * _FIRST_FACTOR)
        value = np.uint32((value ^ (value >> _SECOND_SHIFT)) * _SECOND_FACTOR)
        value = np.uint32(value ^ (value >> _FIRST_SHIFT))
        row = found[place // half]
        for number in range(len(addends)):
            row[number] = min(row[number], np.uint32(value * multipliers[number] + addends[number]))
    return found
