"""Into how many parts the values of a corpus are divided, and how a value and its holder share the 64 bits of a key."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.errors import UsageError
from provenance.matching.fingerprints import RADIX, Hashes
from provenance.matching.holders import TEXT_BITS

Places = NDArray[np.int64]
"""Numbers of documents or buckets."""

VALUE_BITS = 32
"""Bits of a minimum value, and as many for its holder at least."""
KEYS = 1 << 24
"""Keys in a bucket that one task sorts at a time: 128 MB, and four times that while it does."""
SHINGLES = 512
"""Shingles of an article, about: news of 530 words."""
_NUMBER_BITS = 31
"""Links and pairs hold the numbers of two documents in 64 bits, of which one is the sign."""
_PASSAGE_BITS = 16
"""A link by minimum values holds the places of two passages in 32 bits."""
_MOST_BITS = 20
"""Bits of a bucket at most: a million buckets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buckets:
    """The division of one corpus.

    A bucket is the highest bits of a value; within a bucket they need not be kept, and make room for larger numbers of holders.
    So what counts of a value is the same for any number of buckets: its ``64 - TEXT_BITS`` highest bits for shingles, all 32 of
    a minimum value.

    Attributes:
        permutations: rows of a signature, each with its own buckets after those of the shingles.
        passage_bits: bits of a passage's number within its document.
        shingle_bits: bits of a shingle that name its bucket.
        value_bits: bits of a minimum value that name its bucket within those of its row.
        pair_bits: bits that name the bucket of a link between two documents.

    """

    permutations: int
    passage_bits: int
    shingle_bits: int
    value_bits: int
    pair_bits: int

    @classmethod
    def of(cls, documents: int, passages: int, permutations: int, tasks: int) -> Buckets:
        """A division for a number of documents with at most ``passages`` passages each, worked on by ``tasks`` tasks or more.

        Raises:
            UsageError: the numbers do not fit into keys.

        """
        number_bits, passage_bits = _bits_for(documents), _bits_for(passages)
        shingle_bits = max(1, number_bits - TEXT_BITS, _bits_for(-(-documents * SHINGLES // KEYS)), _bits_for(tasks))
        value_bits = max(0, number_bits + passage_bits - VALUE_BITS, _bits_for(-(-documents * SHINGLES // 32 // KEYS)))
        if number_bits > _NUMBER_BITS or passage_bits > _PASSAGE_BITS or max(shingle_bits, value_bits) > _MOST_BITS:
            message = f"{documents:,} documents with up to {passages:,} passages are more than one job can number; divide them"
            raise UsageError(message)
        return cls(
            permutations=permutations,
            passage_bits=passage_bits,
            shingle_bits=shingle_bits,
            value_bits=value_bits,
            pair_bits=shingle_bits,
        )

    @property
    def shingle_holder_bits(self) -> int:
        """Bits of a key that number the document, for a shingle."""
        return TEXT_BITS + self.shingle_bits

    @property
    def value_holder_bits(self) -> int:
        """Bits of a key that number the document and its passage, for a minimum value."""
        return VALUE_BITS + self.value_bits

    def is_of_shingles(self, bucket: int) -> bool:
        """Whether a bucket holds shingles, not minimum values."""
        return bucket < 1 << self.shingle_bits

    def of_shingles(self, values: Hashes) -> Places:
        """The bucket of every shingle."""
        return (values >> np.uint64(64 - self.shingle_bits)).astype(np.int64)

    def of_values(self, row: int, values: Hashes) -> Places:
        """The bucket of every minimum value of one row of signatures; values are below 2^32."""
        first = (1 << self.shingle_bits) + (row << self.value_bits)
        return first + (values >> np.uint64(VALUE_BITS - self.value_bits)).astype(np.int64)

    def of_links(self, links: Hashes) -> Places:
        """The bucket of every link: equal links are together, and those of one document are not."""
        return ((links * RADIX) >> np.uint64(64 - self.pair_bits)).astype(np.int64)


def _bits_for(count: int) -> int:
    """Bits that numbers from 0 up to, not including, ``count`` need.

    Examples:
        >>> [_bits_for(count) for count in (0, 1, 2, 256, 257)]
        [0, 0, 1, 8, 9]

    """
    return max(0, count - 1).bit_length()
