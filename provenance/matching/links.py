"""Who shares what with whom, as columns of numbers: holders of a value are linked to the earliest of them, and links counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes

Places = NDArray[np.int64]
"""Numbers of texts or passages, from 0 in order of time; or counts."""

VALUE_BITS = 32
"""Bits of a minimum value, and as many for the number of a passage."""
_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Values that several hold, and each of their holders: sorted by value, then holder.

    Of a value the upper bits count that ``held_by_several`` keeps. ``first[i]`` is the row of the earliest holder of row ``i``'s
    value, ``counts[i]`` the number of its holders; ``known`` are the values, each once, and ``known_counts`` their holders.
    """

    values: Hashes
    holders: Places
    first: Places
    counts: Places
    known: Hashes
    known_counts: Places

    def frequent(self, least: int) -> Held:
        """The same without the holders of values that fewer hold; how many hold them is known still."""
        kept = self.counts >= least
        rows = np.cumsum(kept) - 1
        return replace(
            self, values=self.values[kept], holders=self.holders[kept], first=rows[self.first[kept]], counts=self.counts[kept]
        )

    def star(self) -> Hashes:
        """One link for every holder but the earliest of its value: the earliest in the upper half, the other in the lower."""
        earliest = self.holders[self.first].astype(np.uint64) << _HALF
        is_other = self.first != np.arange(len(self.first))
        links: Hashes = (earliest | self.holders.astype(np.uint64))[is_other]
        return links

    def counts_of(self, values: Hashes) -> Places:
        """How many hold each of some values, cut to the same upper bits: 1 for those that are not here."""
        if not len(self.known):
            return np.ones(len(values), np.int64)
        nearest = np.minimum(np.searchsorted(self.known, values), len(self.known) - 1)
        return np.where(self.known[nearest] == values, self.known_counts[nearest], 1)


@dataclass(frozen=True, slots=True, eq=False)
class NumberPairs:
    """Pairs of documents by their numbers, the smaller first; sorted, each once. (n,) each."""

    first: Places
    other: Places

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.first)

    @classmethod
    def of(cls, first: Places, other: Places) -> NumberPairs:
        """Pairs from two columns in any order, without those of one document with itself."""
        low, high = np.minimum(first, other), np.maximum(first, other)
        keys = np.unique((low << 32 | high)[low != high])
        return cls(keys >> 32, keys & 0xFFFFFFFF)

    def and_also(self, more: NumberPairs) -> NumberPairs:
        """These pairs and others."""
        return NumberPairs.of(np.concatenate([self.first, more.first]), np.concatenate([self.other, more.other]))

    def without(self, some: NumberPairs) -> NumberPairs:
        """These pairs but some."""
        keys = np.setdiff1d(self.first << 32 | self.other, some.first << 32 | some.other, assume_unique=True)
        return NumberPairs(keys >> 32, keys & 0xFFFFFFFF)


def pairs_of(numbers: Sequence[tuple[int, int]]) -> NumberPairs:
    """Some pairs of numbers, in any order."""
    columns = np.array(numbers, np.int64).reshape(-1, 2)
    return NumberPairs.of(columns[:, 0], columns[:, 1])


def packed(values: Hashes, holder: int | Places, holder_bits: int) -> Hashes:
    """A value and who holds it in one number, which sorts ten times faster than one by the other.

    Of a value the ``64 - holder_bits`` highest bits count, and no holder may need more than ``holder_bits``.
    """
    bits = np.uint64(holder_bits)
    return ((values >> bits) << bits) | np.asarray(holder).astype(np.uint64)


def row_keys(row: NDArray[np.uint32]) -> Hashes:
    """One minimum value of every passage, as keys with the passage's number."""
    keys = row.astype(np.uint64)
    keys <<= np.uint64(VALUE_BITS)
    keys |= np.arange(len(row), dtype=np.uint64)
    return keys


def held_by_several(keys: Hashes, holder_bits: int) -> Held:
    """The values that several hold among ``packed`` keys, nobody twice for one value; sorts ``keys`` in place."""
    bits = np.uint64(holder_bits)
    keys.sort()
    held = keys >> bits
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = held[1:] != held[:-1]
    is_alone = is_first.copy()
    is_alone[:-1] &= is_first[1:]
    rows = np.flatnonzero(~is_alone)
    values, is_first = held[rows], is_first[rows]
    starts = np.flatnonzero(is_first)
    counts = np.diff(starts, append=len(rows))
    return Held(
        values=values,
        holders=(keys[rows] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64),
        first=np.repeat(starts, counts),
        counts=np.repeat(counts, counts),
        known=values[starts],
        known_counts=counts,
    )


def frequent(links: Hashes, least: int) -> tuple[Places, Places]:
    """Both ends of the links that occur at least ``least`` times, each once, in order.

    Examples:
        >>> frequent(np.array([7, 3, 7], np.uint64), 2)
        (array([0]), array([7]))

    """
    found, counts = np.unique(links, return_counts=True)
    kept = found[counts >= least]
    return (kept >> _HALF).astype(np.int64), (kept & _LOWER).astype(np.int64)
