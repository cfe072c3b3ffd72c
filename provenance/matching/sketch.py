"""MinHash signatures of passages and of whole documents, by datasketch.

Broder 1997, "On the resemblance and containment of documents": the share of equal minimum values
estimates the Jaccard resemblance of two shingle sets, with standard error sqrt(J(1-J)/permutations).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    from datasketch import MinHash  # here, because datasketch imports scipy: 0.4 s
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


def estimated_jaccard(left: Sketch, right: Sketch) -> float | None:
    """MinHash estimate of the Jaccard resemblance of two documents, ``None`` if one has no signature."""
    if left.document is None or right.document is None:
        return None
    equal = sum(a == b for a, b in zip(left.document, right.document, strict=True))
    return equal / len(left.document)
