"""Chance by the column: a draw is a function of its place, so any part of a corpus can be made without the others.

SplitMix64 (Steele, Lea and Flood 2014) with random access: the n-th value of its stream is a hash of the key and n. Whole
numbers only, so that the stream is the same on every machine and in every version of Python and numpy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.chance import Chance

Places = NDArray[np.uint64]
"""What a draw belongs to, one number each."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_LAST = np.uint64(31)
_HALF = np.uint64(32)
_FRACTION = 53
"""Bits in which probabilities are compared."""


class Draws:
    """A stream of draws that depends on ``seed`` and ``path`` alone, in any order.

    Examples:
        >>> Draws(7, "words").below(100, np.arange(4, dtype=np.uint64)).tolist()
        [38, 90, 78, 46]

    """

    __slots__ = ("_key",)

    def __init__(self, seed: int, *path: str) -> None:
        self._key = np.full(1, Chance(seed, *path).below(1 << 64), np.uint64)

    def bits(self, places: Places) -> Places:
        """64 bits for each place."""
        mixed: Places = self._key + (places + np.uint64(1)) * _GOLDEN
        for shift, factor in _MIXERS:
            mixed = (mixed ^ (mixed >> shift)) * factor
        mixed ^= mixed >> _LAST
        return mixed

    def below(self, n: int, places: Places) -> NDArray[np.int64]:
        """A whole number in ``0 <= number < n`` for each place; ``n`` at most 2^31."""
        return ((self.bits(places) >> _HALF) * np.uint64(n) >> _HALF).astype(np.int64)

    def happens(self, probability: float, places: Places) -> NDArray[np.bool_]:
        """Whether something of this probability happens, for each place."""
        return (self.bits(places) >> np.uint64(64 - _FRACTION)) < np.uint64(int(probability * 2**_FRACTION))
