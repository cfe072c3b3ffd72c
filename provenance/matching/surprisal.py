"""Bits of surprise of words that are known by their hashes, and of what a text tells in words of its own."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks
from provenance.matching.fingerprints import Hashes, word_hashes
from provenance.text.surprise import LISTED_BITS, RARE_BITS

Bits = NDArray[np.float64]
"""Bits of surprise, or running sums of them."""

FACT_SHARE = 0.5
"""Share of its bits that a name or number counts: it is what happened, not how that is worded."""


@lru_cache(maxsize=1)
def listed_bits() -> tuple[Hashes, Bits]:
    """The hashes of the words whose bits are listed, sorted, and their bits; any other word has ``RARE_BITS``."""
    hashes = word_hashes(list(LISTED_BITS))
    order = np.argsort(hashes)
    return hashes[order], np.array(list(LISTED_BITS.values()))[order]


def surprise_of(words: Hashes) -> Bits:
    """Bits of surprise of every word."""
    known, bits = listed_bits()
    nearest = np.minimum(np.searchsorted(known, words), len(known) - 1)
    return np.where(known[nearest] == words, bits[nearest], RARE_BITS)


def narration_bits(words: Hashes, marks: Marks) -> Bits:
    """Running sum of the bits of the words outside quotation marks: (n + 1,), entry ``i`` is that of the first ``i`` words."""
    shares = np.where(marks & (Mark.CAPITAL | Mark.NUMBER), FACT_SHARE, 1.0)
    shares[(marks & Mark.QUOTED) != 0] = 0.0
    return np.concatenate([[0.0], np.cumsum(surprise_of(words) * shares)])
