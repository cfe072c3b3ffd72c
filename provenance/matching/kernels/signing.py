"""MinHash signatures, value by value."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, Values
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.linking import Places, shingles

Table = NDArray[np.uint32]
"""Values in two dimensions."""

_UPPER = np.uint64(32)
_FIRST_SHIFT, _SECOND_SHIFT = np.uint32(16), np.uint32(13)
_FIRST_FACTOR, _SECOND_FACTOR = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_LARGEST = np.uint32(0xFFFFFFFF)


@compiled
def _runs(words: Hashes, size: int, half: int, factors: tuple[Values, Values], hashes: Hashes, found: Table) -> int:
    """Write the minimum values of each run of ``half`` shingles of a text to ``found``; how many runs there are."""
    multipliers, addends = factors
    count = shingles(words, size, hashes)
    runs = (count + half - 1) // half
    found[:runs] = _LARGEST
    for place in range(count):
        value = np.uint32(hashes[place] >> _UPPER)
        value = np.uint32((value ^ (value >> _FIRST_SHIFT)) * _FIRST_FACTOR)
        value = np.uint32((value ^ (value >> _SECOND_SHIFT)) * _SECOND_FACTOR)
        value = np.uint32(value ^ (value >> _FIRST_SHIFT))
        row = found[place // half]
        for number in range(len(addends)):
            row[number] = min(row[number], np.uint32(value * multipliers[number] + addends[number]))
    return runs


@compiled
def sign(
    words: Hashes, offsets: Places, sizes: tuple[int, int], factors: tuple[Values, Values], ends: Places, signed: Table
) -> None:
    """Write the minimum values of the passages of some texts to ``signed``, a row for every permutation.

    Args:
        words: the words of all texts.
        offsets: where the words of each text begin, and where the last one's end.
        sizes: words in a shingle, shingles in half a passage.
        factors: the multipliers and addends of the permutations.
        ends: the column in which the passages of each text begin.
        signed: (permutations, passages of all texts).
    """
    size, half = sizes
    longest = 0
    for text in range(len(offsets) - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    hashes = np.empty(longest, np.uint64)
    found = np.empty((longest // half + 1, len(signed)), np.uint32)
    for text in range(len(offsets) - 1):
        runs = _runs(words[offsets[text] : offsets[text + 1]], size, half, factors, hashes, found)
        for run in range(runs if runs == 1 else runs - 1):
            other = min(run + 1, runs - 1)
            for number in range(len(signed)):
                signed[number, ends[text] + run] = min(found[run, number], found[other, number])
