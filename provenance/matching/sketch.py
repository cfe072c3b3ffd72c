"""MinHash signatures of passages and of whole documents, by datasketch.

Broder 1997, "On the resemblance and containment of documents": the share of equal minimum values
estimates the Jaccard resemblance of two shingle sets, with standard error sqrt(J(1-J)/permutations).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from provenance.matching.words import ComparedText
from provenance.settings import Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Signatures of one document.

    ``document`` has ``permutations`` values in [0, 2^32), or is ``None`` for a text shorter than one
    shingle; ``passages`` has one signature per passage, in text order, overlapping by half.
    """

    id: str
    document: tuple[int, ...] | None
    passages: tuple[tuple[int, ...], ...]


def sketches(texts: Sequence[ComparedText], settings: Matching) -> tuple[Sketch, ...]:
    """Signatures of every text, in the order given. Hashes are SHA-1, datasketch's default scheme."""
    with _integration_on_demand():
        from datasketch import MinHash
        from datasketch.hashfunc import sha1_hash32

    empty = MinHash(num_perm=settings.permutations, seed=settings.minhash_seed, hashfunc=int)

    def signature(hashes: Sequence[int]) -> tuple[int, ...]:
        minhash = MinHash(
            num_perm=settings.permutations,
            seed=settings.minhash_seed,
            hashfunc=int,
            permutations=empty.permutations,
            scheme=empty.scheme,
        )
        minhash.update_batch(hashes)
        return tuple(minhash.hashvalues.tolist())

    known: dict[str, int] = {}

    def hashed(shingles: Iterable[str]) -> list[int]:
        for shingle in shingles:
            if shingle not in known:
                known[shingle] = sha1_hash32(shingle.encode("utf-8"))
        return [known[shingle] for shingle in shingles]

    size = max(1, settings.passage_words - settings.shingle_words + 1)
    result = []
    for text in texts:
        hashes = hashed(text.shingles)
        starts = range(0, max(1, len(hashes) - size // 2), max(1, size // 2))
        result.append(
            Sketch(
                id=text.id,
                document=signature(hashes) if hashes else None,
                passages=tuple(signature(hashes[start : start + size]) for start in starts) if hashes else (),
            )
        )
    return tuple(result)


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
    equal = sum(a == b for a, b in zip(left.document, right.document, strict=True))
    return equal / len(left.document)
