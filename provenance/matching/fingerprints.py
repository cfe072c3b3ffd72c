"""Words, shingles and signatures as numbers, computed a column at a time.

The hashes are our own and the same on every machine and in every engine: a word is FNV-1a over its UTF-8 bytes (Fowler, Noll and
Vo), a shingle a polynomial of its words mixed by MurmurHash3's finaliser (Appleby), both in 64 bits. Among the five million
distinct shingles of ten thousand articles two are equal by chance with a probability below one in a million.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
"""64-bit hashes."""
Values = NDArray[np.uint32]
"""32-bit hashes, and minimum values of them."""

OFFSET = np.uint64(0xCBF29CE484222325)
PRIME = np.uint64(0x100000001B3)
"""Offset basis and prime of the 64-bit FNV-1a hash."""
_ALL_BITS = (1 << 64) - 1
_WORD_BYTES = 64
"""Bytes of words that are hashed side by side; hardly a word is longer."""
RADIX = np.uint64(0x9E3779B97F4A7C15)
"""Factor between the words of a shingle: odd, and near 2^64 divided by the golden ratio."""


def word_hashes(words: Sequence[str]) -> Hashes:
    """The hash of every word, in order.

    Examples:
        >>> [hex(value) for value in word_hashes(["", "a"]).tolist()]
        ['0xcbf29ce484222325', '0xaf63dc4c8601ec8c']

    """
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    content = np.frombuffer(b"".join(encoded), np.uint8)
    by_length = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[by_length]
    longest_first = -lengths[by_length]
    found = np.full(len(encoded), OFFSET, np.uint64)
    for place in range(min(-int(longest_first[0]), _WORD_BYTES) if encoded else 0):
        longer = int(np.searchsorted(longest_first, -place))
        found[:longer] = (found[:longer] ^ content[starts[:longer] + place]) * PRIME
    for number in range(int(np.searchsorted(longest_first, -_WORD_BYTES)) if encoded else 0):
        found[number] = _continued(int(found[number]), encoded[by_length[number]][_WORD_BYTES:])
    hashes = np.empty_like(found)
    hashes[by_length] = found
    return hashes


def _continued(value: int, rest: bytes) -> int:
    """The hash of a word, given that of its beginning: quicker by itself than a byte at a time with so few others."""
    prime = int(PRIME)
    for byte in rest:
        value = ((value ^ byte) * prime) & _ALL_BITS
    return value


def shingle_hashes(words: Hashes, size: int) -> Hashes:
    """The hash of the shingle of ``size`` words that starts at each word; none if there are fewer words than that."""
    count = max(0, len(words) - size + 1)
    total = np.zeros(count, np.uint64)
    for place in range(size):
        total = total * RADIX + words[place : place + count]
    return _mixed64(total)


def distinct(values: Hashes) -> Hashes:
    """The values, sorted, each once."""
    ordered = np.sort(values)
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def is_among(values: Hashes, some: Hashes) -> NDArray[np.bool_]:
    """For each value whether it is one of ``some``, which are sorted."""
    if not len(some):
        return np.zeros(len(values), np.bool_)
    nearest = some[np.minimum(np.searchsorted(some, values), len(some) - 1)]
    return np.equal(nearest, values, dtype=np.bool_)


def minimum_values(shingles: Hashes, multipliers: Values, addends: Values, passage: int) -> tuple[Values, Values]:
    """MinHash signatures of a whole text and of its passages, as datasketch computes them in its ``affine32`` scheme.

    Args:
        shingles: hashes of the text's shingles, in order; at least one. Their upper halves are what is permuted.
        multipliers: (k,) odd factors of the permutations.
        addends: (k,) what is added.
        passage: shingles in a passage, even; passages overlap by half.

    Returns:
        The (k,) minima of the text and the (p, k) minima of its passages, in order.
    """
    half = passage // 2
    upper = _mixed32((shingles >> np.uint64(32)).astype(np.uint32))
    permuted = upper[:, None] * multipliers[None, :] + addends[None, :]
    halves = np.minimum.reduceat(permuted, np.arange(0, len(upper), half), axis=0)
    passages = halves if len(halves) == 1 else np.minimum(halves[:-1], halves[1:])
    return halves.min(axis=0), passages


def _mixed64(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def _mixed32(values: Values) -> Values:
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))
