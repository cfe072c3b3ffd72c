"""MinHash signatures of passages and of whole documents, by datasketch.

Broder 1997, "On the resemblance and containment of documents": the share of equal minimum values
estimates the Jaccard resemblance of two shingle sets, with standard error sqrt(J(1-J)/permutations).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Values, minimum_values, shingle_hashes
from provenance.matching.ragged import Ragged
from provenance.settings import Matching


@dataclass(frozen=True, slots=True, eq=False)
class Permutations:
    """datasketch's permutations of 32-bit hashes: ``multiplier * hash + addend``; (k,) each."""

    multipliers: Values
    addends: Values

    @classmethod
    def of(cls, settings: Matching) -> Permutations:
        """Those that the settings ask for."""
        with _integration_on_demand():
            from datasketch import MinHash
        minhash = MinHash(num_perm=settings.permutations, seed=settings.minhash_seed, hashfunc=int)
        multipliers, addends = minhash.permutations
        return cls(np.asarray(multipliers, np.uint32), np.asarray(addends, np.uint32))

    def part(self, first: int, last: int) -> Permutations:
        """Permutations ``first`` up to, not including, ``last``."""
        return Permutations(self.multipliers[first:last], self.addends[first:last])


@dataclass(frozen=True, slots=True, eq=False)
class Signed:
    """The minimum values of the passages of some texts, a row for every permutation: (k, passages).

    Those of text ``i`` are the columns from ``offsets[i]`` up to, not including, ``offsets[i + 1]``.
    """

    rows: Values
    offsets: NDArray[np.int64]


def signed(words: Ragged[np.uint64], size: int, half: int, permutations: Permutations) -> Signed:
    """The minimum values of passages of ``half`` shingles of ``size`` words and as many again, text by text."""
    columns = [np.empty((0, len(permutations.addends)), np.uint32)]
    for number in range(len(words)):
        shingles = shingle_hashes(words[number], size)
        if len(shingles):
            columns.append(minimum_values(shingles, permutations.multipliers, permutations.addends, 2 * half)[1])
        else:
            columns.append(columns[0])
    return Signed(np.concatenate(columns).T, np.cumsum([len(each) for each in columns]))


@contextmanager
def _integration_on_demand() -> Iterator[None]:
    """Import datasketch without scipy's integration package until somebody integrates.

    datasketch needs one function of it, to choose LSH parameters, which nothing here does; without the package a run over five
    articles takes two thirds of the time and three quarters of the memory. Whoever does build an LSH index gets the
    real function at the first call.
    """
    name = "scipy.integrate"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.quad = _quad  # type: ignore[attr-defined] # a module made here
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


def _quad(*arguments: object, **options: object) -> object:
    return import_module("scipy.integrate").quad(*arguments, **options)


def estimated_jaccard(left: Values, right: Values) -> float:
    """MinHash estimate of the Jaccard resemblance of two documents by their signatures."""
    return float(estimated_jaccards(left[None], right[None])[0])


def estimated_jaccards(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.float64]:
    """MinHash estimates of the Jaccard resemblance of documents to others; a signature in each row."""
    estimates: NDArray[np.float64] = np.count_nonzero(left == right, axis=1) / left.shape[1]
    return estimates
