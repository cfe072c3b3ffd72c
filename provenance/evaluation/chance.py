"""Chance that repeats: the same seed gives the same draws on every machine and every version of Python.

The stream is SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"), started
at the first eight bytes of the SHA-256 of the seed and the path. Good enough to make test material
and to resample; not for secrets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
"""Step of the state: 2**64 over the golden ratio, made odd (Steele et al. 2014)."""
_FIRST_MIX, _SECOND_MIX = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""Multipliers of the output function (variant 13 of Stafford's mixers)."""
_DOUBLE_BITS = 53
"""Bits a float holds exactly."""


class Chance:
    """A stream of draws that depends on ``seed`` and ``path`` alone.

    A draw moves the stream on; ``child`` does not, and the child's stream does not depend on how far its parent has
    come. So a part that draws once more changes nothing in the parts beside it, if each has its own child.

    Examples:
        >>> Chance(7, "wire").below(100) == Chance(7).child("wire").below(100)
        True

    """

    __slots__ = ("_path", "_seed", "_state")

    def __init__(self, seed: int, *path: str) -> None:
        self._seed = seed
        self._path = path
        # Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
        spelled = "".join(f"{len(part)}:{part}" for part in (str(seed), *path))
        self._state = int.from_bytes(hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).digest()[:8], "big")

    def child(self, name: str) -> Chance:
        """A stream of its own for the part called ``name``, from its beginning."""
        return Chance(self._seed, *self._path, name)

    def uniform(self) -> float:
        """A multiple of 2**-53 in [0, 1), each equally likely."""
        return (self._next() >> (64 - _DOUBLE_BITS)) * 2.0**-_DOUBLE_BITS

    def below(self, n: int) -> int:
        """A whole number in ``0 <= number < n``, each exactly equally likely.

        Raises:
            ValueError: ``n`` is not between 1 and 2**64.

        """
        if not 1 <= n <= _MASK + 1:
            message = f"cannot draw a number below {n}: it must be between 1 and 2**64"
            raise ValueError(message)
        limit = (_MASK + 1) // n * n
        while (number := self._next()) >= limit:
            pass
        return number % n

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens: never at 0, always at 1."""
        return self.uniform() < probability

    def pick(self, sequence: Sequence[Item]) -> Item:
        """One item, each equally likely.

        Raises:
            ValueError: there is none.

        """
        return sequence[self.below(len(sequence))]

    def sample(self, sequence: Sequence[Item], k: int) -> list[Item]:
        """``k`` items from different places, in the order drawn.

        Raises:
            ValueError: there are fewer than ``k``, or ``k`` is negative.

        """
        if not 0 <= k <= len(sequence):
            message = f"cannot draw {k} of {len(sequence)} items"
            raise ValueError(message)
        # Fisher and Yates 1938, from the front and stopped after k: the first k places are then the sample.
        pool = list(sequence)
        for place in range(k):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:k]

    def shuffled(self, sequence: Sequence[Item]) -> list[Item]:
        """All items in an order drawn at random; ``sequence`` itself stays as it is."""
        return self.sample(sequence, len(sequence))

    def _next(self) -> int:
        """The next 64 bits."""
        self._state = (self._state + _GOLDEN) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * _FIRST_MIX) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND_MIX) & _MASK
        return mixed ^ (mixed >> 31)
