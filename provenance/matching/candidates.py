"""Which pairs of documents are worth aligning.

Two routes, both linked as a *star*: every holder of a value to its earliest holder, never all holders
to one another. A frequency cap instead would silently lose the most widely syndicated stories, and all
pairs would be quadratic on boilerplate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.links import Held, NumberPairs, Places, frequent, held_by_several, packed
from provenance.matching.ragged import Ragged
from provenance.settings import Matching

TEXT_BITS = 24
"""Bits for the number of a text, 16 million: of a shingle's hash 40 are left, and one shared by chance makes no candidate."""
_VALUE_BITS = np.uint64(32)
"""Bits of a minimum value, and as many for the number of a passage."""


def candidate_pairs(words: Ragged[np.uint64], passages: Ragged[np.uint32], settings: Matching) -> tuple[NumberPairs, Held]:
    """Pairs that share minimum values of passages or shingles; and the shingles that several texts hold.

    ``words`` has the words of each text, ``passages`` its passages' signatures, in order of time.
    """
    held = shared_shingles(words, settings)
    pairs = minhash_pairs(passages, settings.permutations, settings.candidate_shared_rows)
    return pairs.and_also(shingle_pairs(held, settings.candidate_shared_shingles)), held


def shared_shingles(words: Ragged[np.uint64], settings: Matching) -> Held:
    """The shingles that several texts hold, and who holds them."""
    keys = [
        packed(distinct(shingle_hashes(words[number], settings.shingle_words)), number, TEXT_BITS) for number in range(len(words))
    ]
    return held_by_several(np.concatenate([np.empty(0, np.uint64), *keys]), TEXT_BITS)


def holders_of(shingles: Hashes, held: Held) -> Places:
    """How many texts hold each of some shingles."""
    return held.counts_of(shingles >> np.uint64(TEXT_BITS))


def shingle_pairs(held: Held, shared_shingles: int) -> NumberPairs:
    """Pairs that share at least ``shared_shingles`` distinct shingles with the earliest holder of each."""
    return NumberPairs.of(*frequent(held.star(), shared_shingles))


def minhash_pairs(passages: Ragged[np.uint32], permutations: int, shared_rows: int) -> NumberPairs:
    """Pairs of documents with passages that agree in at least ``shared_rows`` rows, earliest holder first.

    ``passages`` has for each document the rows of its passages, ``permutations`` values each, one after the other.
    """
    signatures: NDArray[np.uint32] = passages.values.reshape(-1, permutations)
    owner = np.repeat(np.arange(len(passages)), np.diff(passages.offsets) // permutations)
    numbers = np.arange(len(owner))
    links = [
        held_by_several(packed(row.astype(np.uint64) << _VALUE_BITS, numbers, 32), 32).star() for row in signatures.T if len(row)
    ]
    first, other = frequent(np.concatenate([np.empty(0, np.uint64), *links]), shared_rows)
    return NumberPairs.of(owner[first], owner[other])
