"""How much of the copying a set of candidate pairs leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.grouping import connected
from tests.benchmarks.contestants import Keys
from tests.benchmarks.plan import Part
from tests.benchmarks.truth import Truth, pair_keys

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``found`` of ``total``."""

    found: int
    total: int

    def __float__(self) -> float:
        """The share; 1 where there was nothing to find."""
        return self.found / self.total if self.total else 1.0

    def __add__(self, other: Share) -> Share:
        """Both together."""
        return Share(found=self.found + other.found, total=self.total + other.total)


def true_pairs(candidates: Keys, copied: Keys) -> Share:
    """How many of the candidates share a copied passage: the rest share phrases, quotations, footers or chance."""
    return Share(found=int(np.isin(candidates, copied).sum()), total=len(candidates))


def document_pairs(candidates: Keys, copied: Keys) -> Share:
    """How many of the copied pairs true candidates connect, if need be over others: what a star leads to."""
    true = candidates[np.isin(candidates, copied)]
    groups = connected((), zip((true >> _HALF).tolist(), (true & _LOWER).tolist(), strict=True))
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    pairs = zip((copied >> _HALF).tolist(), (copied & _LOWER).tolist(), strict=True)
    return Share(found=sum(group_of.get(one, -1) == group_of.get(other, -2) for one, other in pairs), total=len(copied))


def among(pairs: Keys, numbers: Collection[int]) -> Keys:
    """The pairs of which both documents are among these."""
    kept = np.array(sorted(numbers), np.uint64)
    inside: NDArray[np.bool_] = np.isin(pairs >> _HALF, kept) & np.isin(pairs & _LOWER, kept)
    return pairs[inside]


def keys_of(pairs: Iterable[tuple[int, int]]) -> Keys:
    """Pairs of document numbers as keys, sorted, each once."""
    numbers = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return np.unique(pair_keys(numbers[:, 0], numbers[:, 1]))


def passages(candidates: Keys, truth: Truth) -> dict[Part, Share]:
    """How many copied passages stand in a candidate pair of documents that both have it, by what their document is."""
    found = {part: Share(found=0, total=0) for part in (Part.ORIGINAL, Part.FULL, Part.PARAGRAPHS, Part.SENTENCE)}
    for holders in truth.holders:
        left, right = holders.pairs()
        met = np.isin(pair_keys(holders.numbers[left], holders.numbers[right]), candidates)
        copied = set(left.tolist()) | set(right.tolist())
        reached = set(left[met].tolist()) | set(right[met].tolist())
        for row in copied:
            found[holders.parts[row]] += Share(found=int(row in reached), total=1)
    return found
