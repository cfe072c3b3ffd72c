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

from provenance.matching.fingerprints import Values
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
    return int(np.count_nonzero(left == right)) / len(left)
