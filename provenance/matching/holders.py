"""Which shingles several texts hold, and which pairs that makes."""

from __future__ import annotations

import numpy as np

from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.links import Held, NumberPairs, Places, frequent, held_by_several, packed
from provenance.matching.ragged import Ragged
from provenance.settings import Matching

TEXT_BITS = 24
"""Bits for the number of a text, 16 million: of a shingle's hash 40 are left, and one shared by chance makes no candidate."""


def shared_shingles(words: Ragged[np.uint64], settings: Matching) -> Held:
    """The shingles that several texts hold, and who holds them."""
    size = settings.shingle_words
    keys = [packed(distinct(shingle_hashes(words[number], size)), number, TEXT_BITS) for number in range(len(words))]
    return held_by_several(np.concatenate([np.empty(0, np.uint64), *keys]), TEXT_BITS)


def holders_of(shingles: Hashes, held: Held) -> Places:
    """How many texts hold each of some shingles."""
    return held.counts_of(shingles >> np.uint64(TEXT_BITS))


def shingle_pairs(held: Held, shared_shingles: int) -> NumberPairs:
    """Pairs that share at least ``shared_shingles`` distinct shingles with the earliest holder of each."""
    return NumberPairs.of(*frequent(held.star(), shared_shingles))
