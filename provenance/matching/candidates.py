"""Which pairs of documents are worth aligning.

Two routes, shared shingles and, if asked for, shared minimum values of passages, both linked as a *star*: every holder of a
value to its earliest holder, never all holders to one another. A frequency cap instead would silently lose the most widely
syndicated stories, and all pairs would be quadratic on boilerplate.
"""

from __future__ import annotations

import numpy as np

from provenance.matching.holders import shingle_pairs
from provenance.matching.kernels import Kernels
from provenance.matching.links import Held, NumberPairs, frequent
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations
from provenance.settings import Matching

_VALUES_AT_A_TIME = 1 << 26
"""Minimum values in memory at a time, 256 MB; for more, the passages are signed again for each lot of rows."""


def candidate_pairs(words: Ragged[np.uint64], held: Held, settings: Matching, kernels: Kernels) -> NumberPairs:
    """The candidate pairs among texts, of which ``words`` has the words in order of time, and ``held`` what several hold."""
    pairs = shingle_pairs(held, settings.candidate_shared_shingles)
    return pairs.and_also(passage_pairs(words, settings, kernels)) if settings.candidate_rows else pairs


def pairs_among(words: Ragged[np.uint64], settings: Matching, kernels: Kernels) -> NumberPairs:
    """The same without keeping what several hold: a part of the shingles is in memory at a time."""
    pairs = kernels.shingle_pairs(words, settings)
    return pairs.and_also(passage_pairs(words, settings, kernels)) if settings.candidate_rows else pairs


def passage_pairs(words: Ragged[np.uint64], settings: Matching, kernels: Kernels) -> NumberPairs:
    """Pairs with passages that agree in ``candidate_shared_rows`` of the first ``candidate_rows`` rows of their signatures."""
    permutations = Permutations.of(settings)
    half = passage_shingles(settings) // 2
    rows = min(settings.candidate_rows, settings.permutations)
    most = max(1, _VALUES_AT_A_TIME // max(1, len(words.values) // half))
    links = [np.empty(0, np.uint64)]
    owner = np.empty(0, np.int64)
    for row in range(0, rows, most):
        signed = kernels.sign(words, settings.shingle_words, half, permutations.part(row, min(row + most, rows)))
        links.append(kernels.stars(signed.rows))
        owner = np.repeat(np.arange(len(words)), np.diff(signed.offsets))
    first, other = frequent(np.concatenate(links), settings.candidate_shared_rows)
    return NumberPairs.of(owner[first], owner[other])


def passage_shingles(settings: Matching) -> int:
    """Shingles in a passage."""
    return max(2, settings.passage_words - settings.shingle_words + 1)
