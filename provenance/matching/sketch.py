"""MinHash signatures of passages and of whole documents, by datasketch.

Broder 1997, "On the resemblance and containment of documents": the share of equal minimum values
estimates the Jaccard resemblance of two shingle sets, with standard error sqrt(J(1-J)/permutations).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import numpy as np

from provenance.matching.fingerprints import Values, minimum_values
from provenance.matching.words import ComparedText
from provenance.settings import Matching


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """Signatures of one document.

    ``document`` has ``permutations`` values, or is ``None`` for a text shorter than one shingle; ``passages`` has one row
    of as many for each passage, in text order, overlapping by half.
    """

    id: str
    document: Values | None
    passages: Values


def sketches(texts: Sequence[ComparedText], settings: Matching) -> tuple[Sketch, ...]:
    """Signatures of every text, in the order given: datasketch's permutations of the shingles' hashes."""
    multipliers, addends = _permutations(settings)
    size = max(2, settings.passage_words - settings.shingle_words + 1)
    found = []
    for text in texts:
        if len(text.shingles):
            document, passages = minimum_values(text.shingles, multipliers, addends, size)
            found.append(Sketch(id=text.id, document=document, passages=passages))
        else:
            found.append(Sketch(id=text.id, document=None, passages=np.empty((0, settings.permutations), np.uint32)))
    return tuple(found)


def _permutations(settings: Matching) -> tuple[Values, Values]:
    with _integration_on_demand():
        from datasketch import MinHash
    multipliers, addends = MinHash(num_perm=settings.permutations, seed=settings.minhash_seed, hashfunc=int).permutations
    return np.asarray(multipliers, np.uint32), np.asarray(addends, np.uint32)


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


def estimated_jaccard(left: Sketch, right: Sketch) -> float | None:
    """MinHash estimate of the Jaccard resemblance of two documents, ``None`` if one has no signature."""
    if left.document is None or right.document is None:
        return None
    return int(np.count_nonzero(left.document == right.document)) / len(left.document)
